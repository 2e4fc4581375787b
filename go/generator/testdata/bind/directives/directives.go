// Package directives follows directives.
package directives

import "os"

// Old is left out.
//
//topher:ignore
func Old() {}

//topher:name parse
func ParseText() {}

// Lend leaks, but its author knows better.
//
//topher:borrow b
func Lend(b []byte) []byte { return b[:0] }

//topher:copy xs
func Copied(xs, ys []float64) {}

// A Config is a value, and is made a class by the config file.
type Config struct {
	//topher:name label
	Name string
	//topher:ignore
	Debug bool
}

// A Pair has methods, and is made a value by the config file.
type Pair struct{ A, B int }

func (p Pair) Sum() int { return p.A + p.B }
func (p *Pair) Swap()   { p.A, p.B = p.B, p.A }

func Use(c Config, p *Pair, f *os.File) {}

//topher:ignore
type Gone struct{}

// UseGone takes a type that is left out.
func UseGone(g *Gone) {}

// Greeter is an interface, one method of which is left out.
type Greeter interface {
	//topher:name hello
	Greet() string
	//topher:ignore
	Forget()
}

//topher:ignore
var Secret string

//topher:name label
var Named string

// Slow is asynchronous because the config says so.
func Slow(xs []float64) {}

// Feed is read to its end because the config says so.
func Feed() <-chan int { return nil }

// Wait is asynchronous as a method.
//
//topher:async
func (p *Pair) Wait() {}
