package callers

import (
	"fmt"
	"sync"
	"time"
)

var kept struct {
	sync.Mutex
	f      func(event string) (int, error)
	plain  func(event string)
	notes  []string
	ticker *time.Ticker
}

func note(format string, args ...any) {
	kept.Lock()
	defer kept.Unlock()
	kept.notes = append(kept.notes, fmt.Sprintf(format, args...))
}

// Notes says what goroutines in the background have seen, and forgets it.
func Notes() []string {
	kept.Lock()
	defer kept.Unlock()
	notes := kept.notes
	kept.notes = nil
	return notes
}

// Keep keeps f.
func Keep(f func(event string) (int, error)) {
	kept.Lock()
	defer kept.Unlock()
	kept.f = f
}

// KeepPlain keeps f.
func KeepPlain(f func(event string)) {
	kept.Lock()
	defer kept.Unlock()
	kept.plain = f
}

// Drop drops what was kept.
func Drop() {
	kept.Lock()
	defer kept.Unlock()
	kept.f, kept.plain = nil, nil
}

func keptFunc() func(event string) (int, error) {
	kept.Lock()
	defer kept.Unlock()
	return kept.f
}

// Fire calls what was kept, on the goroutine of the call.
func Fire(event string) (int, error) { return keptFunc()(event) }

// FireElsewhere calls it on another goroutine, and waits for it.
func FireElsewhere(event string) (n int, err error) {
	f := keptFunc()
	done := make(chan struct{})
	go func() {
		defer close(done)
		n, err = f(event)
	}()
	<-done
	return n, err
}

// FireLater calls it n times on goroutines of their own after a while, and notes what came of it.
func FireLater(event string, n int, wait time.Duration) {
	f := keptFunc()
	for i := range n {
		go func() {
			time.Sleep(wait)
			if result, err := f(event); err != nil {
				note("%d failed: %v", i, err)
			} else {
				note("%d gave %d", i, result)
			}
		}()
	}
}

// PlainLater calls what KeepPlain kept on a goroutine after a while, and notes how that ended.
func PlainLater(event string, wait time.Duration) {
	kept.Lock()
	f := kept.plain
	kept.Unlock()
	go func() {
		defer note("deferred")
		time.Sleep(wait)
		f(event)
		note("returned")
	}()
}

// StartTicker calls f again and again, on a goroutine, until StopTicker.
func StartTicker(every time.Duration, f func(i int)) {
	ticker := time.NewTicker(every)
	stop := make(chan struct{})
	tickers.Lock()
	tickers.stops = append(tickers.stops, stop)
	tickers.Unlock()
	go func() {
		defer ticker.Stop()
		for i := 0; ; i++ {
			select {
			case <-ticker.C:
				f(i)
			case <-stop:
				return
			}
		}
	}()
}

var tickers struct {
	sync.Mutex
	stops []chan struct{}
}

// StopTicker stops what StartTicker started.
func StopTicker() {
	tickers.Lock()
	defer tickers.Unlock()
	for _, stop := range tickers.stops {
		close(stop)
	}
	tickers.stops = nil
}

// A Bus calls its listeners from a goroutine of its own.
type Bus struct {
	mu        sync.Mutex
	listeners []func(event string) int
	events    chan string
	total     int
	done      chan struct{}
	once      sync.Once
}

// NewBus makes a bus.
func NewBus() *Bus {
	b := &Bus{events: make(chan string, 1024), done: make(chan struct{})}
	go b.run()
	return b
}

func (b *Bus) run() {
	defer close(b.done)
	for event := range b.events {
		b.mu.Lock()
		listeners := b.listeners
		b.mu.Unlock()
		for _, listener := range listeners {
			n := listener(event)
			b.mu.Lock()
			b.total += n
			b.mu.Unlock()
		}
	}
}

// Listen adds a listener.
func (b *Bus) Listen(f func(event string) int) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.listeners = append(b.listeners, f)
	return len(b.listeners)
}

// Publish tells the listeners, later.
func (b *Bus) Publish(event string) { b.events <- event }

// Total adds up what listeners gave.
func (b *Bus) Total() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.total
}

// Close ends the goroutine, and waits for what has been published.
func (b *Bus) Close() error {
	b.once.Do(func() { close(b.events) })
	<-b.done
	b.mu.Lock()
	defer b.mu.Unlock()
	b.listeners = nil
	return nil
}

// Begin returns at once, and goes on to call f from a goroutine, n times, after a while; the func that it gives waits for the end.
func Begin(n int, wait time.Duration, f func(i int) int) func() int {
	done := make(chan int, 1)
	go func() {
		time.Sleep(wait)
		sum := 0
		for i := range n {
			sum += f(i)
		}
		done <- sum
	}()
	return func() int {
		sum := <-done
		done <- sum
		return sum
	}
}
