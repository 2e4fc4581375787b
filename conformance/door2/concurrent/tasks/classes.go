package tasks

import (
	"context"
	"errors"
	"io"
	"sync"
	"sync/atomic"
)

// A Counter counts, from any goroutine.
type Counter struct {
	mu sync.Mutex
	n  int
	// Step is what Next adds.
	Step int
}

// NewCounter makes a counter.
func NewCounter(step int) *Counter { return &Counter{Step: step} }

// Next counts on.
func (c *Counter) Next() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.n += c.Step
	return c.n
}

// Add adds all of xs.
func (c *Counter) Add(xs ...int) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, x := range xs {
		c.n += x
	}
	return c.n
}

// Reset begins again, or fails where there is nothing to reset.
func (c *Counter) Reset() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.n == 0 {
		return errors.New("nothing to reset")
	}
	c.n = 0
	return nil
}

// Self gives c.
func (c *Counter) Self() *Counter { return c }

// Same tells whether both are one.
func (c *Counter) Same(other *Counter) bool { return c == other }

// NextIf counts on as long as ctx is not done.
func (c *Counter) NextIf(ctx context.Context, by int) (int, error) {
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	return c.Add(by), nil
}

// String is the count.
func (c *Counter) String() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return "counter of " + string(rune('0'+c.n%10))
}

// A Machine has members that are called as topher's own.
type Machine struct {
	state int
}

// NewMachine makes a machine.
func NewMachine() *Machine { return &Machine{1} }

// Async is a method with the name of topher's view.
func (m *Machine) Async() int { return m.state }

// Start sets the state.
func (m *Machine) Start(state int) *Machine {
	m.state = state
	return m
}

// A Gate lets nobody through until it is opened.
type Gate struct {
	open    chan struct{}
	waiting atomic.Int64
	passed  atomic.Int64
}

// NewGate makes a gate that is shut.
func NewGate() *Gate { return &Gate{open: make(chan struct{})} }

// Open opens it, once.
func (g *Gate) Open() { close(g.open) }

// Pass waits until the gate is open and gives n.
func (g *Gate) Pass(n int) int {
	g.waiting.Add(1)
	defer g.waiting.Add(-1)
	<-g.open
	g.passed.Add(1)
	return n
}

// Enter waits like Pass, at most as long as ctx is not done.
func (g *Gate) Enter(ctx context.Context, n int) (int, error) {
	g.waiting.Add(1)
	defer g.waiting.Add(-1)
	select {
	case <-g.open:
		g.passed.Add(1)
		return n, nil
	case <-ctx.Done():
		return 0, context.Cause(ctx)
	}
}

// Waiting counts who waits.
func (g *Gate) Waiting() int { return int(g.waiting.Load()) }

// Passed counts who has passed.
func (g *Gate) Passed() int { return int(g.passed.Load()) }

// Turns let one through at a time.
type Turns struct {
	gates []chan struct{}
}

// NewTurns makes so many turns.
func NewTurns(n int) *Turns {
	t := &Turns{make([]chan struct{}, n)}
	for i := range t.gates {
		t.gates[i] = make(chan struct{})
	}
	return t
}

// Wait waits for turn i, which is i.
func (t *Turns) Wait(i int) int {
	<-t.gates[i]
	return i
}

// Call says whose turn it is.
func (t *Turns) Call(i int) { close(t.gates[i]) }

// A Shape is what has an area.
type Shape interface {
	Area() float64
	Scaled(ctx context.Context, factor float64) (float64, error)
}

type square struct{ side float64 }

func (s square) Area() float64 { return s.side * s.side }

func (s square) Scaled(ctx context.Context, factor float64) (float64, error) {
	if factor < 0 {
		<-ctx.Done()
		return 0, context.Cause(ctx)
	}
	return s.Area() * factor, nil
}

// NewSquare gives a shape of Go's.
func NewSquare(side float64) Shape { return square{side} }

// AreaOf asks a shape, on another goroutine.
func AreaOf(s Shape) float64 {
	area := make(chan float64)
	go func() { area <- s.Area() }()
	return <-area
}

// ScaledOf asks a shape.
func ScaledOf(ctx context.Context, s Shape, factor float64) (float64, error) {
	return s.Scaled(ctx, factor)
}

// A Pair is a value with things of Go's in it.
type Pair struct {
	Name    string
	Counter *Counter
	Body    io.Reader
}

// MakePair gives one.
func MakePair(name string) Pair { return Pair{name, NewCounter(1), Text("body of " + name)} }
