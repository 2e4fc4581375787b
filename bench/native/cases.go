package main

import (
	"fmt"
	"math"
	"runtime"
	"slices"

	"github.com/topherjs/topher/bench/work"
)

// A case makes arguments of a size, checks the result, and gives the call that is measured.
var cases = map[string]func(size int) (func(), error){
	"pi":            piOf(work.Pi, 0),
	"pi-cores":      piOf(work.PiOnCores, 1e-10), // added in another order
	"shuffle":       shuffleOf(work.Shuffle, first),
	"shuffle-cores": shuffleOf(work.ShuffleOnCores, nil),
	"dot":           dotOf(work.Dot),
	"dot-cores":     dotOf(work.DotOnCores),
}

// first is how the first of the numbers 0 to 999 follow each other with seed 42, as the other languages' own code has it.
var first = []float64{340, 678, 391, 571, 38, 356, 823, 544}

func piOf(pi func(terms int) float64, tolerance float64) func(int) (func(), error) {
	return func(terms int) (func(), error) {
		// Of many terms, one that is missing makes hardly a difference; of few it does.
		for _, n := range []int{0, 1, 1001, terms} {
			if got, expected := pi(n), leibniz(n); math.Abs(got-expected) > tolerance {
				return nil, fmt.Errorf("pi gave %v for %d terms, expected %v", got, n, expected)
			}
		}
		return func() { runtime.KeepAlive(pi(terms)) }, nil
	}
}

func leibniz(terms int) float64 {
	sum, sign := 0.0, 4.0
	for i := range terms {
		sum += sign / float64(2*i+1)
		sign = -sign
	}
	return sum
}

func shuffleOf(shuffle func(numbers []float64, seed uint32), order []float64) func(int) (func(), error) {
	return func(size int) (func(), error) {
		few := ramp(1000)
		shuffle(few, 42)
		if order != nil && !slices.Equal(few[:len(order)], order) {
			return nil, fmt.Errorf("shuffle gave %v, expected %v", few[:len(order)], order)
		}
		numbers := ramp(size)
		shuffle(numbers, 1)
		if err := permuted(numbers); err != nil {
			return nil, err
		}
		seed := uint32(1)
		return func() {
			seed++
			shuffle(numbers, seed)
		}, nil
	}
}

func dotOf(dot func(a, b []float64) float64) func(int) (func(), error) {
	return func(size int) (func(), error) {
		a, b := make([]float64, size), make([]float64, size)
		expected := 0
		for i := range size {
			x, y := i%7, i%11
			a[i], b[i] = float64(x), float64(y)
			expected += x * y
		}
		if got := dot(a, b); got != float64(expected) {
			return nil, fmt.Errorf("dot gave %v, expected %d", got, expected)
		}
		return func() { runtime.KeepAlive(dot(a, b)) }, nil
	}
}

func ramp(size int) []float64 {
	numbers := make([]float64, size)
	for i := range numbers {
		numbers[i] = float64(i)
	}
	return numbers
}

// permuted tells what is wrong unless the numbers are those of a ramp, each of them once, and not in its order.
func permuted(numbers []float64) error {
	seen := make([]bool, len(numbers))
	moved := 0
	for i, x := range numbers {
		at := int(x)
		if at < 0 || at >= len(seen) || float64(at) != x || seen[at] {
			return fmt.Errorf("after shuffle, number %d is %v, which is none of those before or there twice", i, x)
		}
		seen[at] = true
		if at != i {
			moved++
		}
	}
	if moved <= len(numbers)/2 {
		return fmt.Errorf("shuffle moved %d of %d numbers", moved, len(numbers))
	}
	return nil
}
