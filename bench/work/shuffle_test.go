package work

import (
	"runtime"
	"testing"
)

// However many cores there are, each number is there once.
func TestShuffleOnCores(t *testing.T) {
	for _, cores := range []int{1, 2, 3, 300} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		for _, size := range []int{0, 1, 2, 1000, 100_003} {
			numbers := make([]float64, size)
			for i := range numbers {
				numbers[i] = float64(i)
			}
			ShuffleOnCores(numbers, 42)
			seen := make([]bool, size)
			unmoved := 0
			for i, x := range numbers {
				if x < 0 || int(x) >= size || float64(int(x)) != x || seen[int(x)] {
					t.Fatalf("%d cores, %d numbers: number %d is %v, which is there twice or not one of them", cores, size, i, x)
				}
				seen[int(x)] = true
				if int(x) == i {
					unmoved++
				}
			}
			if unmoved > 20 {
				t.Errorf("%d cores, %d numbers: %d are where they were", cores, size, unmoved)
			}
		}
	}
}
