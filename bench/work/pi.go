package work

import (
	"runtime"
	"sync"
)

// Pi adds so many terms of Leibniz's series 4 - 4/3 + 4/5 - …
func Pi(terms int) float64 { return leibniz(0, terms) }

// PiOnCores does the same with a goroutine for each core.
func PiOnCores(terms int) float64 {
	parts := onCores(terms, func(from, to int) float64 { return leibniz(from, to) })
	return Sum(parts)
}

func leibniz(from, to int) float64 {
	sum, sign := 0.0, 4.0
	if from%2 == 1 {
		sign = -sign
	}
	for i := from; i < to; i++ {
		sum += sign / (2*float64(i) + 1)
		sign = -sign
	}
	return sum
}

// Dot gives the dot product of as many numbers as both have.
func Dot(a, b []float64) float64 {
	n := min(len(a), len(b))
	a, b = a[:n], b[:n]
	sum := 0.0
	for i, x := range a {
		sum += x * b[i]
	}
	return sum
}

// DotOnCores does the same with a goroutine for each core.
//
//topher:borrow a b
func DotOnCores(a, b []float64) float64 {
	parts := onCores(min(len(a), len(b)), func(from, to int) float64 { return Dot(a[from:to], b[from:to]) })
	return Sum(parts)
}

// onCores divides the numbers below n among a goroutine for each core, and gives what each part has come to.
func onCores[T any](n int, part func(from, to int) T) []T {
	cores := runtime.GOMAXPROCS(0)
	results := make([]T, cores)
	var all sync.WaitGroup
	for i := range cores {
		all.Go(func() { results[i] = part(n*i/cores, n*(i+1)/cores) })
	}
	all.Wait()
	return results
}
