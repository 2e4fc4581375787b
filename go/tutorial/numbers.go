package main

import "C"

// normalize writes each number minus the mean of all numbers.
//
// nums holds n numbers, out has room for m; they may be the same memory. The mean is that of all n numbers, and the
// first min(n, m) differences are written. It returns how many that were.
//
//export normalize
func normalize(nums *float64, n int64, out *float64, m int64) int64 {
	return subtractMean(view(nums, n), view(out, m))
}

func subtractMean(nums, out []float64) int64 {
	if len(nums) == 0 {
		return 0
	}
	mean := total(nums) / float64(len(nums))
	k := min(len(nums), len(out))
	nums, out = nums[:k], out[:k]
	for i, x := range nums {
		out[i] = x - mean
	}
	return int64(k)
}

// squares writes the square of each number. A square beyond 64 bits wraps around.
//
// nums holds n numbers, out has room for m; they may be the same memory. It returns how many were written: min(n, m).
//
//export squares
func squares(nums *int64, n int64, out *int64, m int64) int64 {
	return squareAll(view(nums, n), view(out, m))
}

func squareAll(nums, out []int64) int64 {
	k := min(len(nums), len(out))
	for i, x := range nums[:k] {
		out[i] = x * x
	}
	return int64(k)
}

// increase adds by to each of the n numbers, in place. A sum beyond 64 bits wraps around.
//
//export increase
func increase(nums *int64, n int64, by int64) {
	raise(view(nums, n), by)
}

func raise(nums []int64, by int64) {
	for i := range nums {
		nums[i] += by
	}
}

// sum returns the sum of n numbers, added from first to last; 0 when there are none.
//
//export sum
func sum(nums *float64, n int64) float64 {
	return total(view(nums, n))
}

func total(nums []float64) float64 {
	t := 0.0
	for _, x := range nums {
		t += x
	}
	return t
}

// dot returns the dot product of a, which holds n numbers, and b, which holds m. Of the longer one the rest is left out.
//
//export dot
func dot(a *float64, n int64, b *float64, m int64) float64 {
	return dotProduct(view(a, n), view(b, m))
}

func dotProduct(a, b []float64) float64 {
	k := min(len(a), len(b))
	a, b = a[:k], b[:k]
	t := 0.0
	for i, x := range a {
		t += x * b[i]
	}
	return t
}
