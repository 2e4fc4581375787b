// Package configured is ordinary Go; topher.config.json says how it is bound.
package configured

import (
	"cmp"
	"fmt"
	"runtime"
	"slices"
	"sort"
)

// Max gives the largest.
func Max[T cmp.Ordered](first T, more ...T) T {
	for _, x := range more {
		first = max(first, x)
	}
	return first
}

// A Set holds values of a type.
type Set[T cmp.Ordered] struct {
	items map[T]bool
}

// NewSet makes a set.
func NewSet[T cmp.Ordered](items ...T) *Set[T] {
	s := &Set[T]{map[T]bool{}}
	for _, item := range items {
		s.items[item] = true
	}
	return s
}

// Has tells whether an item is in the set.
func (s *Set[T]) Has(item T) bool { return s.items[item] }

// Items gives them in order.
func (s *Set[T]) Items() []T {
	items := make([]T, 0, len(s.items))
	for item := range s.items {
		items = append(items, item)
	}
	slices.Sort(items)
	return items
}

// TypeName names what is in v.
func TypeName(v any) string { return fmt.Sprintf("%T", v) }

// TypeNames names what is in the values of a map, sorted by key.
func TypeNames(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	var names []string
	for _, key := range keys {
		names = append(names, fmt.Sprintf("%T", m[key]))
	}
	return names
}

// Echo gives v back.
func Echo(v any) any { return v }

// Call calls f with what any holds.
func Call(f func(v any) any, v any) string { return fmt.Sprintf("%T", f(v)) }

// Renamed has another name in TypeScript.
func Renamed() string { return "renamed" }

// Hidden is left out.
func Hidden() string { return "hidden" }

// Sum adds up; the config says that its argument is copied.
func Sum(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum
}

var seen []float64

// Look looks at what the compiler says it keeps; the config says that it is borrowed.
func Look(xs []float64) float64 {
	seen = xs
	sum := Sum(seen)
	seen = nil
	return sum
}

// Size is a struct by value that the config makes a class.
type Size struct{ Width, Height float64 }

// Area multiplies.
func Area(s *Size) float64 { return s.Width * s.Height }

// Collect runs Go's garbage collector.
func Collect() {
	runtime.GC()
	runtime.GC()
}
