package features

import (
	"context"
	"io"
	"iter"
	"unsafe"
)

// Generic has a type parameter.
func Generic[T any](x T) T { return x }

// Complex takes what has no counterpart.
func Complex(c complex128) complex128 { return c }

// Raw takes a pointer.
func Raw(p unsafe.Pointer) {}

// Wait takes a context.
func Wait(ctx context.Context) error { return ctx.Err() }

// Channel gives a channel.
func Channel() <-chan int { return nil }

// Sequence gives an iterator.
func Sequence() iter.Seq[int] { return nil }

// Reads takes a reader.
func Reads(r io.Reader) error { return nil }

// Maker gives a function.
func Maker() func() int { return nil }

// A Walker is an interface.
type Walker interface{ Walk() }

// Walk takes an interface.
func Walk(w Walker) {}

// Counter is a variable.
var Counter = 1

// A List has a type parameter.
type List[T any] struct{ Items []T }
