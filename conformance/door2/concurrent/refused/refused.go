// Package refused gives what JavaScript refuses while it reads it: a map with two keys that are the same there, among objects of Go.
package refused

import (
	"context"
	"errors"
	"fmt"
	"iter"
)

// An Item stays in Go.
type Item struct{ number int }

// Number is what the object was made with.
func (i *Item) Number() int { return i.number }

// Value holds items, an error with a cause, a func and a channel: in front of the map, in it, and behind it. A map has no order, so that
// it is chance what of it is read.
func Value() any {
	some := func(n int) []any {
		return []any{&Item{n}, fmt.Errorf("error %d: %w", n, errors.New("its cause")), func() int { return n }, make(chan int)}
	}
	return []any{some(1), map[any]any{1: some(2), 1.0: some(3)}, some(4)}
}

// Large is Value behind so many items.
func Large(n int) any {
	values := make([]any, n)
	for i := range values {
		values[i] = &Item{i}
	}
	return append(values, Value())
}

// Fails gives Value beside an error.
func Fails() (any, error) { return Value(), errors.New("with results that are refused") }

// A Box is copied.
type Box struct {
	First  *Item
	Second any
	Third  *Item
}

// Fill puts items into a box, and between them a value that is refused where refused is set.
func Fill(box *Box, refused bool) *Item {
	*box = Box{First: &Item{1}, Second: "a text", Third: &Item{3}}
	if refused {
		box.Second = Value()
	}
	return &Item{4}
}

// Values gives so many items, one after the other, then Value, and then an item more.
func Values(n int) iter.Seq[any] {
	return func(yield func(v any) bool) {
		for i := range n {
			if !yield(&Item{i}) {
				return
			}
		}
		_ = yield(Value()) && yield(&Item{n})
	}
}

// Channel is Values as a channel.
func Channel(ctx context.Context, n int) <-chan any {
	out := make(chan any)
	go func() {
		defer close(out)
		for v := range Values(n) {
			select {
			case out <- v:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// Calls calls f with Value between two items, and gives what it gives.
func Calls(f func(before *Item, v any, behind *Item) (int, error)) (int, error) {
	return f(&Item{1}, Value(), &Item{2})
}

// CallsBack calls f with two items, and gives what it gives.
func CallsBack(f func(first, second *Item) (int, error)) (int, error) {
	return f(&Item{1}, &Item{2})
}

// Asks gives what f gives.
func Asks(f func() (any, error)) (any, error) { return f() }

// CallsAny is Calls for a function in an any.
func CallsAny(f any) (any, error) {
	return f.(func(...any) (any, error))(&Item{1}, Value(), &Item{2})
}

// A Visitor is visited.
type Visitor interface {
	Visit(before *Item, v any) (int, error)
}

// Visits is Calls for a method.
func Visits(v Visitor) (int, error) { return v.Visit(&Item{1}, Value()) }
