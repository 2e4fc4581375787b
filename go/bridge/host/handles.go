package host

import (
	"reflect"
	"sync"
	"sync/atomic"

	"github.com/topherjs/topher/go/bridge/wire"
)

// A handle is generation << 32 | slot + 1. Slots live in chunks, and a chunk belongs to one thread, so that a handle of another
// thread is told from a stale one. What calls of the thread hold is in chunks that only the thread fills, reads and frees, so
// none of it takes a lock. Goroutines have shared chunks, with a lock.
const (
	chunkBits     = 8
	chunkSlots    = 1 << chunkBits
	maxGeneration = 1<<21 - 1 // keeps a handle below 2^53; a slot that reaches it is not used again
)

type slot struct {
	value      any
	generation uint32
	next       uint32 // number + 1 of the next free slot; 0 ends the list
	live       bool
	retired    bool
	copied     bool // value is a pointer to a copy of a struct that is in an interface
}

type chunk struct {
	owner  atomic.Uint32 // a thread's id; 0 while it waits for one
	first  uint32        // number of its first slot
	shared bool          // always was, and will be
	slots  [chunkSlots]slot
}

// chunks is every chunk ever made, by number. A chunk is not freed, so a stale handle always finds a slot to compare with.
var chunks struct {
	all atomic.Pointer[[]*chunk]

	sync.Mutex
	spare [2][]*chunk // those of calls, and shared ones
}

// handles are those of one thread.
type handles struct {
	list
	live   atomic.Int64
	shared struct {
		sync.Mutex
		list
		gone  bool             // the thread has ended
		lives map[uint32]*life // by number of the slot: the contexts that handles keep alive
	}
}

// A list is of slots that are free.
type list struct {
	mine []*chunk
	free uint32 // number + 1 of the first free slot
}

// hold gives v a handle of its own.
func (t *thread) hold(v any) wire.Handle {
	h := &t.handles
	if h.free == 0 {
		h.more(t.id, false)
	}
	h.live.Add(1)
	return h.take(v)
}

// take fills a free slot, which there is.
func (l *list) take(v any) wire.Handle {
	n := l.free - 1
	s := slotAt(n)
	l.free = s.next
	s.value = v
	s.live = true
	return wire.Handle(uint64(s.generation)<<32 | uint64(n) + 1)
}

// put empties a slot and makes it free again.
func (l *list) put(s *slot, n uint32) {
	if s.empty(); !s.retired {
		s.next = l.free
		l.free = n + 1
	}
}

// holdCopy gives a copy of a struct a handle, by a pointer to it.
func (t *thread) holdCopy(pointer any) wire.Handle {
	h := t.hold(pointer)
	slotAt(uint32(h) - 1).copied = true
	return h
}

// holdShared is hold, or holdCopy, for goroutines. The handle keeps l alive. It is 0 once the thread has ended.
func (t *thread) holdShared(v any, copied bool, l *life) wire.Handle {
	h := &t.handles
	h.shared.Lock()
	defer h.shared.Unlock()
	if h.shared.gone {
		return 0
	}
	if h.shared.free == 0 {
		h.shared.more(t.id, true)
	}
	h.live.Add(1)
	id := h.shared.take(v)
	n := uint32(id) - 1
	slotAt(n).copied = copied
	if l != nil {
		l.keep()
		if h.shared.lives == nil {
			h.shared.lives = map[uint32]*life{}
		}
		h.shared.lives[n] = l
	}
	return id
}

// value is what a handle stands for in an interface.
func (t *thread) value(id wire.Handle) (any, *wire.Error) {
	v, copied, err := t.read(id)
	return asValue(v, copied), err
}

func asValue(held any, copied bool) any {
	if copied {
		return reflect.ValueOf(held).Elem().Interface()
	}
	return held
}

// held is what a handle stands for.
func (t *thread) held(id wire.Handle) (any, *wire.Error) {
	c, s, err := t.find(id)
	if err == nil && !c.shared && s.is(id) {
		return s.value, nil
	}
	v, _, err := t.read(id)
	return v, err
}

// read is what a slot has.
func (t *thread) read(id wire.Handle) (v any, copied bool, err *wire.Error) {
	c, s, err := t.find(id)
	if err != nil {
		return nil, false, err
	}
	if c.shared {
		t.handles.shared.Lock()
		defer t.handles.shared.Unlock()
	}
	if !s.is(id) {
		return nil, false, errReleased
	}
	return s.value, s.copied, nil
}

// lifeOf is the context that a handle keeps alive, nil where it keeps none.
func (t *thread) lifeOf(id wire.Handle) *life {
	c, s, err := t.find(id)
	if err != nil || !c.shared {
		return nil
	}
	t.handles.shared.Lock()
	defer t.handles.shared.Unlock()
	if !s.is(id) {
		return nil
	}
	return t.handles.shared.lives[uint32(id)-1]
}

// forgo lets a handle keep its context alive no longer.
func (t *thread) forgo(id wire.Handle) {
	c, s, err := t.find(id)
	if err != nil || !c.shared {
		return
	}
	h, n := &t.handles, uint32(id)-1
	var l *life
	h.shared.Lock()
	if s.is(id) {
		l = h.shared.lives[n]
		delete(h.shared.lives, n)
	}
	h.shared.Unlock()
	l.release()
}

