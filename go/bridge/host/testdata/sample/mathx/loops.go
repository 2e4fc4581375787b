package mathx

import (
	"iter"
	"runtime"
	"sync/atomic"
)

// ended counts the loops over Upto and Entries that have come to their end, or were stopped.
var ended atomic.Int64

// EndedLoops is how many loops have ended.
func EndedLoops() int { return int(ended.Load()) }

// Upto is 0 to n - 1. It panics at 100.
func Upto(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer func() { ended.Add(1) }()
		for i := range n {
			if i == 100 {
				panic("a hundred")
			}
			if !yield(i) {
				return
			}
		}
	}
}

// Exits calls runtime.Goexit in its third step.
func Exits() iter.Seq[int] {
	return func(yield func(int) bool) {
		defer func() { ended.Add(1) }()
		if yield(1) && yield(2) {
			runtime.Goexit()
		}
	}
}

// Mapped is Upto through f.
func Mapped(n int, f func(float64) float64) iter.Seq[float64] {
	return func(yield func(float64) bool) {
		for i := range Upto(n) {
			if !yield(f(float64(i))) {
				return
			}
		}
	}
}

// Entries are pairs.
func Entries(n int) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		defer func() { ended.Add(1) }()
		for i := range n {
			if !yield(string(rune('a'+i)), i) {
				return
			}
		}
	}
}

// Sum adds at most n values.
func Sum(values iter.Seq[float64], n int) (sum float64) {
	for v := range values {
		if n == 0 {
			break
		}
		n--
		sum += v
	}
	return sum
}

// SumPanics panics in the loop's body.
func SumPanics(values iter.Seq[float64]) float64 {
	for range values {
		panic("in the body")
	}
	return 0
}

// Doubled is values twice as large: a loop over it loops over values.
func Doubled(values iter.Seq[float64]) iter.Seq[float64] {
	return func(yield func(float64) bool) {
		for v := range values {
			if !yield(2 * v) {
				return
			}
		}
	}
}

// SumPairs adds the values, if their keys are not empty.
func SumPairs(pairs iter.Seq2[string, float64]) (sum float64) {
	for k, v := range pairs {
		if k != "" {
			sum += v
		}
	}
	return sum
}
