// Package callers calls what it is given, from one goroutine or many, now or later.
package callers

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// ErrRefused is an error of Go that callbacks may give.
var ErrRefused = errors.New("refused")

// Direct calls f on the goroutine of the call.
func Direct(f func(x int) int, x int) int { return f(x) }

// DirectErr calls f on the goroutine of the call.
func DirectErr(f func(x int) (int, error), x int) (int, error) { return f(x) }

// Elsewhere calls f on another goroutine and waits for it.
func Elsewhere(f func(x int) int, x int) int {
	done := make(chan int, 1)
	go func() {
		defer close(done)
		done <- f(x)
	}()
	return <-done
}

// ElsewhereErr calls f on another goroutine and waits for it.
func ElsewhereErr(f func(x int) (int, error), x int) (n int, err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		n, err = f(x)
	}()
	<-done
	return n, err
}

// Grandchild calls f on a goroutine of a goroutine.
func Grandchild(f func() error) error {
	done := make(chan error)
	go func() {
		inner := make(chan error)
		go func() { inner <- f() }()
		done <- <-inner
	}()
	return <-done
}

// Map calls f for each of xs, each on a goroutine of its own.
func Map(xs []int, f func(x int) int) []int {
	ys := make([]int, len(xs))
	var wg sync.WaitGroup
	for i, x := range xs {
		wg.Go(func() { ys[i] = f(x) })
	}
	wg.Wait()
	return ys
}

// MapTexts calls f for each of the texts, each on a goroutine of its own, and gives the first error.
func MapTexts(texts []string, f func(text string) (string, error)) ([]string, error) {
	results := make([]string, len(texts))
	errs := make([]error, len(texts))
	var wg sync.WaitGroup
	for i, text := range texts {
		wg.Go(func() { results[i], errs[i] = f(text) })
	}
	wg.Wait()
	return results, errors.Join(errs...)
}

// Hammer calls f n times on each of so many goroutines and adds up what it gives.
func Hammer(workers, n int, f func(worker, i int) int) int64 {
	var sum atomic.Int64
	var wg sync.WaitGroup
	for worker := range workers {
		wg.Go(func() {
			for i := range n {
				sum.Add(int64(f(worker, i)))
			}
		})
	}
	wg.Wait()
	return sum.Load()
}

// Progress says how far it is, after each of n steps.
func Progress(n int, report func(done, total int)) string {
	for i := range n {
		report(i+1, n)
	}
	return "finished"
}

// Filter keeps what f says.
func Filter(words []string, keep func(word string) bool) []string {
	var kept []string
	for _, word := range words {
		if keep(word) {
			kept = append(kept, word)
		}
	}
	return kept
}

// Caught calls f and gives what it panics with.
func Caught(f func() int) (text string) {
	defer func() {
		if v := recover(); v != nil {
			text = fmt.Sprint("caught: ", v)
		}
	}()
	return fmt.Sprint("returned ", f())
}

// Failed gives the message of the error that f gives.
func Failed(f func() error) string {
	if err := f(); err != nil {
		return "failed: " + err.Error()
	}
	return "fine"
}

// Is tells whether the error that f gives is ErrRefused.
func Is(f func() error) bool { return errors.Is(f(), ErrRefused) }

// Try fails with the error that f gives.
func Try(f func() error) error { return f() }

// TryWrapped fails with an error around what f gives.
func TryWrapped(f func() error) error { return fmt.Errorf("try: %w", f()) }

// A Point crosses by value.
type Point struct{ X, Y int }

// A Box is a class.
type Box struct {
	mu    sync.Mutex
	value int
}

// NewBox makes a box.
func NewBox(value int) *Box { return &Box{value: value} }

// Value is what is in it.
func (b *Box) Value() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.value
}

// Add adds.
func (b *Box) Add(n int) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.value += n
	return b.value
}