// release gives a handle up. Only the thread may, and who holds a handle that JavaScript has not seen.
func (t *thread) release(id wire.Handle) *wire.Error {
	c, s, err := t.find(id)
	if err != nil {
		return err
	}
	if c.shared {
		return t.releaseShared(s, id)
	}
	if !s.is(id) {
		return errReleased
	}
	t.handles.live.Add(-1)
	if t.sequences.held > 0 {
		t.sequences.released(s.value)
	}
	t.handles.put(s, uint32(id)-1)
	t.released(id)
	return nil
}

// released is what else follows when a handle is released.
func (t *thread) released(id wire.Handle) {
	if debug {
		t.debug.forget(id)
	}
	if t.streams.watches.Load() != 0 {
		t.streams.handleGone(id)
	}
}

func (t *thread) releaseShared(s *slot, id wire.Handle) *wire.Error {
	h, n := &t.handles, uint32(id)-1
	h.shared.Lock()
	if !s.is(id) {
		h.shared.Unlock()
		return errReleased
	}
	l := h.shared.lives[n]
	delete(h.shared.lives, n)
	h.shared.put(s, n)
	h.live.Add(-1)
	h.shared.Unlock()
	t.released(id)
	l.release()
	return nil
}

var (
	errReleased = wire.Errorf(wire.CodeHandleReleased, "the handle was released")
	errForeign  = wire.Errorf(wire.CodeHandleForeign, "the handle belongs to another thread")
	errNoHandle = wire.Errorf(wire.CodeHandleForeign, "the handle is not one of this library")
)

// find is the slot of a handle of this thread, which may have another one's value by now: see [slot.is].
func (t *thread) find(id wire.Handle) (*chunk, *slot, *wire.Error) {
	n := uint32(id) - 1
	all := chunks.all.Load()
	if uint32(id) == 0 || all == nil || int(n>>chunkBits) >= len(*all) {
		return nil, nil, errNoHandle
	}
	c := (*all)[n>>chunkBits]
	switch c.owner.Load() {
	case t.id:
	case 0:
		return nil, nil, errReleased
	default:
		return nil, nil, errForeign
	}
	return c, &c.slots[n%chunkSlots], nil
}

// is tells whether the slot still has what the handle stands for.
func (s *slot) is(id wire.Handle) bool { return s.live && s.generation == uint32(id>>32) }

func slotAt(n uint32) *slot { return &(*chunks.all.Load())[n>>chunkBits].slots[n%chunkSlots] }

// empty makes the slot ready for its next generation.
func (s *slot) empty() {
	s.value = nil
	s.live = false
	s.copied = false
	if s.generation == maxGeneration {
		s.retired = true
		return
	}
	s.generation++
}

// more takes a chunk and makes its slots free.
func (l *list) more(owner uint32, shared bool) {
	for l.free == 0 {
		c := takeChunk(owner, shared)
		l.mine = append(l.mine, c)
		for i := chunkSlots - 1; i >= 0; i-- {
			if s := &c.slots[i]; !s.retired {
				s.next = l.free
				l.free = c.first + uint32(i) + 1
			}
		}
	}
}

// spareOf is where chunks wait for an owner. The lock is held.
func spareOf(shared bool) *[]*chunk {
	if shared {
		return &chunks.spare[1]
	}
	return &chunks.spare[0]
}

func takeChunk(owner uint32, shared bool) *chunk {
	chunks.Lock()
	defer chunks.Unlock()
	spare := spareOf(shared)
	if n := len(*spare); n > 0 {
		c := (*spare)[n-1]
		*spare = (*spare)[:n-1]
		c.owner.Store(owner)
		return c
	}
	var all []*chunk
	if p := chunks.all.Load(); p != nil {
		all = *p
	}
	c := &chunk{first: uint32(len(all)) << chunkBits, shared: shared}
	c.owner.Store(owner)
	// Appending may write behind the end of the slice that others read now; they look no further than its length.
	all = append(all, c)
	chunks.all.Store(&all)
	return c
}

// dropAll takes everything back from a thread that has ended.
func (h *handles) dropAll() {
	h.list.dropAll(false)
	h.shared.Lock()
	h.shared.gone = true
	h.shared.lives = nil // of a thread that is no more nobody is told
	h.shared.dropAll(true)
	h.live.Store(0)
	h.shared.Unlock()
}

func (l *list) dropAll(shared bool) {
	for _, c := range l.mine {
		c.owner.Store(0)
		for i := range c.slots {
			if s := &c.slots[i]; s.live {
				s.empty()
			}
		}
	}
	chunks.Lock()
	spare := spareOf(shared)
	*spare = append(*spare, l.mine...)
	chunks.Unlock()
	l.mine = nil
	l.free = 0
}

// same reports whether two values have one identity in Go.
func same(a, b any) bool {
	ra, rb := reflect.ValueOf(a), reflect.ValueOf(b)
	if ra.Type() != rb.Type() {
		return false
	}
	switch ra.Kind() {
	case reflect.Map:
		return ra.Pointer() == rb.Pointer()
	case reflect.Func:
		return closureOf(a) == closureOf(b)
	case reflect.Slice:
		return ra.Pointer() == rb.Pointer() && ra.Len() == rb.Len()
	}
	return ra.Comparable() && a == b
}
