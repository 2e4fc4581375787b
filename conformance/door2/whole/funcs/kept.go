package funcs

import (
	"errors"
	"runtime"
	"strings"
	"sync"
	"time"
)

var (
	listeners = map[int]func(event string) int{}
	last      int
)

// On keeps f, and gives a number for Off.
func On(f func(event string) int) int {
	last++
	listeners[last] = f
	return last
}

// Off drops what On kept.
func Off(id int) bool {
	_, ok := listeners[id]
	delete(listeners, id)
	return ok
}

// OffAll drops all that On kept.
func OffAll() { clear(listeners) }

// Emit calls all that are kept, and adds up.
func Emit(event string) int {
	total := 0
	for id := range last + 1 {
		if f := listeners[id]; f != nil {
			total += f(event)
		}
	}
	return total
}

// EmitSafely recovers from what they throw.
func EmitSafely(event string) (total int) {
	defer func() {
		if recover() != nil {
			total = -1
		}
	}()
	return Emit(event)
}

// EmitElsewhere calls them on another goroutine.
func EmitElsewhere(event string) int {
	done := make(chan int, 1)
	go func() {
		defer close(done)
		done <- Emit(event)
	}()
	return <-done
}

// Listener gives what On kept.
func Listener(id int) func(event string) int { return listeners[id] }

// Fallible are kept funcs that can fail.
var fallible func(text string) (int, error)

// OnFallible keeps f.
func OnFallible(f func(text string) (int, error)) { fallible = f }

// CallFallible calls what OnFallible kept.
func CallFallible(text string) (int, error) {
	if fallible == nil {
		return 0, errors.New("nothing is kept")
	}
	return fallible(text)
}

// TryFallible gives the error's message.
func TryFallible(text string) string {
	if _, err := fallible(text); err != nil {
		return "failed: " + err.Error()
	}
	return "fine"
}

// FallibleElsewhere calls it on another goroutine and gives its error.
func FallibleElsewhere(text string) error {
	done := make(chan error)
	go func() {
		_, err := fallible(text)
		done <- err
	}()
	return <-done
}

var background struct {
	sync.Mutex
	done  bool
	err   error
	notes []string
}

// FallibleLater calls it on a goroutine after a while, when no call may be running.
func FallibleLater(text string, wait time.Duration) {
	f := fallible
	background.Lock()
	background.done, background.err = false, nil
	background.Unlock()
	go func() {
		time.Sleep(wait)
		_, err := f(text)
		background.Lock()
		background.done, background.err = true, err
		background.Unlock()
	}()
}

// LaterDone tells whether the goroutine of FallibleLater has come to its end, and fails with its error.
func LaterDone() (bool, error) {
	background.Lock()
	defer background.Unlock()
	return background.done, background.err
}

// PlainLater calls f, which cannot fail, on a goroutine after a while.
func PlainLater(f func(), wait time.Duration) {
	background.Lock()
	background.notes = nil
	background.Unlock()
	note := func(text string) {
		background.Lock()
		background.notes = append(background.notes, text)
		background.Unlock()
	}
	go func() {
		defer note("deferred")
		time.Sleep(wait)
		f()
		note("returned")
	}()
}

// PlainNotes says how far the goroutine of PlainLater has come.
func PlainNotes() string {
	background.Lock()
	defer background.Unlock()
	return strings.Join(background.notes, " ")
}

var deep func(depth int) int

// OnDeep keeps f for Deep.
func OnDeep(f func(depth int) int) { deep = f }

// Deep calls what OnDeep kept with one less.
func Deep(depth int) int {
	if depth == 0 || deep == nil {
		return 0
	}
	return 1 + deep(depth-1)
}

// Collect runs Go's garbage collector.
func Collect() {
	runtime.GC()
	runtime.GC()
}

// A Registry keeps funcs in an object.
type Registry struct {
	funcs []func(n int) int
}

// NewRegistry makes a registry.
func NewRegistry() *Registry { return &Registry{} }

// Add keeps f.
func (r *Registry) Add(f func(n int) int) int {
	r.funcs = append(r.funcs, f)
	return len(r.funcs)
}

// Sum calls all of them.
func (r *Registry) Sum(n int) int {
	sum := 0
	for _, f := range r.funcs {
		sum += f(n)
	}
	return sum
}

// At gives one of them.
func (r *Registry) At(i int) func(n int) int { return r.funcs[i] }

// Clear drops all of them.
func (r *Registry) Clear() { r.funcs = nil }
