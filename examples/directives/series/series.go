// Package series has one thing for each directive to be about.
package series

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
)

// Reset is for Go programs only.
//
//topher:ignore
func Reset(s *[]float64) { *s = (*s)[:0] }

// ParseCSV splits a line at its commas.
//
//topher:name fromCSV
func ParseCSV(line string) []string { return strings.Split(line, ",") }

// kernel is what Filter calls. As it is a variable, the compiler cannot know what becomes of a slice that it is given.
var kernel = func(xs []float64) {
	for i := range xs {
		xs[i] *= 2
	}
}

// Filter changes xs in place. The kernel does not keep it.
//
//topher:borrow xs
func Filter(xs []float64) { kernel(xs) }

// Sum adds numbers.
//
//topher:copy xs
func Sum(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum
}

// Largest returns the largest of values, which must not be empty.
//
//topher:instantiate string
//topher:instantiate float64
func Largest[T cmp.Ordered](values []T) T { return slices.Max(values) }

// A Stack gives back last what came first.
//
//topher:instantiate string
type Stack[T any] struct{ items []T }

// NewStack returns a stack of nothing yet.
//
//topher:instantiate string
func NewStack[T any]() *Stack[T] { return &Stack[T]{} }

// Push puts an item on top.
func (s *Stack[T]) Push(item T) { s.items = append(s.items, item) }

// Pop takes the item on top; ok is false where there is none.
func (s *Stack[T]) Pop() (item T, ok bool) {
	if len(s.items) == 0 {
		return item, false
	}
	item = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return item, true
}

// A Range is a value struct by its looks: fields that are all exported, no methods.
type Range struct{ From, To float64 }

// Widen makes r larger on both sides.
func Widen(r *Range, by float64) { r.From, r.To = r.From-by, r.To+by }

// Describe says what arrived.
func Describe(value any) string { return fmt.Sprintf("%T", value) }

// CountPrimes counts the primes below n. It takes a while, in which an event loop should not stand still.
//
//topher:async
func CountPrimes(n int) int {
	composite, count := make([]bool, max(n, 2)), 0
	for i := 2; i < n; i++ {
		if !composite[i] {
			count++
		}
		for j := i * i; j < n && !composite[i]; j += i {
			composite[j] = true
		}
	}
	return count
}

// producers counts the goroutines of Countdown.
var producers atomic.Int64

// Producers says how many countdowns are not over.
func Producers() int { return int(producers.Load()) }

// Countdown sends n, n-1, …, 1. Its goroutine ends only when all of them have been received.
//
//topher:drain
func Countdown(n int) <-chan int {
	numbers := make(chan int)
	producers.Add(1)
	go func() {
		defer producers.Add(-1)
		defer close(numbers)
		for ; n > 0; n-- {
			numbers <- n
		}
	}()
	return numbers
}
