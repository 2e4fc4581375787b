// Package handles has types that can be named and cannot cross.
package handles

import (
	"sync/atomic"
	"text/template"
)

type config struct{ n int }

// An Option changes a config that nobody can name.
type Option func(*config)

// A Pipe cannot cross, as it has to do with channels.
type Pipe func(c chan int)

type Grid [][]chan int

type Pair[K comparable, V any] struct {
	Key   K
	Value V
}

func (p *Pair[K, V]) Swap() {}

type Visitor[T any] func(v T) T

type Box struct {
	Pair  *Pair[string, int]
	Plain Pair[string, int]
	Count atomic.Pointer[config]
	Inner struct{ A, B int }
}

func WithN(n int) Option                              { return nil }
func New(name string, opts ...Option) *Box            { return nil }
func Pointers() (**int, *any, *error, *func())        { return nil, nil, nil, nil }
func SetPointers(p **int, a *any, f *func())          {}
func Unnamed() struct{ X, Y int }                     { return struct{ X, Y int }{} }
func TakeUnnamed(s struct{ X, Y int })                {}
func Interface() interface{ Area() float64 }          { return nil }
func TakeInterface(s interface{ Area() float64 })     {}
func Piped() Pipe                                     { return nil }
func Pipeline(p ...Pipe) Grid                         { return nil }
func Generic() *Pair[string, *template.Template]      { return nil }
func TakeGeneric(p *Pair[string, *template.Template]) {}
func Values() map[string]Pair[int, int]               { return nil }
func Visit(v Visitor[int]) Visitor[string]            { return nil }
func Func() func(complex128) complex128               { return nil }
func Hidden() func(*config)                           { return nil }

// A Plugin is given by a variable whose type nobody can name.
type Plugin interface{ plug() }

type plugin struct{}

func (p *plugin) plug() {}

var Default = &plugin{}

func Use(p Plugin)         {}
func Plain() plugin        { return plugin{} }
func NewPlugin() *plugin   { return nil }
func TakePlugin(p *plugin) {}
func Plugins() []*plugin   { return nil }

type Factory interface{ Make() *plugin }

func With(f Factory) Factory { return f }
