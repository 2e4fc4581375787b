// Package funcs gives funcs and takes them, as results, fields, elements and options.
package funcs

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unsafe"
)

// ErrZero says that something was divided by zero.
var ErrZero = errors.New("division by zero")

// Adder gives a func that adds n.
func Adder(n int) func(int) int { return func(m int) int { return n + m } }

// Counter gives a func that counts its calls.
func Counter() func() int {
	n := 0
	return func() int {
		n++
		return n
	}
}

// Divider gives a func that can fail.
func Divider(by float64) func(x float64) (float64, error) {
	return func(x float64) (float64, error) {
		if by == 0 {
			return 0, ErrZero
		}
		return x / by, nil
	}
}

// Splitter gives a func with two results.
func Splitter(separator string) func(text string) (before, after string) {
	return func(text string) (string, string) {
		before, after, _ := strings.Cut(text, separator)
		return before, after
	}
}

// Finder gives a func with an ok.
func Finder(words []string) func(word string) (int, bool) {
	return func(word string) (int, bool) {
		i := slices.Index(words, word)
		return i, i >= 0
	}
}

// Joiner gives a variadic func.
func Joiner(separator string) func(parts ...string) string {
	return func(parts ...string) string { return strings.Join(parts, separator) }
}

// Panicker gives a func that panics.
func Panicker(text string) func() { return func() { panic(text) } }

// NoFunc gives nil.
func NoFunc() func() { return nil }

// MustFunc gives a func, never nil, except that it does.
func MustFunc() (func(), error) { return nil, nil }

// Compose gives a func of two.
func Compose(f, g func(float64) float64) func(float64) float64 {
	return func(x float64) float64 { return g(f(x)) }
}

// Curry gives a func that gives a func.
func Curry(a int) func(b int) func(c int) int {
	return func(b int) func(int) int { return func(c int) int { return a*100 + b*10 + c } }
}

// Echo gives f back.
func Echo(f func(int) int) func(int) int { return f }

// EchoText gives f back.
func EchoText(f func(string) string) func(string) string { return f }

// EchoAll gives the funcs back.
func EchoAll(fs []func(string) string) []func(string) string { return slices.Clone(fs) }

// EchoTable gives the funcs back, by name.
func EchoTable(fs map[string]func(string) string) map[string]func(string) string { return fs }

var known func(int) int

// Remember keeps f, for IsKnown.
func Remember(f func(int) int) { known = f }

// Known gives what was kept, or nil.
func Known() func(int) int { return known }

// IsKnown tells whether f is the very func that was kept.
func IsKnown(f func(int) int) bool { return place(f) == place(known) }

// SameFunc tells whether two funcs are one.
func SameFunc(f, g func(int) int) bool { return place(f) == place(g) }

// place is the closure that a func value points to: Go compares funcs with nil only.
func place(f func(int) int) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&f)) }

// Chain calls all of fs, one with the result of the other.
func Chain(text string, fs ...func(string) string) string {
	for _, f := range fs {
		if f != nil {
			text = f(text)
		}
	}
	return text
}

// Operations gives funcs by name.
func Operations() map[string]func(a, b float64) float64 {
	return map[string]func(a, b float64) float64{
		"add": func(a, b float64) float64 { return a + b },
		"mul": func(a, b float64) float64 { return a * b },
	}
}

// Evaluate calls a func of a table.
func Evaluate(table map[string]func(a, b float64) float64, name string, a, b float64) (float64, error) {
	f := table[name]
	if f == nil {
		return 0, fmt.Errorf("there is no %s among %s", name, slices.Sorted(maps.Keys(table)))
	}
	return f(a, b), nil
}

// Steps gives funcs in order.
func Steps() []func(int) int { return []func(int) int{Adder(1), nil, Adder(10)} }

// Hooks is a struct by value with funcs in it.
type Hooks struct {
	Before func(name string)
	After  func(name string, err error) error
	Rename func(name string) string
}

// RunHooks calls the hooks that are there.
func RunHooks(h Hooks, name string) (string, error) {
	if h.Before != nil {
		h.Before(name)
	}
	if h.Rename != nil {
		name = h.Rename(name)
	}
	if h.After != nil {
		return name, h.After(name, ErrZero)
	}
	return name, nil
}

// EchoHooks gives h back.
func EchoHooks(h Hooks) Hooks { return h }

// DefaultHooks gives hooks of Go's.
func DefaultHooks() Hooks {
	return Hooks{Rename: strings.ToUpper, After: func(name string, err error) error { return err }}
}

// A Server is a class with a func in it.
type Server struct {
	// Handler answers.
	Handler func(request string) (string, error)
	calls   int
}

// NewServer makes a server.
func NewServer(handler func(request string) (string, error)) *Server {
	return &Server{Handler: handler}
}

// Serve calls the handler.
func (s *Server) Serve(request string) (string, error) {
	s.calls++
	if s.Handler == nil {
		return "", errors.New("there is no handler")
	}
	return s.Handler(request)
}

// Calls counts the requests.
func (s *Server) Calls() int { return s.calls }

// Middleware gives a server around another.
func (s *Server) Middleware(around func(next func(string) (string, error)) func(string) (string, error)) *Server {
	s.Handler = around(s.Handler)
	return s
}

// An Operator is a func type with methods.
type Operator func(a, b int) int

// Apply calls it.
func (o Operator) Apply(a, b int) int { return o(a, b) }

// Flipped is an operator whose arguments are the other way around.
func (o Operator) Flipped() Operator { return func(a, b int) int { return o(b, a) } }

// Minus subtracts.
func Minus() Operator { return func(a, b int) int { return a - b } }

// Reduce calls o for all.
func Reduce(ns []int, o Operator) int {
	result := 0
	for i, n := range ns {
		if i == 0 {
			result = n
		} else {
			result = o(result, n)
		}
	}
	return result
}

// A Calculator has what an operator has.
type Calculator interface {
	Apply(a, b int) int
}

// AsCalculator gives a func as an interface.
func AsCalculator(o Operator) Calculator { return o }

// Calculate calls a calculator.
func Calculate(c Calculator, a, b int) int { return c.Apply(a, b) }

// A State is a func that gives the next one, as lexers are written.
type State func(text string) State

// Machine runs a state until there is no next one, and counts.
func Machine(s State, texts []string) int {
	for i, text := range texts {
		if s == nil {
			return i
		}
		s = s(text)
	}
	return len(texts)
}

// Switch is a state of Go's that ends at stop.
func Switch(stop string) State {
	var s State
	s = func(text string) State {
		if text == stop {
			return nil
		}
		return s
	}
	return s
}

// WithDone calls f with a func that it has to call.
func WithDone(f func(done func(result string, err error))) (string, error) {
	var result string
	err := errors.New("done was not called")
	f(func(r string, e error) { result, err = r, e })
	return result, err
}

// MakeAndCall calls what make gives.
func MakeAndCall(build func(n int) func(int) int, n int) int { return build(n)(n) }

// Channeled gives a func that cannot be called from JavaScript.
func Channeled(n int) func(chan int) {
	return func(c chan int) { c <- n }
}

// CallChanneled calls such a func.
func CallChanneled(f func(chan int)) int {
	c := make(chan int, 1)
	f(c)
	return <-c
}
