package host

import (
	"context"
	"reflect"
	"runtime"
	"sync"
	"unsafe"
	"weak"

	"github.com/topherjs/topher/go/bridge/wire"
)

// What a channel is, on the wire.
const (
	channelNil = iota
	channelStream
	channelHandle
)

// chanWindow is how many values a channel of JavaScript's is ahead, either way.
const chanWindow = 64

// A channel is what JavaScript has of a channel: one of Go that it has opened, or one that was made for it. What it receives a
// [pump] takes out, and what it sends a [feeder] puts in.
type channel[T any] struct {
	strand
	ch     ref[T]
	handle wire.Handle // of one of Go, 0 for what was made for JavaScript
	givers givers      // of what was made for JavaScript

	mu    sync.Mutex
	pump  *pump // nil where JavaScript does not receive
	write func(w *wire.Writer, v T)
	in    *feeder[T] // nil where it does not send
}

// A ref refers to a channel. What JavaScript may receive from it keeps: values may lie in it. What was made only to be sent to it
// does not: when Go has that no longer, it is over.
type ref[T any] struct {
	mu     sync.Mutex
	strong chan T
	weak   weak.Pointer[byte] // of one that was made for JavaScript
}

// address is where a channel is: as a value it is a pointer.
func address[C any](ch C) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&ch)) }

// at is the channel at an address, as a type that it can have.
func at[C any](p unsafe.Pointer) C { return *(*C)(unsafe.Pointer(&p)) }

func (r *ref[T]) get() (chan T, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.strong != nil {
		return r.strong, true
	}
	p := r.weak.Value()
	return at[chan T](unsafe.Pointer(p)), p != nil
}

// keep and loosen say whether the channel lives as long as the ref.
func (r *ref[T]) keep(ch chan T) {
	r.mu.Lock()
	r.strong = ch
	r.mu.Unlock()
}

func (r *ref[T]) loosen() {
	r.mu.Lock()
	r.strong = nil
	r.mu.Unlock()
}

func (r *ref[T]) keeps() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.strong != nil
}

// OpenChan begins to read from or write to what a handle stands for. Nothing is received before the first pull. write is nil where
// the type cannot be received from, read where it cannot be sent to. The export calls nothing else; the arguments are the stream's
// number and how many values it may be ahead.
func OpenChan[T any](c *Call, handle float64, write func(w *wire.Writer, v T), read func(r *wire.Reader) T) {
	number, window := c.In.Uint32(), c.In.Uint32()
	c.Ready()
	held := Receiver[any](c, handle)
	v := reflect.ValueOf(held)
	if v.Kind() != reflect.Chan || v.Type().Elem() != reflect.TypeFor[T]() {
		refuse(wire.Errorf(wire.CodeType, "the handle stands for a %T, and a channel of %v is needed", held, reflect.TypeFor[T]()))
	}
	h := wire.Handle(handle)
	l := c.thread.lifeOf(h)
	s := &channel[T]{strand: strand{thread: c.thread, number: number, name: c.nameOf(h)}, handle: h}
	s.ch.keep(at[chan T](v.UnsafePointer()))
	if v.Type().ChanDir()&reflect.RecvDir != 0 && write != nil {
		s.receives(write, l, int(window))
	}
	if v.Type().ChanDir()&reflect.SendDir != 0 && read != nil {
		s.sends(read)
	}
	s.open(s, l)
	c.thread.streams.watch(h, s)
	c.Returned()
}

// ReadChan reads a channel: nil, one of Go that a handle stands for, or one that is made for a channel of JavaScript, the same one
// again as long as Go has it. Of that JavaScript is told, and feeds and pulls it then. create makes one, as a C and as what can be sent
// to and received from. write is nil where JavaScript does not receive, read where it does not send.
//
// Where JavaScript receives, or says that it has the channel itself and may give it to others, the channel lives until it is
// stopped; else as long as Go has it and a task that got it is not over.
func ReadChan[C, T any](r *wire.Reader, create func(size int) (C, chan T), write func(w *wire.Writer, v T), read func(r *wire.Reader) T) (v C) {
	switch kind := r.Uint8(); kind {
	case channelNil:
	case channelStream:
		by, number := readStream(r)
		size := r.Uint32()
		if r.Err() != nil {
			return v
		}
		kept, ended := size&keptChannel != 0, size&endedChannel != 0
		size &^= keptChannel | endedChannel
		if size > maxChannel {
			r.Fail(wire.Errorf(wire.CodeRange, "a channel has room for at most %d values, not for %d", maxChannel, size))
			return v
		}
		return channelOf(r, by, number, int(size), kept, ended, create, write, read)
	case channelHandle:
		return readChanHandle[C, T](r)
	default:
		noTarget(r, kind)
	}
	return v
}

// Bits of the size.
const (
	keptChannel  = 1 << 31 // JavaScript has the channel as an object of its own
	endedChannel = 1 << 30 // and has closed it, so that who receives from it finds it closed at once
)

