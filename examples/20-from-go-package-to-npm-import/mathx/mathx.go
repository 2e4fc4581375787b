// Package mathx describes numbers.
package mathx

import (
	"errors"
	"slices"
)

// ErrEmpty is the error for no numbers.
var ErrEmpty = errors.New("there are no numbers")

// Mean returns the arithmetic mean of xs.
func Mean(xs []float64) (float64, error) {
	if len(xs) == 0 {
		return 0, ErrEmpty
	}
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs)), nil
}

// A Summary describes numbers.
type Summary struct {
	Count    int
	Min, Max float64
}

// Summarize describes xs.
func Summarize(xs []float64) (Summary, error) {
	if len(xs) == 0 {
		return Summary{}, ErrEmpty
	}
	return Summary{Count: len(xs), Min: slices.Min(xs), Max: slices.Max(xs)}, nil
}

// Rotate turns z by a right angle.
func Rotate(z complex128) complex128 {
	return z * 1i
}