// Shapes calls f with values of many kinds and gives back what it gives.
func Shapes(
	points func(p Point) Point,
	lists func(xs []string) []string,
	maps func(m map[string]int) map[string]int,
	boxes func(b *Box) *Box,
	anys func(v any) any,
	bytes func(b []byte) []byte,
) string {
	var wg sync.WaitGroup
	var point Point
	var list []string
	var counts map[string]int
	var box *Box
	var value any
	var data []byte
	wg.Go(func() { point = points(Point{1, 2}) })
	wg.Go(func() { list = lists([]string{"a", "b"}) })
	wg.Go(func() { counts = maps(map[string]int{"one": 1}) })
	wg.Go(func() { box = boxes(NewBox(5)) })
	wg.Go(func() { value = anys("any") })
	wg.Go(func() { data = bytes([]byte{1, 2, 3}) })
	wg.Wait()
	return fmt.Sprintf("%v %v %v %v %v %v", point, list, counts, box.Value(), value, data)
}

// Two calls f, which gives two results.
func Two(f func(x int) (half int, odd bool)) string {
	half, odd := f(7)
	return fmt.Sprint(half, odd)
}

// Nest calls f with a func of Go's that calls f.
func Nest(f func(depth int, next func(depth int) int) int, depth int) int {
	var next func(depth int) int
	next = func(depth int) int {
		if depth == 0 {
			return 0
		}
		return 1 + f(depth, next)
	}
	return next(depth)
}

// Visit calls f for each number until it fails or ctx is done.
func Visit(ctx context.Context, n int, f func(ctx context.Context, i int) error) (int, error) {
	for i := range n {
		if ctx.Err() != nil {
			return i, context.Cause(ctx)
		}
		if err := f(ctx, i); err != nil {
			return i, err
		}
	}
	return n, nil
}

// Within calls f with a context that is done after d.
func Within(ctx context.Context, d time.Duration, f func(ctx context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, d)
	defer cancel()
	return f(ctx)
}

// CancelLater calls f with a context that is cancelled with ErrRefused after d.
func CancelLater(ctx context.Context, d time.Duration, f func(ctx context.Context) (string, error)) (string, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer time.AfterFunc(d, func() { cancel(ErrRefused) }).Stop()
	return f(ctx)
}

// DoneBefore calls f with a context that is done already.
func DoneBefore(f func(ctx context.Context) string) string {
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(ErrRefused)
	return f(ctx)
}

// NeverDone calls f with a context that is never done.
func NeverDone(f func(ctx context.Context) string) string { return f(context.Background()) }

// A Plugin changes texts.
type Plugin interface {
	Name() string
	Transform(ctx context.Context, text string) (string, error)
	Priority() int
}

// Apply applies plugins, each on a goroutine of its own.
func Apply(ctx context.Context, text string, plugins ...Plugin) (string, error) {
	for _, p := range plugins {
		type result struct {
			text string
			err  error
		}
		done := make(chan result)
		go func() {
			changed, err := p.Transform(ctx, text)
			done <- result{changed, err}
		}()
		r := <-done
		if r.err != nil {
			return text, fmt.Errorf("%s: %w", p.Name(), r.err)
		}
		text = r.text
	}
	return text, nil
}

// First gives the name of the plugin of the highest priority; it asks all at once.
func First(plugins []Plugin) string {
	priorities := make([]int, len(plugins))
	var wg sync.WaitGroup
	for i, p := range plugins {
		wg.Go(func() { priorities[i] = p.Priority() })
	}
	wg.Wait()
	best := -1
	for i := range priorities {
		if best < 0 || priorities[i] > priorities[best] {
			best = i
		}
	}
	if best < 0 {
		return ""
	}
	return plugins[best].Name()
}

type upper struct{}

func (upper) Name() string { return "upper" }

func (upper) Transform(_ context.Context, text string) (string, error) {
	return strings.ToUpper(text), nil
}

func (upper) Priority() int { return 5 }

// NewUpper gives a plugin of Go's.
func NewUpper() Plugin { return upper{} }

// A Greeter is an object that greets, without a context.
type Greeter interface{ Greet(name string) string }

// GreetAll asks g for each name, each on a goroutine of its own.
func GreetAll(g Greeter, names ...string) []string {
	greetings := make([]string, len(names))
	var wg sync.WaitGroup
	for i, name := range names {
		wg.Go(func() { greetings[i] = g.Greet(name) })
	}
	wg.Wait()
	return greetings
}

// Collect runs Go's garbage collector.
func Collect() {
	runtime.GC()
	runtime.GC()
}

// Goroutines counts them.
func Goroutines() int { return runtime.NumGoroutine() }

// Block keeps its thread for so long.
func Block(d time.Duration) { time.Sleep(d) }