// maxChannel is the largest buffer that JavaScript may ask for: memory for it is taken at once.
const maxChannel = 1 << 20

func channelOf[C, T any](r *wire.Reader, by side, number uint32, size int, kept, ended bool, create func(size int) (C, chan T),
	write func(w *wire.Writer, v T), read func(r *wire.Reader) T) (v C) {
	t, name := by.of()
	t.streams.making.Lock()
	defer t.streams.making.Unlock()
	before := t.streams.find(number)
	if before != nil {
		s, ok := before.(*channel[T])
		if !ok {
			r.Fail(wire.Errorf(wire.CodeType, "the channel is one of other values already, not of %v", reflect.TypeFor[T]()))
			return v
		}
		if ch, ok := s.ch.get(); ok {
			if s.given(by, ch, kept, write, read) {
				s.ready()
			}
			if ended {
				s.end(nil)
			}
			return at[C](address(ch))
		}
		s.dropped()
	}
	v, ch := create(size)
	s := &channel[T]{strand: strand{thread: t, number: number, name: name}}
	p := (*byte)(address(ch))
	s.ch.weak = weak.Make(p)
	s.given(by, ch, kept, write, read)
	s.open(s, nil)
	runtime.AddCleanup(p, (*channel[T]).dropped, s)
	s.ready()
	if ended {
		s.end(nil)
	}
	return v
}

// readChanHandle reads a channel of Go's own. One that can be sent to and received from is also one for either.
func readChanHandle[C, T any](r *wire.Reader) (v C) {
	h := r.Handle()
	if r.Err() != nil {
		return v
	}
	if r.Objects == nil {
		r.Fail(errNoTargets)
		return v
	}
	held, err := r.Objects.Held(h)
	if err != nil {
		r.Fail(err)
		return v
	}
	if v, ok := held.(C); ok {
		return v
	}
	from, to := reflect.ValueOf(held), reflect.TypeFor[C]()
	if from.Kind() != reflect.Chan || from.Type().Elem() != to.Elem() || from.Type().ChanDir()&to.ChanDir() != to.ChanDir() {
		r.Fail(wire.Errorf(wire.CodeType, "the handle stands for a %T, and a %v is needed", held, to))
		return v
	}
	return at[C](from.UnsafePointer())
}

// WriteDrained writes the handle of a channel that is read to its end where JavaScript stops receiving.
func WriteDrained[C any](w *wire.Writer, ch C) {
	by, ok := w.Objects.(side)
	v := reflect.ValueOf(ch)
	if !ok || v.IsNil() || v.Type().ChanDir()&reflect.RecvDir == 0 {
		wire.WriteHandle(w, ch)
		return
	}
	h := by.Hold(ch)
	w.Float64(float64(h))
	if h == 0 {
		return
	}
	t, _ := by.of()
	t.streams.drains(h, sync.OnceFunc(func() {
		spawn(func() {
			for {
				if _, ok := v.Recv(); !ok {
					return
				}
			}
		})
	}))
}

// given notes who gave the channel to Go. more says that JavaScript can do more with it since.
func (s *channel[T]) given(by side, ch chan T, kept bool, write func(w *wire.Writer, v T), read func(r *wire.Reader) T) (more bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if write != nil && s.pump == nil {
		s.receives(write, nil, chanWindow)
		more = true
	}
	if read != nil && s.in == nil {
		s.sends(read)
		more = true
	}
	if kept || s.pump != nil {
		s.ch.keep(ch)
		return more
	}
	c, ok := by.(*Call)
	if !ok || c.task == nil {
		s.givers.forever()
		return more
	}
	s.givers.add(c.task.life().context(), s.dropped)
	collectAfter(c.task, s)
	return more
}

// receives makes a pump. The lock is held, or nobody else has the channel yet; so it is with sends.
func (s *channel[T]) receives(write func(w *wire.Writer, v T), l *life, window int) {
	s.write = write
	s.pump = newPump(&s.strand, l, window, func(p *pump) { s.receive(p, write) })
}

func (s *channel[T]) sends(read func(r *wire.Reader) T) {
	s.in = newFeeder(&s.ch, s.ready, read)
}

func (s *channel[T]) ways() (*pump, *feeder[T]) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pump, s.in
}

// receive takes values out, in the pump's goroutine.
func (s *channel[T]) receive(p *pump, write func(w *wire.Writer, v T)) {
	ch, ok := s.ch.get()
	for ok {
		var v T
		if v, ok = receiveOne(ch, p); ok {
			write(&p.out, v)
			ok = p.put()
		}
	}
}

// spins is how often a pump lets other goroutines run before it takes a burst for over: the sender may be just about to send.
const spins = 2

