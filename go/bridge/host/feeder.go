package host

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/topherjs/topher/go/bridge/wire"
)

// A feeder puts what JavaScript sends into a channel, in order. What the channel takes at once is put there by the feeding call; a
// goroutine puts the rest, and lives only as long as there is some.
//
// JavaScript is at most chanWindow values ahead. It is told to wait when more than fewLeft of them are not in the channel yet, and to
// go on when no more are: a value now and then is fed at once, and many are fed together.
type feeder[T any] struct {
	ch    *ref[T]
	ready func()
	read  func(r *wire.Reader) T
	fed   []T // decoded by the feeding call
	quit  chan struct{}
	stuck chan struct{} // has a value where nobody has received for a while
	sent  atomic.Uint64

	mu       sync.Mutex
	queue    []T
	next     int // in queue
	running  bool
	promised bool   // JavaScript was told that a record follows
	ended    func() // is called when the channel was closed behind the rest; nil until end
	gone     bool   // nobody receives any more
	retired  bool   // JavaScript gives nothing more
	closes   bool   // and the channel is closed for those who might
	timer    *time.Timer
	last     uint64 // what sent was when the timer fired
}

const (
	fewLeft = chanWindow / 4
	// stall is how long a value waits until the feeder asks whether Go has the channel yet.
	stall = 100 * time.Millisecond
	// How long it waits then from one attempt to the next.
	firstProbe, lastProbe = time.Millisecond, 20 * time.Millisecond
)

func newFeeder[T any](ch *ref[T], ready func(), read func(r *wire.Reader) T) *feeder[T] {
	return &feeder[T]{ch: ch, ready: ready, read: read, quit: make(chan struct{}), stuck: make(chan struct{}, 1)}
}

// feed reads count values and takes them. nobody: no values are taken any more; else room says how many more may come, 0 where a
// record tells.
func (f *feeder[T]) feed(c *Call, count int) (nobody bool, room int) {
	values := f.fed[:0]
	for i := 0; i < count && c.In.Err() == nil; i++ {
		values = append(values, f.read(&c.In))
	}
	c.Ready()
	f.fed = values[:0]
	defer clear(values)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.gone || f.retired || f.ended != nil {
		return true, 0
	}
	if !f.running && len(values) > 0 {
		rest, ok := f.sendSome(values)
		if !ok {
			f.giveUp()
			return true, 0
		}
		if values = rest; len(rest) > 0 {
			f.start()
		}
	}
	if f.next >= chanWindow {
		n := copy(f.queue, f.queue[f.next:])
		clear(f.queue[n:])
		f.queue, f.next = f.queue[:n], 0
	}
	f.queue = append(f.queue, values...)
	if left := len(f.queue) - f.next; left <= fewLeft {
		return false, chanWindow - left
	}
	f.promised = true
	return false, 0
}

// isGone tells whether nobody receives any more.
func (f *feeder[T]) isGone() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.gone
}

// sendSome sends what the channel takes at once. ok is false where nobody receives.
func (f *feeder[T]) sendSome(values []T) (rest []T, ok bool) {
	ch, ok := f.ch.get()
	if !ok {
		return values, false
	}
	for len(values) > 0 {
		sent, closed := trySend(ch, values[0])
		if closed {
			return values, false
		}
		if !sent {
			break
		}
		values = values[1:]
	}
	return values, true
}

// trySend sends if that is possible at once. Where Go has closed the channel, it says so.
func trySend[T any](ch chan<- T, v T) (sent, closed bool) {
	defer func() { closed = closed && recover() != nil }()
	closed = true
	select {
	case ch <- v:
		sent = true
	default:
	}
	closed = false
	return sent, false
}

// start begins the goroutine. The lock is held.
func (f *feeder[T]) start() {
	f.running = true
	spawn(f.run)
}

// run is the goroutine. It holds the channel only while it sends: where that takes long, Go may have it no longer.
func (f *feeder[T]) run() {
	if !f.ch.keeps() {
		f.mu.Lock()
		select {
		case <-f.stuck: // of an earlier one
		default:
		}
		f.last = f.sent.Load() - 1
		if f.timer == nil {
			f.timer = time.AfterFunc(stall, f.look)
		} else {
			f.timer.Reset(stall)
		}
		f.mu.Unlock()
	}
	for f.send() && f.probe() {
	}
}

// look says that the goroutine is stuck where nothing was sent since it looked last.
func (f *feeder[T]) look() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.running {
		return
	}
	if sent := f.sent.Load(); sent != f.last {
		f.last = sent
	} else {
		f.loosen()
	}
	f.timer.Reset(stall)
}

