package host

// #include <stdint.h>
import "C"

import (
	"context"
	"encoding/binary"
	"sync"
	"time"
	"unsafe"

	"github.com/topherjs/topher/go/bridge/wire"
)

// A request is a callback that a goroutine sends to JavaScript's thread, and whose answer it waits for.
type request struct {
	Callback
	away   away
	of     *target // lives as long as JavaScript may look it up
	buf    []byte
	number uint32

	// What the answer says. JavaScript's thread writes it before it wakes the goroutine.
	sum     int32
	results []byte
	slots   []uint32 // that the results mention: they must not be dropped before the results were read
	gone    bool     // there will be no answer
	wake    chan struct{}

	ctx  context.Context // that the callback is given, nil for none
	stop func() bool     // ends to wait for that
}

// requests are those of one thread, behind the lock of the mailbox.
type requests struct {
	waiting map[uint32]*request
	last    uint32

	looks bool      // somebody looks after them
	busy  *label    // the call that ran at the last look
	since time.Time // when it was seen first; zero where that was said
}

var requestPool = sync.Pool{New: func() any {
	r := &request{wake: make(chan struct{}, 1)}
	r.In.Objects, r.Out.Objects = &r.away, &r.away
	r.remote = r
	return r
}}

// requestHead is what a called record has before the arguments: the numbers of the request and the target.
const requestHead = 8

// beginRequest begins a callback of another goroutine.
func (f *target) beginRequest() *Callback {
	r := requestPool.Get().(*request)
	r.of, r.thread = f, f.thread
	r.away.thread, r.away.name = f.thread, f.name
	r.state = writing
	r.Out.Reset(r.buf)
	r.Out.Uint32(0) // it gets its number when it is sent
	r.Out.Uint32(f.id)
	return &r.Callback
}

// ask sends the request and waits. Then the results can be read, unless there is an error.
func (r *request) ask() error {
	if err := r.Out.Err(); err != nil {
		r.away.giveUp()
		r.leave()
		return err
	}
	t := r.thread
	record := r.Out.Written()
	b := &t.mailbox
	b.mu.Lock()
	bell, ok := int64(0), false
	if b.c != nil && len(record) <= maxRecord {
		r.number = t.requests.add(r)
		if !t.requests.looks {
			t.requests.looks = true
			time.AfterFunc(patience/3, t.look)
		}
		binary.LittleEndian.PutUint32(record, r.number)
		bell, ok = b.put(recordCalled, record, r.away.refs)
	}
	b.mu.Unlock()
	if len(record) > maxRecord {
		r.away.giveUp()
		r.leave()
		return wire.Errorf(wire.CodeRange, "arguments of %d bytes are more than cross at once", len(record))
	}
	if !ok {
		return r.isGone()
	}
	b.ring(bell)
	if r.ctx != nil {
		r.watchContext()
	}
	<-r.wake
	if r.gone {
		return r.isGone()
	}
	if r.sum&bitUnread != 0 {
		r.away.giveUp()
	} else {
		r.away.reset() // the arguments are JavaScript's
	}
	r.state = answered
	r.In.Reset(r.results)
	switch {
	case r.sum&bitAnswer == 0:
		r.leave()
		return errNoAnswer
	case r.sum&bitFailure == 0:
		return nil
	}
	return r.thrown(r.sum&bitGoError != 0)
}

// look looks after the requests while there are any: a call and a goroutine may be waiting for each other. Once for each call it is
// said on stderr.
func (t *thread) look() {
	b, q := &t.mailbox, &t.requests
	b.mu.Lock()
	defer b.mu.Unlock()
	var name string
	for _, r := range q.waiting {
		name = r.of.name
		break
	}
	if name == "" {
		q.looks = false
		return
	}
	time.AfterFunc(patience/3, t.look)
	switch l := t.watch.running(); {
	case l == nil || l != q.busy:
		q.busy, q.since = l, time.Now()
	case !q.since.IsZero() && time.Since(q.since) >= patience:
		q.since = time.Time{}
		say(l.name, "it has kept its JavaScript thread for %v, while a goroutine waits there for what was given to %s", patience, name)
	}
}

// isGone ends a request that nobody will answer.
func (r *request) isGone() error {
	r.away.giveUp()
	name := r.of.name
	r.leave()
	return goneError(name)
}

