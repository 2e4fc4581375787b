// Package generics has functions and types that directives and the config make concrete.
package generics

import (
	"cmp"
	"errors"
	"time"
)

// Max is the largest of xs.
//
//topher:instantiate float64
func Max[S ~[]E, E cmp.Ordered](xs S) E {
	var most E
	for i, x := range xs {
		if i == 0 || x > most {
			most = x
		}
	}
	return most
}

// Keys lists what is in m.
//
//topher:instantiate string,int
//topher:instantiate int, []byte
//topher:name list
func Keys[M ~map[K]V, K comparable, V any](m M) []K { return nil }

// All gives every type argument itself.
//
//topher:instantiate []time.Duration, time.Duration
func All[S ~[]E, E any](s S) E { return s[0] }

// ErrEmpty is an empty list's.
var ErrEmpty = errors.New("empty")

// List is a list.
type List[T any] struct {
	items []T
	// First is not counted.
	First T
}

// NewList makes a list of items.
func NewList[T any](items ...T) *List[T] { return &List[T]{items: items} }

// Push adds an item.
//
//topher:name add
func (l *List[T]) Push(item T) { l.items = append(l.items, item) }

// Pop takes the last item away.
func (l *List[T]) Pop() (item T, err error) {
	if len(l.items) == 0 {
		return item, ErrEmpty
	}
	item = l.items[len(l.items)-1]
	l.items = l.items[:len(l.items)-1]
	return item, nil
}

// Append adds the items of another list.
func (l *List[T]) Append(other *List[T]) *List[T] {
	l.items = append(l.items, other.items...)
	return l
}

// Pair is a value.
//
//topher:instantiate string, Point
type Pair[A, B any] struct {
	A A
	B B
}

// Point is a type argument.
type Point struct{ X, Y float64 }

// Corner mentions an instance.
func Corner(name string) Pair[string, Point] { return Pair[string, Point]{A: name} }

// Set is a named type.
//
//topher:instantiate string
type Set[T comparable] map[T]bool

// Has says whether x is in the set.
func (s Set[T]) Has(x T) bool { return s[x] }

// Strings is an instance by another name.
type Strings = List[string]

// Join takes one.
func Join(l *List[string]) string { return l.First }

// Left has no type arguments.
func Left[T any](x T) T { return x }

// Right has none either.
type Right[T any] struct{ X T }

// Get is its method.
func (r *Right[T]) Get() T { return r.X }

// Second is a time.
const Second = time.Second
