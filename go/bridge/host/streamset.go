package host

import (
	"context"
	"encoding/binary"
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/topherjs/topher/go/bridge/wire"
)

// A stream is what JavaScript reads or feeds piece by piece, under a number that it has chosen. Its methods are called on
// JavaScript's thread, but for drop.
type stream interface {
	// pull writes values that came out of Go.
	pull(c *Call, most int)
	// feed reads values for Go.
	feed(c *Call, count int)
	// take copies bytes that came out of Go, as topher_read_ready does; a failure is c's.
	take(c *Call, into []byte) int
	// give takes bytes for Go, as topher_write_ready does; a failure is c's.
	give(c *Call, from []byte) int
	// stop ends what was begun for reading.
	stop()
	// end says that no more comes from JavaScript. err is nil where it is at its end.
	end(err error)
	// drop ends everything: the thread is no more.
	drop()
	// madeBy is the Go function that the stream belongs to.
	madeBy() string
}

// What topher_read_ready and topher_write_ready say that is no number of bytes.
const (
	streamOver    = -1
	streamFailed  = -2
	streamDropped = -3 // a writer of JavaScript's that Go has not closed
)

// A strand is what all streams have. What a stream does not know how to do is over.
type strand struct {
	thread *thread
	number uint32
	name   string
	self   stream
	life   *life // the context that the stream keeps alive
	unhook func() bool
	ended  atomic.Bool
}

// cancelled is a stream that fails when its context is cancelled, or its deadline passes.
type cancelled interface{ cancel(cause error) }

// open puts the stream into its thread's list. It keeps l alive until it is over.
func (s *strand) open(self stream, l *life) {
	s.self = self
	s.life = l
	l.keep()
	if c, ok := self.(cancelled); ok && l != nil {
		s.unhook = context.AfterFunc(l.context(), func() {
			if cause := s.cause(); cause != nil {
				c.cancel(cause)
			}
		})
	}
	s.thread.streams.add(s.number, self)
}

// nameOf is the Go function that made what a handle stands for, where that is known, or else what opens it.
func (c *Call) nameOf(h wire.Handle) string {
	if debug {
		o := &c.thread.debug
		o.Lock()
		defer o.Unlock()
		if name := o.names[h]; name != "" {
			return name
		}
	}
	return c.name
}

// cause is why the context was cancelled, nil where it was not, or only because JavaScript stopped something of its task.
func (s *strand) cause() error {
	if s.life == nil {
		return nil
	}
	if cause := context.Cause(s.life.context()); cause != nil && cause != context.Canceled {
		return cause
	}
	return nil
}

// over takes the stream out of its thread's list. Any goroutine may, also twice.
func (s *strand) over() {
	if !s.ended.Swap(true) {
		s.thread.streams.remove(s.number, s.self)
		if s.unhook != nil {
			s.unhook()
		}
		s.life.release()
	}
}

func (s *strand) pull(c *Call, _ int)        { pulledNothing(c) }
func (s *strand) feed(c *Call, _ int)        { fedNobody(c) }
func (s *strand) take(c *Call, _ []byte) int { return streamOver }
func (s *strand) give(c *Call, _ []byte) int { return streamOver }
func (s *strand) end(error)                  {}
func (s *strand) madeBy() string             { return s.name }

// ready posts the record that says: try again. Any goroutine may.
func (s *strand) ready() {
	var payload [4]byte
	binary.LittleEndian.PutUint32(payload[:], s.number)
	s.thread.post(recordReady, payload[:])
}

func (s *strand) isOver() bool { return s.ended.Load() }

// loosen lets go of what Go may want to drop.
func (s *strand) loosen() {}

func pulledNothing(c *Call) {
	w := c.Returned()
	w.Uint8(pullOver)
	w.Uint32(0)
}

func fedNobody(c *Call) {
	w := c.Returned()
	w.Bool(true)
	w.Uint32(0)
}

