// Package callbacks has functions that may run JavaScript, and leaves that never do.
package callbacks

import (
	"fmt"
	"math"
	"sort"
	"strings"
	"sync"
)

// A Source gives numbers.
type Source interface{ Next() float64 }

var source Source

var mu sync.Mutex

// Use keeps a source.
func Use(s Source) { source = s }

func Pull() float64             { return source.Next() }
func Indirect() float64         { return Pull() + 1 }
func Leaf(xs []float64) float64 { return helper(xs) + math.Sqrt(2) }

func helper(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += math.Abs(x)
	}
	return sum
}

func Even(n int) bool { return n == 0 || Odd(n-1) }
func Odd(n int) bool  { return n != 0 && Even(n-1) }

func Upper(b []byte) int            { return len(strings.ToUpper(string(b))) }
func Sorted(xs []float64)           { sort.Float64s(xs) }
func SortedBy(xs []float64)         { sort.Slice(xs, func(i, j int) bool { return xs[i] < xs[j] }) }
func Formatted(v any, b []byte) int { return len(fmt.Sprint(v, b)) }
func Mapped(b []byte) string        { return strings.Map(func(r rune) rune { return r }, string(b)) }

func Locked(xs []float64) int {
	mu.Lock()
	defer mu.Unlock()
	return len(xs)
}

func Closure(xs []float64) int {
	f := func() int { return len(xs) }
	return f()
}

func Inline(xs []float64) int { return func() int { return len(xs) }() }

func Generic(xs []float64) float64 { return largest(xs) }

func largest[T int | float64](xs []T) T {
	var m T
	for _, x := range xs {
		m = max(m, x)
	}
	return m
}

func Ranged(seq func(yield func(float64) bool), xs []float64) {
	for x := range seq {
		xs[0] = x
	}
}

type Acc struct{ total float64 }

func (a *Acc) Add(xs []float64) { a.total += helper(xs) }
func (a *Acc) Pull()            { a.total += source.Next() }

// Lent is called only during its call.
func Lent(f func(float64) float64, xs []float64) float64 { return f(xs[0]) }
