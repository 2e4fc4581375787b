// Package mapping has one function for each row of the mapping: the printed code for it is a golden file of the generator.
package mapping

import (
	"errors"
	"time"
)

// ErrNone means that there was nothing.
var ErrNone = errors.New("nothing there")

// Pi is a constant.
const Pi = 3.14159

// A Point is a value struct.
type Point struct {
	X, Y  float64
	Label string `json:"label,omitempty"`
}

// A Tree contains itself.
type Tree struct {
	Name     string
	Children []*Tree
	At       time.Time
	Color    Color
	Corners  [2]Point
	ToString string
}

// A Color is an enum.
type Color string

// The colors.
const (
	ColorRed  Color = "red"
	ColorDark Color = "dark blue" // as the night
)

// Values is a named map with methods.
type Values map[string][]string

// Get is the first value of a key.
func (v Values) Get(key string) string {
	if len(v[key]) == 0 {
		return ""
	}
	return v[key][0]
}

// Add adds a value to a key.
func (v Values) Add(key, value string) { v[key] = append(v[key], value) }

// A Counter is a class.
type Counter struct {
	Step  int
	Label string
	Last  Span
	n     int
}

// A Span is a class that is a field of another.
type Span struct {
	From, To int
	measured bool
}

// Len is how long it is.
func (s *Span) Len() int {
	s.measured = true
	return s.To - s.From
}

// Measured says whether Len was called.
func (s Span) Measured() bool { return s.measured }

// NewCounter makes a counter.
func NewCounter(start int) *Counter { return &Counter{n: start, Step: 1} }

// Add adds so many steps.
func (c *Counter) Add(times int) int {
	c.n += times * c.Step
	return c.n
}

// Clone gives a counter that counts on from both.
func (c *Counter) Clone(other *Counter) *Counter {
	if other == nil {
		return &Counter{n: c.n}
	}
	return &Counter{n: c.n + other.n}
}

// String is the count.
func (c *Counter) String() string { return "counter" }

// Close ends it.
func (c *Counter) Close() error { return nil }

// A PathError is an error with a field.
type PathError struct{ Path string }

// Error is the message.
func (e *PathError) Error() string { return "no " + e.Path }

// Add is direct.
func Add(a, b int) int { return a + b }

// Wide is direct, with 64 bits.
func Wide(a int64, b uint64, ok bool) int64 { return a }

// Mean borrows its slice.
func Mean(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs))
}

var kept [][]byte

// Keep keeps its slice, which is copied.
func Keep(b []byte) int {
	kept = append(kept, b)
	return len(kept)
}

// Greet returns an error beside its result.
func Greet(name string) (string, error) {
	if name == "" {
		return "", ErrNone
	}
	return "Hello, " + name, nil
}

// DivMod has two results.
func DivMod(a, b int) (quotient, remainder int) { return a / b, a % b }

// Join is variadic.
func Join(separator string, parts ...string) string { return separator }

// Scale takes a struct and gives one.
func Scale(p Point, by float64) Point { return Point{p.X * by, p.Y * by, p.Label} }

// Normalize writes to its struct.
func Normalize(p *Point) { p.X = 1 }

// Grow takes and gives a value that contains itself.
func Grow(t *Tree, ts []Tree) *Tree { return t }

// Maps has a map of each kind.
func Maps(records map[string]int, numbers map[int]string, pairs map[Point]bool) (map[string]int, map[int]string, map[Point]bool) {
	return records, numbers, pairs
}

// Arrays has an array of each kind.
func Arrays(v [3]float64, flags [2]bool, id [16]byte) ([3]float64, [2]bool, [16]byte) {
	return v, flags, id
}

// Times has a time and a duration.
func Times(t time.Time, by time.Duration) time.Time { return t.Add(by) }

// Describe takes anything.
func Describe(v any) any { return v }

// Mix takes an enum.
func Mix(a Color, all []Color) Color { return a }

// Map calls a function for each element.
func Map(xs []float64, f func(x float64) float64) []float64 { return xs }

// Walk calls a function that can fail.
func Walk(root string, visit func(path string, depth int) (bool, error)) error { return nil }

// Last gives an error that is not thrown.
func Last(err error) (error, bool) { return err, true }

// Delete is a reserved word in JavaScript.
func Delete(in string) string { return in }

// Optional takes a pointer to a number.
func Optional(n *int) *string { return nil }

// Total takes handles.
func Total(counters []*Counter, s Span) int { return s.Len() }

// Channel is not bound.
func Channel() <-chan int { return nil }
