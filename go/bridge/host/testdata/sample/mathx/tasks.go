package mathx

import (
	"context"
	"iter"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// Wait waits until its context is done, and returns why.
func Wait(ctx context.Context) error {
	<-ctx.Done()
	waited.put(ctx.Err().Error())
	return context.Cause(ctx)
}

// Signal writes a byte to a file when its context is done.
func Signal(ctx context.Context, file int) error {
	<-ctx.Done()
	_, err := syscall.Write(file, []byte{1})
	return err
}

var waited place[string]

// Waited is what the context said to the last Wait.
func Waited() string { return waited.get() }

// Left is how many milliseconds are left until the deadline, -1 where there is none.
func Left(ctx context.Context) float64 {
	at, ok := ctx.Deadline()
	if !ok {
		return -1
	}
	return float64(time.Until(at)) / 1e6
}

var (
	parked  atomic.Int64
	gateMu  sync.Mutex
	gate    = make(chan struct{})
	waiting = func() chan struct{} {
		gateMu.Lock()
		defer gateMu.Unlock()
		return gate
	}
)

// Park waits until Unpark.
func Park(x float64) float64 {
	parked.Add(1)
	<-waiting()
	parked.Add(-1)
	return x
}

// Parked is how many wait.
func Parked() float64 { return float64(parked.Load()) }

// Unpark lets all go on that wait.
func Unpark() {
	gateMu.Lock()
	defer gateMu.Unlock()
	close(gate)
	gate = make(chan struct{})
}

// A Conn lives as long as the context of the task that opened it.
type Conn struct{ ctx context.Context }

// Open opens n of them.
func Open(ctx context.Context, n int) []*Conn {
	conns := make([]*Conn, n)
	for i := range conns {
		conns[i] = &Conn{ctx}
	}
	return conns
}

// Why is why it is closed, "" while it is open.
func (c *Conn) Why() string {
	if err := context.Cause(c.ctx); err != nil {
		return err.Error()
	}
	return ""
}

// Ends ends as it is told.
func Ends(how string) (string, error) {
	switch how {
	case "panic":
		panic("in the task")
	case "nil":
		var c *Counter
		c.Add(1)
	case "exit":
		runtime.Goexit()
	case "error":
		return "half", &StateError{State: "ended"}
	case "bad":
		return "", badError{}
	}
	return strings.Repeat(how, 3), nil
}

// A badError cannot be printed.
type badError struct{}

func (badError) Error() string { panic("no message") }

// Together calls f with 1 to n on goroutines of its own, and adds what it returns. The first error is returned.
func Together(n int, f func(float64) (float64, error)) (float64, error) {
	var all sync.WaitGroup
	var mu sync.Mutex
	var sum float64
	var first error
	for i := range n {
		all.Go(func() {
			y, err := f(float64(i + 1))
			mu.Lock()
			defer mu.Unlock()
			sum += y
			if first == nil {
				first = err
			}
		})
	}
	all.Wait()
	return sum, first
}

// Many calls f n times on each of m goroutines, and adds what it returns.
func Many(m, n int, f func(float64) float64) float64 {
	var all sync.WaitGroup
	sums := make([]float64, m)
	for i := range m {
		all.Go(func() {
			for j := range n {
				sums[i] += f(float64(j))
			}
		})
	}
	all.Wait()
	sum := 0.0
	for _, s := range sums {
		sum += s
	}
	return sum
}

// Here calls f on the task's own goroutine.
func Here(f func(float64) float64, x float64) float64 { return f(x) }

// Told calls f with a context that is done after some milliseconds; 0 is at once, and less is never.
func Told(f func(context.Context, float64) error, milliseconds float64) error {
	ctx := context.Background()
	if milliseconds >= 0 {
		with, cancel := context.WithCancelCause(ctx)
		ctx = with
		why := &StateError{State: "told"}
		if milliseconds == 0 {
			cancel(why)
		} else {
			time.AfterFunc(time.Duration(milliseconds*1e6), func() { cancel(why) })
		}
	}
	return f(ctx, milliseconds)
}

// Converted calls f with a counter, and returns whether the counter comes back.
func Converted(f func(*Counter) (*Counter, error)) (bool, error) {
	c := NewCounter(7)
	back, err := f(c)
	return back == c, err
}

// Descends calls f from a goroutine that a goroutine has started.
func Descends(f func(float64) (float64, error)) error {
	done := make(chan error)
	go func() {
		go func() {
			_, err := f(1)
			done <- err
		}()
	}()
	return <-done
}

// Asked is an iterator whose values a goroutine of each step asks f for; -1 where it gets an error.
func Asked(f func(float64) (float64, error), n int) iter.Seq[float64] {
	return func(yield func(float64) bool) {
		for i := range n {
			answer := make(chan float64)
			go func() {
				y, err := f(float64(i))
				if err != nil {
					y = -1
				}
				answer <- y
			}()
			if !yield(<-answer) {
				return
			}
		}
	}
}

// Collect runs the collector, and what it runs when it has dropped something.
func Collect() {
	for range 2 {
		runtime.GC()
		time.Sleep(2 * time.Millisecond)
	}
}

// Spin counts for some milliseconds, with all processors.
func Spin(milliseconds float64) float64 {
	var all sync.WaitGroup
	var n atomic.Int64
	until := time.Now().Add(time.Duration(milliseconds * 1e6))
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			for time.Now().Before(until) {
				n.Add(1)
			}
		})
	}
	all.Wait()
	return float64(n.Load())
}
