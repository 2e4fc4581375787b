// Package later has what was bound later than the rest, and what never will be, one reason each.
package later

import (
	"context"
	"io"
	"iter"
	"unsafe"
)

// A Shape is an interface.
type Shape interface{ Area() float64 }

type private struct{ X int }

// A Stack is generic.
type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(v T) { s.items = append(s.items, v) }

// A List is a concrete type made of a generic one.
type List = Stack[int]

var Version = "1"

type Complex complex128

// A Number is a constraint.
type Number interface{ ~int | ~float64 }

// Nodes is a type of a type that nobody can name.
type Nodes []private

// Contexts stand first, or elsewhere.
type Contexts interface {
	Run(ctx context.Context)
}

var Done chan struct{}

func Interface(s Shape)                     {}
func Literal(s interface{ Area() float64 }) {}
func Reader(r io.Reader) io.WriteCloser     { return nil }
func Context(ctx context.Context) error     { return nil }
func Channel() <-chan int                   { return nil }
func Seq() iter.Seq[int]                    { return nil }
func Yield(seq func(yield func(int) bool))  {}
func Func() func()                          { return nil }
func Funcs(m map[string]func())             {}
func Generic[T any](v T) T                  { return v }
func Instance(s *Stack[int])                {}
func Complex128(c complex128)               {}
func Pointer(p unsafe.Pointer)              {}
func Private() *private                     { return nil }
func Unnamed(s struct{ X int })             {}
func Hidden(f func(p *private))             {}
func List2() Nodes                          { return nil }
func Chan(f func() (<-chan int, error))     {}
func Works()                                {}
