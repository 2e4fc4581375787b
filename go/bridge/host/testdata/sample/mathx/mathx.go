// Package mathx stands for a user's package. It imports nothing of topher.
package mathx

import (
	"errors"
	"fmt"
	"math"
	"runtime"
	"sync/atomic"
)

// ErrEmpty is returned for an empty name.
var ErrEmpty = errors.New("the name is empty")

// Add adds.
func Add(a, b int) int { return a + b }

// Mean is the arithmetic mean.
func Mean(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs))
}

// Greet greets.
func Greet(name string) (string, error) {
	if name == "" {
		return "", fmt.Errorf("greet: %w", ErrEmpty)
	}
	return "Hello, " + name + "!", nil
}

// A Point is a value struct.
type Point struct {
	X, Y  float64
	Label string
}

// Ramp is n points on a line.
func Ramp(n int) []Point {
	ps := make([]Point, n)
	for i := range ps {
		ps[i] = Point{float64(i), -float64(i), fmt.Sprintf("p%d", i)}
	}
	return ps
}

// Scale multiplies p in place.
func Scale(p *Point, k float64) { p.X, p.Y = p.X*k, p.Y*k }

// A Counter counts, in any number of tasks at the same time.
type Counter struct {
	n      atomic.Int64
	closed atomic.Bool
}

// NewCounter starts at n.
func NewCounter(n int) *Counter {
	c := new(Counter)
	c.n.Store(int64(n))
	return c
}

// Add counts on.
func (c *Counter) Add(n int) int { return int(c.n.Add(int64(n))) }

// Close ends the counter. It may be called once.
func (c *Counter) Close() error {
	if c.closed.Swap(true) {
		return &StateError{State: "closed"}
	}
	return nil
}

func (c *Counter) String() string { return fmt.Sprintf("Counter(%d)", c.n.Load()) }

// A StateError says what was wrong.
type StateError struct{ State string }

func (e *StateError) Error() string { return "the counter is " + e.State }

// Map changes xs in place and returns the largest result.
func Map(xs []float64, f func(float64) float64) float64 {
	largest := math.Inf(-1)
	for i, x := range xs {
		xs[i] = f(x)
		largest = max(largest, xs[i])
	}
	return largest
}

// Walk calls visit with depth; what visit returns it adds one to.
func Walk(depth int, visit func(depth int) (int, error)) (int, error) {
	n, err := visit(depth)
	if err != nil {
		return 0, fmt.Errorf("depth %d: %w", depth, err)
	}
	return n + 1, nil
}

// Descend is Walk without errors.
func Descend(depth int, visit func(depth int) int) int { return visit(depth) + 1 }

// Send gives JavaScript points.
func Send(n int, to func(ps []Point) string) string { return to(Ramp(n)) }

// Elsewhere calls f on another goroutine.
func Elsewhere(f func(float64) float64) float64 {
	done := make(chan float64)
	go func() {
		defer close(done)
		done <- f(1)
	}()
	return <-done
}

// ElsewhereErr calls f on another goroutine and returns its error.
func ElsewhereErr(f func() error) error {
	done := make(chan error)
	go func() { done <- f() }()
	return <-done
}

// Fail fails in the way that is asked for.
func Fail(how string) int {
	switch how {
	case "panic":
		panic("as asked: " + how)
	case "error":
		panic(&StateError{State: "panicking"})
	case "nil":
		var c *Counter
		return c.Add(1)
	case "index":
		return []int{}[len(how)]
	case "unsafe":
		return 1 << 60
	case "exit":
		runtime.Goexit()
	}
	return 0
}

// Echo returns v.
func Echo(v any) any { return v }

// A complaint asks JavaScript for its message.
type complaint struct{ f func(float64) float64 }

func (c complaint) Error() string { return fmt.Sprint("complaint ", c.f(21)) }

// Complain returns an error whose Error method calls f.
func Complain(f func(float64) float64) error { return complaint{f} }

// Survive recovers what f throws n times, and returns how often it threw.
func Survive(n int, f func(float64) float64) (thrown int) {
	for i := range n {
		func() {
			defer func() {
				if recover() != nil {
					thrown++
				}
			}()
			f(float64(i))
		}()
	}
	return thrown
}

// Hang waits for a goroutine that calls f and says nothing when it ends.
func Hang(f func(float64) float64) {
	done := make(chan struct{})
	go func() {
		f(1)
		close(done)
	}()
	<-done
}

// Sizes returns something and an error.
func Sizes(p Point) (Point, int, error) { return p, 3, &StateError{State: "half done"} }
