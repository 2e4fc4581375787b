// Package promoted has what embedding brings.
package promoted

import (
	"bytes"
	"io"
	"sync"
)

type base struct {
	ID   int
	name string
}

func (b *base) Name() string { return b.name }
func (b base) Copy() base    { return b }

type deep struct{ Level int }

func (d deep) Depth() int { return d.Level }

type middle struct {
	*deep
	ID string // hidden by the ID of base, which is as deep: neither is promoted
}

// A Shape is an interface.
type Shape interface {
	Area() float64
	Scale(f float64) Shape
}

// An Outer embeds structs, pointers and interfaces.
type Outer struct {
	base
	*middle
	Shape
	io.Writer
	*bytes.Buffer // its Write and that of io.Writer hide each other
	Own           int
}

// Area hides that of Shape.
func (o *Outer) Area() float64 { return 0 }

// A Locked promotes Lock and Unlock.
type Locked struct {
	sync.Mutex
	N int
}

// A Value embeds a value.
type Value struct {
	Point
	Label string
}

type Point struct{ X, Y int }

// An Inter embeds interfaces.
type Inter interface {
	Shape
	io.Closer
	interface{ Extra(n int) int }
}

func New() *Outer       { return nil }
func Get(i Inter) Value { return Value{} }
