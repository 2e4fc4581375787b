// Package interfaces has interfaces of its own and of others.
package interfaces

import (
	"context"
	"fmt"
	"go/types"
	"io"
	"io/fs"
	"reflect"
	"sort"
)

// A Node is a part of a tree.
type Node interface {
	// Kind says what it is.
	Kind() string
	Parent() Node
	fmt.Stringer
	Append(children ...Node) (Node, error)
}

// A Leaf is a node, as Go has it.
type Leaf struct{ text string }

func (l *Leaf) Kind() string                          { return "leaf" }
func (l *Leaf) Parent() Node                          { return nil }
func (l *Leaf) String() string                        { return l.text }
func (l *Leaf) Append(children ...Node) (Node, error) { return l, nil }

// A Sealed has a method that only this package can write.
type Sealed interface {
	Name() string
	sealed()
}

// An Option changes what New does.
type Option interface{ apply(*Leaf) }

// A Worker has a method that cannot be called yet.
type Worker interface {
	Work(ctx context.Context) error
	Stop()
}

// A Filler fills a slice of Go's.
type Filler interface{ Read(p []byte) (int, error) }

// A Failure is an error with a code.
type Failure interface {
	error
	Code() int
}

type Closer interface {
	Close() error
	//topher:name id
	Identity() int
}

// A Number is a constraint.
type Number interface{ ~int | ~float64 }

// A Values is an interface without methods.
type Values interface{}

type hidden interface{ Hide() }

func New(opts ...Option) Node                        { return nil }
func WithText(text string) Option                    { return nil }
func Walk(n Node, visit func(n Node) Node)           {}
func First(m map[string]Node, l []Node) (Node, bool) { return nil, false }
func Parse(s string) (Node, error)                   { return nil, nil }
func Seal(s Sealed) Sealed                           { return s }
func Run(w Worker) Worker                            { return w }
func Fill(f Filler)                                  {}
func Fail() Failure                                  { return nil }
func Close(c Closer)                                 {}
func Any(v Values) Values                            { return v }
func Sort(s sort.Interface)                          {}
func Print(s fmt.Stringer)                           {}
func Open(f fs.FS) (fs.File, error)                  { return nil, nil }
func TypeOf(v any) reflect.Type                      { return nil }
func Object() types.Object                           { return nil }
func Both(rw io.ReadWriter)                          {}
func Hidden() hidden                                 { return nil }
func Context(n int, c context.Context)               {}
func Background() context.Context                    { return nil }
