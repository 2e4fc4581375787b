// Package work is what the benchmarks of calls and of the tutorial's workloads call: ordinary Go, bound by topher, exported to C, compiled
// to WebAssembly, and run in a process of its own.
package work

// Noop does nothing: what is measured is the crossing.
func Noop() {}

// Add2 adds two numbers.
func Add2(a, b float64) float64 { return a + b }

// Add adds two integers, and wraps around.
func Add(a, b int64) int64 { return a + b }

// Sum adds the numbers from first to last.
func Sum(numbers []float64) float64 {
	sum := 0.0
	for _, x := range numbers {
		sum += x
	}
	return sum
}

// Normalize writes each number minus the mean of all of them into differences, as far as there is room, and tells how many.
func Normalize(numbers, differences []float64) int {
	if len(numbers) == 0 {
		return 0
	}
	mean := Sum(numbers) / float64(len(numbers))
	n := min(len(numbers), len(differences))
	numbers, differences = numbers[:n], differences[:n]
	for i, x := range numbers {
		differences[i] = x - mean
	}
	return n
}

// Ends adds the first, the middle and the last number, and how many there are. It reads only these: what is measured is how a list gets here.
func Ends(numbers []float64) float64 {
	n := len(numbers)
	if n == 0 {
		return 0
	}
	return numbers[0] + numbers[n/2] + numbers[n-1] + float64(n)
}
