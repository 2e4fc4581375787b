// Package configured has a config for each kind of symbol, and directives where a config could be.
package configured

import "io"

// Markdown is an interface.
type Markdown interface {
	// Convert converts.
	Convert(source []byte, w io.Writer) error
	// Parse parses.
	//
	//topher:name read
	Parse(source []byte) string
	Hidden()
}

// Verbose is a variable.
var Verbose bool

// Level is one too.
//
//topher:name depth
var Level int

// Secret is left out.
var Secret string

// Box is generic.
type Box[T any] struct {
	item T
	// Label is a field.
	Label string
}

// Get is a method.
func (b *Box[T]) Get() T { return b.item }

// Set is another.
func (b *Box[T]) Set(item T) { b.item = item }

// NewBox makes one.
func NewBox[T any](item T) *Box[T] { return &Box[T]{item: item} }

// Point is a struct.
type Point struct {
	X float64
	Y float64
}

// Sum adds.
func Sum(xs []float64) float64 { return xs[0] }

// New gives a Markdown.
func New() Markdown { return nil }
