package features

import (
	"context"
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

// A List has a type parameter.
type List[T any] struct{ Items []T }
