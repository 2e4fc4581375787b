// Package ref is outside of the build.
package ref

// A Value is an interface that is open: its methods need no class.
type Value interface {
	// Plain is the value.
	Plain() any
	Same(other Value) bool
}

// A Box stays in Go.
type Box struct{ content any }

// Put makes a box.
func Put(content any) *Box { return &Box{content} }
