// Package generic is made concrete by directives in its source.
package generic

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"maps"
	"runtime"
	"slices"
)

// Max gives the larger one.
//
//topher:instantiate int
func Max[T cmp.Ordered](a, b T) T { return max(a, b) }

// Sum adds up what is a number.
//
//topher:instantiate float64
//topher:instantiate int64
func Sum[T Number](xs ...T) T {
	var sum T
	for _, x := range xs {
		sum += x
	}
	return sum
}

// A Number is what Sum adds up.
type Number interface {
	~int | ~int64 | ~float64
}

// Sorted sorts a copy: S is a slice of E.
//
//topher:instantiate []string,string
func Sorted[S ~[]E, E cmp.Ordered](s S) S {
	s = slices.Clone(s)
	slices.Sort(s)
	return s
}

// Keys gives the keys of a map.
//
//topher:instantiate map[string]int,string,int
func Keys[M ~map[K]V, K cmp.Ordered, V any](m M) []K { return slices.Sorted(maps.Keys(m)) }

// Convert calls f for each.
//
//topher:instantiate string,int
func Convert[T, U any](xs []T, f func(T) (U, error)) ([]U, error) {
	out := make([]U, len(xs))
	for i, x := range xs {
		var err error
		if out[i], err = f(x); err != nil {
			return nil, fmt.Errorf("element %d: %w", i, err)
		}
	}
	return out, nil
}

// A Point crosses by value.
type Point struct{ X, Y int }

// Last gives the last one, and whether there is one.
//
//topher:instantiate Point
func Last[T any](xs []T) (last T, ok bool) {
	if len(xs) == 0 {
		return last, false
	}
	return xs[len(xs)-1], true
}

// ErrEmpty says that there is nothing.
var ErrEmpty = errors.New("empty")

// A Stack holds values of a type.
//
//topher:instantiate string
//topher:instantiate Point
type Stack[T any] struct {
	items []T
}

// NewStack makes a stack.
//
//topher:instantiate string
//topher:instantiate Point
func NewStack[T any](items ...T) *Stack[T] { return &Stack[T]{items} }

// Push adds a value, and gives the stack.
func (s *Stack[T]) Push(item T) *Stack[T] {
	s.items = append(s.items, item)
	return s
}

// Pop takes the last value, or fails with ErrEmpty.
func (s *Stack[T]) Pop() (item T, err error) {
	if len(s.items) == 0 {
		return item, ErrEmpty
	}
	last := len(s.items) - 1
	item, s.items = s.items[last], s.items[:last]
	return item, nil
}

// Len counts the values.
func (s *Stack[T]) Len() int { return len(s.items) }

// All gives the values.
func (s *Stack[T]) All() iter.Seq2[int, T] { return slices.All(s.items) }

// Each calls f with each.
func (s *Stack[T]) Each(f func(item T) bool) {
	for _, item := range s.items {
		if !f(item) {
			return
		}
	}
}

// A Pair crosses by value.
//
//topher:instantiate string,int
type Pair[K comparable, V any] struct {
	Key   K
	Value V
}

// Swap turns a pair around, into a type that nothing names otherwise.
//
//topher:instantiate string,int
func Swap[K, V comparable](p Pair[K, V]) Pair[V, K] { return Pair[V, K]{p.Value, p.Key} }

// A Cache is an interface of values of a type.
//
//topher:instantiate int
type Cache[V any] interface {
	Load(key string) (V, bool)
	Store(key string, value V)
}

// Remember asks a cache, and make where it has nothing.
//
//topher:instantiate int
func Remember[V any](c Cache[V], key string, build func() V) V {
	if v, ok := c.Load(key); ok {
		return v
	}
	v := build()
	c.Store(key, v)
	return v
}

type memory[V any] map[string]V

func (m memory[V]) Load(key string) (V, bool) {
	v, ok := m[key]
	return v, ok
}

func (m memory[V]) Store(key string, value V) { m[key] = value }

// NewCache gives a cache of Go's.
//
//topher:instantiate int
func NewCache[V any]() Cache[V] { return memory[V]{} }

// Unused is generic and instantiated by nobody.
func Unused[T any](x T) T { return x }

// Collect runs Go's garbage collector.
func Collect() {
	runtime.GC()
	runtime.GC()
}
