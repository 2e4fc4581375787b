// Package tasks has one of each kind that only asynchronous forms, channels and callbacks from goroutines have.
package tasks

import (
	"context"
	"errors"
	"io"
	"iter"
	"strings"
)

// Greet greets.
func Greet(name string) (string, error) {
	if name == "" {
		return "nobody", errors.New("no name")
	}
	return "hello " + name, nil
}

// Add adds.
func Add(a, b int) int { return a + b }

// Wait waits until ctx is done, and gives its cause.
func Wait(ctx context.Context) error {
	<-ctx.Done()
	return context.Cause(ctx)
}

// Join joins the parts unless ctx is done.
func Join(ctx context.Context, separator string, parts ...string) (string, error) {
	return strings.Join(parts, separator), ctx.Err()
}

// Async has the name that asynchronous forms have, and only that form.
func Async(ctx context.Context, options string) string { return options }

// Sum adds what is copied.
func Sum(xs []float64, p *Point, times ...int) (sum float64) {
	for i := range xs {
		sum += xs[i]
		xs[i] = 0
	}
	if p != nil {
		sum += p.X
		p.X = 0
	}
	for _, n := range times {
		sum *= float64(n)
	}
	return sum
}

// A Point is a point.
type Point struct{ X, Y float64 }

// Range sends the numbers below to.
func Range(ctx context.Context, to int) <-chan int {
	ch := make(chan int)
	go func() {
		defer close(ch)
		for i := range to {
			select {
			case ch <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	return ch
}

// Points gives a channel of points.
func Points(n int) chan Point {
	ch := make(chan Point, n)
	for i := range n {
		ch <- Point{X: float64(i)}
	}
	close(ch)
	return ch
}

// Lines are lines of text.
type Lines chan string

// Upper sends to out what comes from in, in upper case.
func Upper(in <-chan string, out chan<- string) {
	defer close(out)
	for s := range in {
		out <- strings.ToUpper(s)
	}
}

// Sink takes lines until it is closed, and gives them to done.
func Sink(done func(lines []string)) (chan<- string, error) {
	ch := make(chan string)
	go func() {
		var lines []string
		for s := range ch {
			lines = append(lines, s)
		}
		done(lines)
	}()
	return ch, nil
}

// Pass gives back what it got.
func Pass(lines Lines, nodes chan Node, points chan *Point) (Lines, chan Node, chan *Point) {
	return lines, nodes, points
}

// Count counts.
func Count(to int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i < to && yield(i); i++ {
		}
	}
}

// Pairs gives each word with its length.
func Pairs(words iter.Seq[string]) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		for w := range words {
			if !yield(w, len(w)) {
				return
			}
		}
	}
}

// Map calls f for each element, each in a goroutine of its own.
func Map(xs []int, f func(x int) (int, error)) ([]int, error) {
	type result struct {
		i, n int
		err  error
	}
	results := make(chan result)
	for i, x := range xs {
		go func() {
			n, err := f(x)
			results <- result{i, n, err}
		}()
	}
	out := make([]int, len(xs))
	var err error
	for range xs {
		r := <-results
		out[r.i] = r.n
		if r.err != nil {
			err = r.err
		}
	}
	return out, err
}

// A Handler handles a request.
type Handler func(ctx context.Context, path string, labels ...string) (status int, body string, err error)

// Handle calls h.
func Handle(ctx context.Context, h Handler) (int, string, error) { return h(ctx, "/", "a", "b") }

// Serve gives a handler of Go.
func Serve(status int) Handler {
	return func(ctx context.Context, path string, labels ...string) (int, string, error) {
		return status, path + strings.Join(labels, ""), ctx.Err()
	}
}

// Adder gives a func.
func Adder(by int) func(x int) int { return func(x int) int { return x + by } }

// A Node is a node.
type Node interface {
	// Kind is its kind.
	Kind() string
	// Load loads a part of it.
	Load(ctx context.Context, path string) (string, error)
	// Next is the next one.
	Next(all bool) (Node, int)
	Touch()
}

// A Loader loads.
type Loader interface {
	Load(ctx context.Context, paths ...string) error
}

// Visit asks a node.
func Visit(n Node) (string, error) {
	text, err := n.Load(context.Background(), "part")
	return n.Kind() + " " + text, err
}

// First gives a node of Go.
func First() Node { return leaf("first") }

// Load loads with l.
func Load(ctx context.Context, l Loader) error { return l.Load(ctx, "a", "b") }

type leaf string

func (l leaf) Kind() string { return string(l) }
func (l leaf) Load(ctx context.Context, path string) (string, error) {
	return string(l) + "/" + path, ctx.Err()
}
func (l leaf) Next(all bool) (Node, int) { return l, 1 }
func (l leaf) Touch()                    {}

// A Counter counts.
type Counter struct {
	N    int
	busy bool
}

// NewCounter makes one.
func NewCounter(n int) *Counter { return &Counter{N: n} }

// Add adds.
func (c *Counter) Add(n int) int { c.N += n; return c.N }

// Clone gives another.
func (c Counter) Clone() *Counter { return &c }

// Until waits until ctx is done or the counter is at n.
func (c *Counter) Until(ctx context.Context, n int) error {
	for c.N < n {
		if err := ctx.Err(); err != nil {
			return err
		}
		c.N++
	}
	return nil
}

// Async has a name that is taken.
func (c *Counter) Async() bool { return c.busy }

// Close ends it.
func (c *Counter) Close() error { return nil }

// Names are names.
type Names []string

// Longest is the longest.
func (n Names) Longest() string {
	longest := ""
	for _, s := range n {
		if len(s) > len(longest) {
			longest = s
		}
	}
	return longest
}

// Send sends them.
func (n Names) Send(ctx context.Context, to chan<- string) error {
	for _, s := range n {
		select {
		case to <- s:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// Copy copies r to w.
func Copy(w io.Writer, r io.Reader) (int64, error) { return io.Copy(w, r) }

// Open opens.
func Open(ctx context.Context, text string) (io.ReadCloser, error) {
	return io.NopCloser(strings.NewReader(text)), nil
}
