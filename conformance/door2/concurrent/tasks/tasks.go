// Package tasks has functions that take their time, fail, and stop when they are told to.
package tasks

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

// ErrZero says that something was divided by zero.
var ErrZero = errors.New("division by zero")

// A CodeError is an error with a code.
type CodeError struct {
	Code int
	Op   string
}

func (e *CodeError) Error() string { return fmt.Sprintf("%s: code %d", e.Op, e.Code) }

// Nothing does nothing.
func Nothing() {}

// Add adds.
func Add(a, b int) int { return a + b }

// Add64 adds 64-bit integers.
func Add64(a, b int64) int64 { return a + b }

// Greet greets.
func Greet(name string) string { return "Hello, " + name + "!" }

// Divide divides, or fails with ErrZero.
func Divide(a, b float64) (float64, error) {
	if b == 0 {
		return 0, fmt.Errorf("divide %v: %w", a, ErrZero)
	}
	return a / b, nil
}

// DivMod gives both.
func DivMod(a, b int) (quotient, remainder int, err error) {
	if b == 0 {
		return a, -1, ErrZero
	}
	return a / b, a % b, nil
}

// Fails fails with a CodeError, or not at all where code is 0.
func Fails(code int) error {
	if code == 0 {
		return nil
	}
	return fmt.Errorf("wrapped: %w", &CodeError{code, "fails"})
}

// Joined fails with two errors.
func Joined() error { return errors.Join(ErrZero, &CodeError{7, "joined"}) }

// Rethrow fails with err.
func Rethrow(err error) error { return err }

// Wrap fails with an error around err.
func Wrap(err error) error { return fmt.Errorf("wrapped: %w", err) }

// Unlucky gives an error as a value.
func Unlucky(n int) (error, bool) {
	if n == 13 {
		return &CodeError{n, "unlucky"}, true
	}
	return nil, false
}

// Panics panics with a text.
func Panics(message string) int { panic(message) }

// PanicsWith panics with an error.
func PanicsWith(err error) { panic(err) }

// Index panics where i is none of xs.
func Index(xs []int, i int) int { return xs[i] }

var deferred atomic.Int64

// Deferred counts the deferred functions that Exits ran.
func Deferred() int { return int(deferred.Load()) }

// Exits ends its goroutine.
func Exits() string {
	defer deferred.Add(1)
	runtime.Goexit()
	return "never"
}

// Sum adds up.
func Sum(first int, more ...int) int {
	for _, x := range more {
		first += x
	}
	return first
}

// Join joins.
func Join(separator string, parts ...string) string { return strings.Join(parts, separator) }

// Fill fills a slice and gives its sum.
func Fill(xs []float64, x float64) float64 {
	sum := 0.0
	for i := range xs {
		xs[i] = x
		sum += x
	}
	return sum
}

// A Point crosses by value.
type Point struct{ X, Y float64 }

// Move moves a point and gives where it is.
func Move(p *Point, dx, dy float64) Point {
	if p == nil {
		return Point{dx, dy}
	}
	p.X += dx
	p.Y += dy
	return *p
}

// Centre gives the centre of points.
func Centre(points []Point) Point {
	var c Point
	for _, p := range points {
		c.X += p.X / float64(len(points))
		c.Y += p.Y / float64(len(points))
	}
	return c
}

// Invert exchanges keys and values.
func Invert(m map[string]int) map[int]string {
	inverted := map[int]string{}
	for key, value := range m {
		inverted[value] = key
	}
	return inverted
}

// Keys gives the keys in order.
func Keys(m map[string]int) []string { return slices.Sorted(maps.Keys(m)) }

// EchoAny gives v back.
func EchoAny(v any) any { return v }

// Reverse gives the bytes in the other order.
func Reverse(b []byte) []byte {
	slices.Reverse(b)
	return b
}

// Zeros gives so many bytes.
func Zeros(n int) []byte { return make([]byte, n) }

// Between gives the time between two.
func Between(from, to time.Time) time.Duration { return to.Sub(from) }

// After gives the time that is d after t.
func After(t time.Time, d time.Duration) time.Time { return t.Add(d) }

// A Color is an enum.
type Color string

// The colors.
const (
	Red   Color = "red"
	Green Color = "green"
)

// Next gives the other color.
func (c Color) Next() Color {
	if c == Red {
		return Green
	}
	return Red
}

// Measured says how long the name of a color is, and fails where there is none.
func (c Color) Measured(factor int) (int, error) {
	if c == "" {
		return 0, errors.New("no color")
	}
	return len(c) * factor, nil
}

// Values are numbers.
type Values []int

// Get gives one of them.
func (v Values) Get(i int) int { return v[i] }

// Push adds to them.
func (v *Values) Push(x int) int {
	*v = append(*v, x)
	return len(*v)
}

// Adder gives a func that adds n.
func Adder(n int) func(x int) int { return func(x int) int { return n + x } }

// Divider gives a func that divides by n, or fails.
func Divider(n float64) func(x float64) (float64, error) {
	return func(x float64) (float64, error) { return Divide(x, n) }
}

// NoFunc gives nil.
func NoFunc() func() { return nil }

// Text gives a reader.
func Text(text string) io.Reader { return strings.NewReader(text) }

// Countdown gives an iterator.
func Countdown(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := n; i > 0 && yield(i); i-- {
		}
	}
}

// Sleep sleeps and gives n.
func Sleep(n int, d time.Duration) int {
	time.Sleep(d)
	return n
}

// Spin keeps a processor at work and gives how often it went round.
func Spin(d time.Duration) int {
	n := 0
	for end := time.Now().Add(d); time.Now().Before(end); n++ {
	}
	return n
}

// Slow has only the asynchronous form.
//
//topher:async
func Slow(n int) int { return n * 2 }

// SlowSum has only the asynchronous form, and takes more.
//
//topher:async
func SlowSum(first int, more ...int) (int, error) {
	if len(more) == 0 {
		return 0, errors.New("too few")
	}
	return Sum(first, more...), nil
}

// Collect runs Go's garbage collector.
func Collect() {
	runtime.GC()
	runtime.GC()
}

// Goroutines counts them.
func Goroutines() int { return runtime.NumGoroutine() }