// add gives the request a number that no other one has.
func (q *requests) add(r *request) uint32 {
	if q.waiting == nil {
		q.waiting = map[uint32]*request{}
	}
	for {
		q.last++
		if _, used := q.waiting[q.last]; !used && q.last != 0 {
			q.waiting[q.last] = r
			return q.last
		}
	}
}

// end wakes the goroutine where no answer can come.
func (r *request) end() {
	r.gone = true
	r.wake <- struct{}{}
}

// watchContext has JavaScript told when the context is done that the callback was given.
func (r *request) watchContext() {
	t, name, number, ctx := r.thread, r.away.name, r.number, r.ctx
	r.stop = context.AfterFunc(ctx, func() {
		a := newAway(t, name, nil)
		w := wire.Writer{Objects: a}
		w.Uint32(number)
		w.Error(context.Cause(ctx))
		if !t.post(recordDone, w.Written(), a.refs...) {
			a.giveUp()
		}
	})
}

// leaveRequest gives the request back.
func (r *request) leaveRequest() {
	if r.stop != nil {
		r.stop()
	}
	if len(r.slots) > 0 {
		r.thread.slots.unpin(r.slots)
	}
	if b := r.Out.Written(); cap(b) <= maxPooled {
		r.buf = b[:0]
	}
	r.In.Reset(nil)
	r.Out.Reset(nil)
	r.away.reset()
	r.away.given, r.away.thread = nil, nil
	r.thread, r.of, r.ctx, r.stop, r.results, r.slots = nil, nil, nil, nil, nil, nil
	r.gone, r.sum = false, 0
	requestPool.Put(r)
}

func (t *thread) waitingRequests() int64 {
	b := &t.mailbox
	b.mu.Lock()
	defer b.mu.Unlock()
	return int64(len(t.requests.waiting))
}

//export topherAnswer
func topherAnswer(t unsafe.Pointer, at int32) (bits int32) {
	c := beginAside(t, at, "topher_answer")
	defer c.End(&bits)
	number, sum := c.In.Uint32(), c.In.Uint8()
	var mentioned map[wire.Handle]given
	for n := c.In.Uint32(); n > 0 && c.In.Err() == nil; n-- {
		if mentioned == nil {
			mentioned = map[wire.Handle]given{}
		}
		var g given
		h := c.In.Handle()
		g.value, g.copied, g.err = c.thread.read(h)
		mentioned[h] = g
	}
	var slots []uint32
	for n := c.In.Uint32(); n > 0 && c.In.Err() == nil; n-- {
		slots = append(slots, c.In.Uint32())
	}
	results := c.In.Bytes()
	c.Ready()
	if !c.thread.answer(number, func(r *request) {
		c.thread.slots.pin(slots)
		r.sum, r.results, r.slots, r.away.given = int32(sum), results, slots, mentioned
	}) {
		// Nobody reads them. JavaScript hears which of them Go does not have.
		c.thread.slots.pin(slots)
		c.thread.slots.unpin(slots)
	}
	c.Returned()
	return bits
}

// answer wakes the goroutine that waits for the answer of a request, and says whether there is one.
func (t *thread) answer(number uint32, write func(r *request)) bool {
	b := &t.mailbox
	b.mu.Lock()
	r := t.requests.waiting[number]
	delete(t.requests.waiting, number)
	b.mu.Unlock()
	if r == nil {
		return false
	}
	write(r)
	r.wake <- struct{}{}
	return true
}

// pin keeps slots from being named by topher_dropped_slots.
func (s *slots) pin(list []uint32) {
	if len(list) == 0 {
		return
	}
	s.Lock()
	defer s.Unlock()
	if s.pinned == nil {
		s.pinned = map[uint32]int{}
	}
	for _, slot := range list {
		s.pinned[slot]++
	}
}

// unpin ends that. A slot that nothing of Go's came to hold is dropped.
func (s *slots) unpin(list []uint32) {
	s.Lock()
	defer s.Unlock()
	for _, slot := range list {
		if s.pinned[slot]--; s.pinned[slot] > 0 {
			continue
		}
		delete(s.pinned, slot)
		_, isError := s.errors[slot]
		_, isTarget := s.targets[slot]
		if !isError && !isTarget {
			s.drop(slot)
		}
	}
}