// loosen says that the channel may have nobody who receives from it.
func (f *feeder[T]) loosen() {
	if !f.ch.keeps() {
		select {
		case f.stuck <- struct{}{}:
		default:
		}
	}
}

// send sends what waits. It is true where it is stuck.
//
//go:noinline
func (f *feeder[T]) send() (stuck bool) {
	ch, ok := f.ch.get()
	if !ok {
		f.leave(false)
	}
	for {
		v, more := f.first(ch)
		if !more {
			return false
		}
		switch sent, closed := f.sendOne(ch, v); {
		case closed:
			f.leave(false)
			f.ready()
		case sent:
			f.shift()
		default:
			return true
		}
	}
}

// sendOne sends a value, and waits for somebody who receives it. Both are false where that takes long or was given up.
func (f *feeder[T]) sendOne(ch chan<- T, v T) (sent, closed bool) {
	if sent, closed = trySend(ch, v); sent || closed {
		return sent, closed
	}
	defer func() { closed = closed && recover() != nil }()
	closed = true
	select {
	case ch <- v:
		sent = true
	case <-f.quit:
	case <-f.stuck:
	}
	closed = false
	return sent, false
}

// first is the value to send next. Where there is none the goroutine ends, and closes the channel if that was asked for.
func (f *feeder[T]) first(ch chan T) (v T, ok bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.next < len(f.queue) {
		return f.queue[f.next], true
	}
	f.queue, f.next = f.queue[:0], 0
	if cap(f.queue) > 4*chanWindow {
		f.queue = nil
	}
	f.finish(ch)
	return v, false
}

// finish ends the goroutine. The lock is held, and given up meanwhile.
func (f *feeder[T]) finish(ch chan T) {
	f.running = false
	if f.timer != nil {
		f.timer.Stop()
	}
	done := f.ended
	if f.closes || done != nil && !f.gone {
		f.gone = true
		closeChan(ch)
	}
	f.tell(done)
}

// tell posts the record where JavaScript waits for one, and calls done. The lock is held, and given up meanwhile.
func (f *feeder[T]) tell(done func()) {
	promised := f.promised
	f.promised = false
	f.mu.Unlock()
	if promised {
		f.ready()
	}
	if done != nil {
		done()
	}
	f.mu.Lock()
}

// closeChan closes a channel that Go may have closed.
func closeChan[T any](ch chan T) {
	defer func() { _ = recover() }()
	if ch != nil {
		close(ch)
	}
}

// shift takes the first value out of the queue.
func (f *feeder[T]) shift() {
	f.sent.Add(1)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.next == len(f.queue) {
		return // given up meanwhile
	}
	var zero T
	f.queue[f.next] = zero
	f.next++
	if f.promised && len(f.queue)-f.next <= fewLeft {
		f.tell(nil)
	}
}

// probe sends the first value without holding the channel while it waits. It is false where there is nobody who could receive it.
func (f *feeder[T]) probe() bool {
	for wait := firstProbe; ; wait = min(lastProbe, wait+wait/4) {
		select {
		case <-f.quit:
			return true // send ends it
		case <-time.After(wait):
		}
		if rest, done := f.sendFirst(); done {
			return rest
		}
	}
}

//go:noinline
func (f *feeder[T]) sendFirst() (more, done bool) {
	ch, ok := f.ch.get()
	if !ok {
		f.leave(false)
		return true, true
	}
	f.mu.Lock()
	if f.next == len(f.queue) {
		f.mu.Unlock()
		return true, true
	}
	v := f.queue[f.next]
	f.mu.Unlock()
	sent, closed := trySend(ch, v)
	if sent {
		f.shift()
	}
	return true, sent || closed
}

// end closes the channel behind what waits, and calls done then. done is called in any goroutine, or in this call.
func (f *feeder[T]) end(done func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.gone || f.ended != nil {
		return
	}
	f.ended = done
	if !f.running {
		ch, _ := f.ch.get()
		f.finish(ch)
		runtime.KeepAlive(ch)
	}
}

// retire takes nothing more. What waits is still sent, as JavaScript was told that it is.
func (f *feeder[T]) retire() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.retired = true
}

// leave gives up what waits. With closes the channel is closed.
func (f *feeder[T]) leave(closes bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.gone {
		return
	}
	f.giveUp()
	if f.closes = closes; closes && !f.running {
		ch, _ := f.ch.get()
		closeChan(ch)
	}
}

func (f *feeder[T]) giveUp() {
	f.gone = true
	f.queue, f.next = nil, 0
	close(f.quit)
}
