// Package lent keeps functions of JavaScript only in asynchronous forms, and there only as long as they run: no other function can call
// one, so that slices stay borrowed and direct calls unmarked, also where the compiler cannot see what is called.
package lent

var kernel = func(x float64) float64 { return 2 * x }

// Each calls f in the call.
func Each(xs []float64, f func(float64)) {
	for _, x := range xs {
		f(x)
	}
}

// Twice is no leaf: what it calls is in a variable.
func Twice(x float64) float64 { return kernel(x) }

// Map is none either.
func Map(xs []float64) {
	for i, x := range xs {
		xs[i] = kernel(x)
	}
}