// streams are those of one thread.
type streams struct {
	making sync.Mutex // one stream of JavaScript's at a time is looked for, and made where it is not there

	mu   sync.Mutex
	open map[uint32]stream
	gone bool
	of   map[wire.Handle]*opened // channels that JavaScript has by a handle, and receives from
	// watches is how many handles are in of: releasing any other costs nothing more.
	watches atomic.Int64
	lost    atomic.Int64 // channels that topher has stopped receiving from
}

// opened is what ends when a channel's handle is released.
type opened struct {
	streams []released
	drain   func() // reads the channel to its end; nil where nobody asked for that
}

// released is a stream that ends when a handle is released. drain is not nil where the channel is read to its end.
type released interface{ released(drain func()) }

// add puts a stream into the list.
func (s *streams) add(number uint32, what stream) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.gone {
		spawn(what.drop) // it is too late
		return
	}
	if s.open == nil {
		s.open = map[uint32]stream{}
	}
	if s.open[number] != nil {
		refuse(wire.Errorf(wire.CodeWire, "there is a stream %d already", number))
	}
	s.open[number] = what
}

// find is the stream with this number, nil where it is over.
func (s *streams) find(number uint32) stream {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.open[number]
}

func (s *streams) remove(number uint32, what stream) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open[number] == what {
		delete(s.open, number)
	}
}

// watch says that a stream ends when the handle is released.
func (s *streams) watch(h wire.Handle, what released) {
	s.mu.Lock()
	defer s.mu.Unlock()
	o := s.openedOf(h)
	o.streams = append(o.streams, what)
}

// unwatch says that the stream has ended.
func (s *streams) unwatch(h wire.Handle, what released) {
	s.mu.Lock()
	defer s.mu.Unlock()
	o := s.of[h]
	if o == nil {
		return
	}
	o.streams = slices.DeleteFunc(o.streams, func(other released) bool { return other == what })
	if len(o.streams) == 0 && o.drain == nil {
		delete(s.of, h)
		s.watches.Add(-1)
	}
}

// drains says how the channel of a handle is read to its end when JavaScript has stopped receiving.
func (s *streams) drains(h wire.Handle, drain func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.openedOf(h).drain = drain
}

// drainOf is what drains was told, nil where it was not.
func (s *streams) drainOf(h wire.Handle) func() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if o := s.of[h]; o != nil {
		return o.drain
	}
	return nil
}

// openedOf is what is known of a handle. The lock is held.
func (s *streams) openedOf(h wire.Handle) *opened {
	o := s.of[h]
	if o == nil {
		o = &opened{}
		if s.of == nil {
			s.of = map[wire.Handle]*opened{}
		}
		s.of[h] = o
		s.watches.Add(1)
	}
	return o
}

// handleGone ends what a handle was opened for. Any goroutine may call it.
func (s *streams) handleGone(h wire.Handle) {
	s.mu.Lock()
	o := s.of[h]
	if o == nil {
		s.mu.Unlock()
		return
	}
	delete(s.of, h)
	s.watches.Add(-1)
	s.mu.Unlock()
	for _, what := range o.streams {
		what.released(o.drain)
	}
	if o.drain != nil {
		o.drain()
	}
}

// dropAll ends the streams of a thread that is no more.
func (s *streams) dropAll() {
	s.mu.Lock()
	open, of := s.open, s.of
	s.open, s.of = nil, nil
	s.gone = true
	s.watches.Store(0)
	s.mu.Unlock()
	for _, what := range open {
		what.drop()
	}
	for _, o := range of {
		if o.drain != nil {
			o.drain()
		}
	}
}

// live is how many streams there are.
func (s *streams) live() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return int64(len(s.open))
}

// abandoned is how many channels topher has stopped receiving from that may still send.
func (s *streams) abandoned() int64 { return s.lost.Load() }

// report counts streams by the Go function that they belong to.
func (s *streams) report() map[string]int {
	s.mu.Lock()
	open := slices.Collect(maps.Values(s.open))
	s.mu.Unlock()
	names := map[string]int{}
	for _, what := range open {
		names[what.madeBy()]++
	}
	return names
}
