package mathx

import (
	"errors"
	"sync"
	"time"
)

// A place holds what is kept. Threads may use the package at the same time.
type place[T any] struct {
	mu sync.Mutex
	v  T
}

func (p *place[T]) put(v T) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.v = v
}

func (p *place[T]) get() T {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.v
}

var (
	kept      place[func(float64) float64]
	keptErr   place[func(float64) (float64, error)]
	keptShape place[Shape]
)

// Keep keeps f.
func Keep(f func(float64) float64) { kept.put(f) }

// KeepErr keeps f.
func KeepErr(f func(float64) (float64, error)) { keptErr.put(f) }

// Kept is what was kept.
func Kept() func(float64) float64 { return kept.get() }

// KeptAny is what was kept.
func KeptAny() any { return kept.get() }

// CallKept calls what was kept.
func CallKept(x float64) float64 { return kept.get()(x) }

// CallKeptErr calls what was kept.
func CallKeptErr(x float64) (float64, error) { return keptErr.get()(x) }

// CallKeptElsewhere calls what was kept on another goroutine, and waits until that has ended.
func CallKeptElsewhere(x float64) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		kept.get()(x)
	}()
	<-done
}

// CallKeptErrElsewhere calls what was kept on another goroutine and returns its error.
func CallKeptErrElsewhere(x float64) error {
	done := make(chan error)
	go func() {
		_, err := keptErr.get()(x)
		done <- err
	}()
	return <-done
}

var later = make(chan error, 1)

// CallKeptLater calls what was kept when nothing else may run; Later waits for its error.
func CallKeptLater(milliseconds float64) {
	f, g := kept.get(), keptErr.get()
	go func() {
		time.Sleep(time.Duration(milliseconds * 1e6))
		_, err := g(1)
		defer func() { later <- err }()
		f(1)
	}()
}

// Later is the error of what CallKeptLater called.
func Later() error { return <-later }

// An Op is a named func type.
type Op func(float64) float64

// Adder is a func of Go.
func Adder(n float64) func(float64) float64 { return func(x float64) float64 { return x + n } }

// Apply calls f.
func Apply(f Op, x float64) float64 { return f(x) }

// CallAny calls a func in an any, and tells whether what it throws is ErrEmpty.
func CallAny(f any, args ...any) (result any, empty bool, err error) {
	result, err = f.(func(...any) (any, error))(args...)
	if errors.Is(err, ErrEmpty) {
		return nil, true, nil
	}
	return result, false, err
}

// FindsEmpty tells whether what f throws is ErrEmpty.
func FindsEmpty(f func(float64) (float64, error)) bool {
	_, err := f(0)
	return errors.Is(err, ErrEmpty)
}