func receiveOne[T any](ch <-chan T, p *pump) (v T, ok bool) {
	p.taking.Lock()
	defer p.taking.Unlock()
	if p.quits() {
		return v, false
	}
	for range spins {
		select {
		case v, ok = <-ch:
			return v, ok
		default:
		}
		runtime.Gosched()
	}
	select {
	case v, ok = <-ch:
		return v, ok
	default:
	}
	p.flush()
	select {
	case v, ok = <-ch:
	case <-p.quit:
	case <-p.last:
		select {
		case v, ok = <-ch:
		default:
		}
	}
	return v, ok
}

func (s *channel[T]) pull(c *Call, most int) {
	p, _ := s.ways()
	if p == nil {
		pulledNothing(c)
		return
	}
	over := true // also where the pull fails
	defer func() {
		if over {
			s.leave(false)
		}
	}()
	over = p.pull(c, most)
}

func (s *channel[T]) feed(c *Call, count int) {
	p, in := s.ways()
	if in == nil {
		fedNobody(c)
		return
	}
	nobody, room := in.feed(c, count)
	if nobody && p == nil && in.isGone() {
		s.leave(false)
	}
	w := c.Returned()
	w.Bool(nobody)
	w.Uint32(uint32(room))
}

// leave ends both ways, and the channel where it says so.
func (s *channel[T]) leave(closes bool) {
	s.part(func(in *feeder[T]) { in.leave(closes) })
}

// part ends the way out, and the way in as end says.
func (s *channel[T]) part(end func(in *feeder[T])) {
	p, in := s.ways()
	if p != nil {
		p.stop()
	}
	if in != nil {
		end(in)
	}
	s.givers.forget()
	s.over()
	if s.handle != 0 {
		s.thread.streams.unwatch(s.handle, s)
	} else {
		s.ch.loosen() // or its own cleanup would keep it
	}
}

// stop is for what JavaScript receives. The context of the task that gave the channel ends, unless other results of it are used yet.
func (s *channel[T]) stop() {
	if s.handle == 0 {
		s.forgo()
		return
	}
	drain := s.thread.streams.drainOf(s.handle)
	s.released(drain)
	s.thread.forgo(s.handle)
	if drain != nil {
		drain()
	}
}

// released is what stop does where the handle is released. drain is not nil where somebody else receives until the channel's end.
func (s *channel[T]) released(drain func()) {
	p, _ := s.ways()
	open := p != nil && p.receives()
	s.part((*feeder[T]).retire)
	if open && drain == nil && s.life == nil {
		s.thread.streams.lost.Add(1)
	}
}

// cancel is for what JavaScript receives: it must not take the end of a channel that Go closes then for the end of the values.
func (s *channel[T]) cancel(cause error) {
	if p, _ := s.ways(); p != nil {
		p.cancel(cause)
	}
}

// forgo gives up what was received of a channel of JavaScript's, which may be received from again as long as Go has it.
func (s *channel[T]) forgo() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ch.loosen()
	if s.pump != nil {
		s.pump.stop()
		s.receives(s.write, nil, chanWindow)
	}
}

// end closes the channel behind what was fed. One that only Go sends to is not closed, as its next send would panic: JavaScript gets what
// has been sent, and then nobody receives any more.
func (s *channel[T]) end(error) {
	p, in := s.ways()
	if in == nil {
		if p != nil {
			p.finish()
		}
		return
	}
	in.end(func() {
		if p == nil {
			s.leave(false)
		}
	})
}

// dropped is for a channel of JavaScript's that Go has no longer, or in which nobody is interested any more: it is closed, as Go may be in a
// loop over it. What JavaScript may receive from is kept.
func (s *channel[T]) dropped() {
	if !s.isOver() && !s.ch.keeps() {
		p, _ := s.ways()
		s.leave(p == nil)
		s.ready()
	}
}

// loosen makes the feeder hold the channel no longer, if nobody receives from it.
func (s *channel[T]) loosen() {
	if _, in := s.ways(); in != nil {
		in.loosen()
	}
}

// drop closes what was made for JavaScript: Go may be in a loop over it. Where Go may send to it, that would be a panic.
func (s *channel[T]) drop() {
	p, _ := s.ways()
	s.leave(s.handle == 0 && p == nil)
}

// givers are the contexts of those tasks that a channel was given to. When all are done, nobody cares for it. A call without a
// context may care for ever.
type givers struct {
	mu    sync.Mutex
	left  int
	ever  bool
	stops []func() bool
}

func (g *givers) add(ctx context.Context, none func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.ever = g.ever || ctx == nil; g.ever {
		return
	}
	g.left++
	g.stops = append(g.stops, context.AfterFunc(ctx, func() {
		g.mu.Lock()
		g.left--
		over := g.left == 0 && !g.ever
		g.mu.Unlock()
		if over {
			none()
		}
	}))
}

// forever says that a call without a context got the channel.
func (g *givers) forever() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.ever = true
}

func (g *givers) forget() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.ever = true
	for _, stop := range g.stops {
		stop()
	}
	g.stops = nil
}
