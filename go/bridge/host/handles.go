package host

import (
	"reflect"
	"sync"
	"sync/atomic"

	"github.com/topherjs/topher/go/bridge/wire"
)

// A handle is generation << 32 | slot + 1. Slots live in chunks, and a chunk belongs to one thread: only that thread fills,
// reads and frees its slots, so none of it takes a lock, and a handle of another thread is told from a stale one.
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
	owner atomic.Uint32 // a thread's id; 0 while it waits for one
	first uint32        // number of its first slot
	slots [chunkSlots]slot
}

// chunks is every chunk ever made, by number. A chunk is not freed, so a stale handle always finds a slot to compare with.
var chunks struct {
	all atomic.Pointer[[]*chunk]

	sync.Mutex
	spare []*chunk
}

// handles are those of one thread.
type handles struct {
	mine []*chunk
	free uint32 // number + 1 of the first free slot
	live atomic.Int64
}

// hold gives v a handle of its own.
func (t *thread) hold(v any) wire.Handle {
	h := &t.handles
	if h.free == 0 {
		h.more(t.id)
	}
	n := h.free - 1
	s := slotAt(n)
	h.free = s.next
	s.value = v
	s.live = true
	h.live.Add(1)
	return wire.Handle(uint64(s.generation)<<32 | uint64(n) + 1)
}

// holdCopy gives a copy of a struct a handle, by a pointer to it.
func (t *thread) holdCopy(pointer any) wire.Handle {
	h := t.hold(pointer)
	slotAt(uint32(h) - 1).copied = true
	return h
}

// value is what a handle stands for in an interface.
func (t *thread) value(id wire.Handle) (any, *wire.Error) {
	s, err := t.find(id)
	if err != nil {
		return nil, err
	}
	if s.copied {
		return reflect.ValueOf(s.value).Elem().Interface(), nil
	}
	return s.value, nil
}

// held is what a handle stands for.
func (t *thread) held(id wire.Handle) (any, *wire.Error) {
	s, err := t.find(id)
	if err != nil {
		return nil, err
	}
	return s.value, nil
}

// release gives a handle up.
func (t *thread) release(id wire.Handle) *wire.Error {
	s, err := t.find(id)
	if err != nil {
		return err
	}
	t.handles.live.Add(-1)
	if t.sequences.held > 0 {
		t.sequences.released(s.value)
	}
	if s.empty(); !s.retired {
		s.next = t.handles.free
		t.handles.free = uint32(id)
	}
	return nil
}

var (
	errReleased = wire.Errorf(wire.CodeHandleReleased, "the handle was released")
	errForeign  = wire.Errorf(wire.CodeHandleForeign, "the handle belongs to another thread")
	errNoHandle = wire.Errorf(wire.CodeHandleForeign, "the handle is not one of this library")
)

func (t *thread) find(id wire.Handle) (*slot, *wire.Error) {
	n := uint32(id) - 1
	all := chunks.all.Load()
	if uint32(id) == 0 || all == nil || int(n>>chunkBits) >= len(*all) {
		return nil, errNoHandle
	}
	c := (*all)[n>>chunkBits]
	switch c.owner.Load() {
	case t.id:
	case 0:
		return nil, errReleased
	default:
		return nil, errForeign
	}
	s := &c.slots[n%chunkSlots]
	if !s.live || s.generation != uint32(id>>32) {
		return nil, errReleased
	}
	return s, nil
}

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
func (h *handles) more(owner uint32) {
	for h.free == 0 {
		c := takeChunk(owner)
		h.mine = append(h.mine, c)
		for i := chunkSlots - 1; i >= 0; i-- {
			if s := &c.slots[i]; !s.retired {
				s.next = h.free
				h.free = c.first + uint32(i) + 1
			}
		}
	}
}

func takeChunk(owner uint32) *chunk {
	chunks.Lock()
	defer chunks.Unlock()
	if n := len(chunks.spare); n > 0 {
		c := chunks.spare[n-1]
		chunks.spare = chunks.spare[:n-1]
		c.owner.Store(owner)
		return c
	}
	var all []*chunk
	if p := chunks.all.Load(); p != nil {
		all = *p
	}
	c := &chunk{first: uint32(len(all)) << chunkBits}
	c.owner.Store(owner)
	// Appending may write behind the end of the slice that others read now; they look no further than its length.
	all = append(all, c)
	chunks.all.Store(&all)
	return c
}

// dropAll takes everything back from a thread that has ended.
func (h *handles) dropAll() {
	for _, c := range h.mine {
		c.owner.Store(0)
		for i := range c.slots {
			if s := &c.slots[i]; s.live {
				s.empty()
			}
		}
	}
	chunks.Lock()
	chunks.spare = append(chunks.spare, h.mine...)
	chunks.Unlock()
	h.mine = nil
	h.free = 0
	h.live.Store(0)
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
