package mathx

import (
	"context"
	"io"
	"iter"
	"sync"
	"sync/atomic"
)

// CountTo sends the integers below n, and closes the channel at the end or when ctx is done. Where n is negative it never ends.
func CountTo(ctx context.Context, n int) <-chan int {
	ch := make(chan int)
	go func() {
		defer close(ch)
		for i := 0; i < n || n < 0; i++ {
			select {
			case ch <- i:
			case <-ctx.Done():
				return
			}
		}
	}()
	return ch
}

// Below yields the integers below n.
func Below(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// Endless sends integers for ever, to whoever receives.
func Endless() chan int {
	ch := make(chan int, 10)
	go func() {
		for i := 0; ; i++ {
			ch <- i
		}
	}()
	return ch
}

// Total adds up what it receives, at most n values where n is not negative.
func Total(in <-chan int, n int) (total int) {
	for v := range in {
		if total += v; n > 0 {
			if n--; n == 0 {
				break
			}
		}
	}
	return total
}

// Squares sends the squares of what it receives, and closes out at the end.
func Squares(in <-chan int, out chan<- int) {
	defer close(out)
	for v := range in {
		out <- v * v
	}
}

// Zeros reads n zeros, for any number of goroutines.
func Zeros(n int64) io.Reader { return &zeros{left: n} }

type zeros struct {
	mu   sync.Mutex
	left int64
}

func (z *zeros) Read(p []byte) (int, error) {
	z.mu.Lock()
	defer z.mu.Unlock()
	if z.left <= 0 {
		return 0, io.EOF
	}
	n := int(min(int64(len(p)), z.left))
	clear(p[:n])
	z.left -= int64(n)
	return n, nil
}

// GiveOut writes n zeros, and closes nothing.
func GiveOut(dst io.Writer, n int) error {
	_, err := dst.Write(make([]byte, n))
	return err
}

// A Meter counts the bytes that are written to it.
type Meter struct {
	bytes  atomic.Int64
	closed atomic.Bool
}

// Write counts.
func (m *Meter) Write(p []byte) (int, error) {
	m.bytes.Add(int64(len(p)))
	return len(p), nil
}

// Close is remembered.
func (m *Meter) Close() error {
	m.closed.Store(true)
	return nil
}

var meter Meter

// NewMeter is the meter, at zero.
func NewMeter() io.WriteCloser {
	meter.bytes.Store(0)
	meter.closed.Store(false)
	return &meter
}

// Metered is how much was written to the meter, negative until it is closed.
func Metered() int {
	if n := int(meter.bytes.Load()); meter.closed.Load() {
		return n
	} else {
		return -n - 1
	}
}
