package host

// #include <stdlib.h>
// #include "host.h"
import "C"

import (
	"encoding/binary"
	"math"
	"sync"
	"sync/atomic"
	"unsafe"

	"github.com/topherjs/topher/go/bridge"
)

// What a record of the mailbox says.
const (
	recordSettled = 1 + iota // a task has an outcome
	recordCalled             // a goroutine calls a target
	recordReady              // a stream can go on
	recordOver               // the context of a settled task is over
	recordDone               // the context that a callback was given is done
)

// recordHead is the size of what stands before a record's payload: how long that is, and the kind.
const recordHead = 8

// bellClosed is the bell of a thread that is no more.
const bellClosed = -1

// maxRecord is the longest payload, as topher_take counts in int32.
const maxRecord = math.MaxInt32 - 2*recordHead

// A mailbox is what goroutines send to a thread of JavaScript. Its chunks are memory of C, which the thread reads without this
// lock; see mailbox.c.
type mailbox struct {
	mu     sync.Mutex
	c      *C.struct_topher_mailbox // nil once the thread has ended
	last   *C.struct_topher_chunk   // the one that is written
	room   []byte                   // its records
	used   int                      // bytes of them
	bell   atomic.Int64             // 0 until JavaScript listens
	posted uint64                   // records
	bytes  uint64                   // of records
	kept   []keptRefs               // in the order of records
}

// keptRefs are what a record mentions of JavaScript's, which must not be dropped before JavaScript has read the record.
type keptRefs struct {
	record uint64
	refs   []any
}

// post puts a record into the thread's mailbox, and rings where the thread sleeps. refs, what the payload mentions of
// JavaScript's, live until that has read it. The result is false once the thread has ended. Any goroutine may post.
func (t *thread) post(kind uint32, payload []byte, refs ...any) bool {
	b := &t.mailbox
	b.mu.Lock()
	bell, ok := b.put(kind, payload, refs)
	b.mu.Unlock()
	b.ring(bell)
	return ok
}

// ring rings the bell that put has named. The lock is not held.
func (b *mailbox) ring(bell int64) {
	if bell != 0 {
		bridge.Ring(bell)
	}
}

// put is post with the lock held. Where bell is not 0 it has to be rung, without the lock.
func (b *mailbox) put(kind uint32, payload []byte, refs []any) (bell int64, ok bool) {
	if b.c == nil {
		return 0, false
	}
	size := (recordHead + len(payload) + 7) &^ 7
	if size > len(b.room)-b.used {
		b.grow(size)
	}
	record := b.room[b.used : b.used+size]
	binary.LittleEndian.PutUint32(record, uint32(len(payload)))
	binary.LittleEndian.PutUint32(record[4:], kind)
	copy(record[recordHead:], payload)
	b.used += size
	b.posted++
	b.bytes += uint64(size)
	if len(b.kept) > 0 {
		b.forget()
	}
	if len(refs) > 0 {
		b.kept = append(b.kept, keptRefs{b.posted, refs})
	}
	atomic.StoreUint64((*uint64)(&b.last.written), uint64(b.used))
	if sleeping := (*int32)(&b.c.sleeping); atomic.LoadInt32(sleeping) != 0 && atomic.SwapInt32(sleeping, 0) != 0 {
		return b.bell.Load(), true
	}
	return 0, true
}

// grow goes on in another chunk, with room for size bytes at least.
//
//go:noinline
func (b *mailbox) grow(size int) {
	size = max(size, C.TOPHER_CHUNK)
	c := (*C.struct_topher_chunk)(atomic.SwapPointer((*unsafe.Pointer)(unsafe.Pointer(&b.c.spare)), nil))
	if c != nil && int(c.size) < size {
		C.free(unsafe.Pointer(c))
		c = nil
	}
	if c == nil {
		c = (*C.struct_topher_chunk)(C.malloc(C.size_t(int(unsafe.Sizeof(*c)) + size))) // never nil in Go
		c.size = C.uint64_t(size)
	}
	c.next, c.written, c.read = nil, 0, 0
	at := &b.c.first
	if b.last != nil {
		at = &b.last.next
	}
	atomic.StorePointer((*unsafe.Pointer)(unsafe.Pointer(at)), unsafe.Pointer(c))
	b.last = c
	b.room = unsafe.Slice((*byte)(unsafe.Add(unsafe.Pointer(c), unsafe.Sizeof(*c))), size)
	b.used = 0
}

// forget lets go of what records mentioned that JavaScript has read.
func (b *mailbox) forget() {
	read := atomic.LoadUint64((*uint64)(&b.c.acknowledged))
	n := 0
	for n < len(b.kept) && b.kept[n].record <= read {
		b.kept[n] = keptRefs{}
		n++
	}
	if b.kept = b.kept[n:]; len(b.kept) == 0 {
		b.kept = nil
	}
}

// hasRead tells whether JavaScript has done with a record.
func (b *mailbox) hasRead(record uint64) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.c != nil && record <= atomic.LoadUint64((*uint64)(&b.c.acknowledged))
}

// letGo is forget for those who do not post.
func (t *thread) letGo() {
	b := &t.mailbox
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.c != nil && len(b.kept) > 0 {
		b.forget()
	}
}

// listen says which bell to ring.
func (t *thread) listen(bell int64) {
	b := &t.mailbox
	b.mu.Lock()
	b.bell.Store(bell)
	waiting := b.posted > atomic.LoadUint64((*uint64)(&b.c.taken))
	if !waiting {
		atomic.StoreInt32((*int32)(&b.c.sleeping), 1)
	}
	b.mu.Unlock()
	if waiting {
		bridge.Ring(bell)
	}
}

// isClosed tells whether the thread's end was seen.
func (b *mailbox) isClosed() bool { return b.bell.Load() == bellClosed }

// listens tells whether JavaScript would hear of a record.
func (t *thread) listens() bool { return t.mailbox.bell.Load() > 0 }

// waiting is how many records, and bytes of them, nobody has taken yet.
func (b *mailbox) waiting() (records, bytes int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.c == nil {
		return 0, 0
	}
	return int64(b.posted - atomic.LoadUint64((*uint64)(&b.c.taken))), int64(b.bytes - atomic.LoadUint64((*uint64)(&b.c.taken_bytes)))
}

// close ends the mailbox of a thread that is no more. The lock is held.
func (b *mailbox) close() {
	for c := b.c.first; c != nil; {
		next := c.next
		C.free(unsafe.Pointer(c))
		c = next
	}
	if b.c.spare != nil {
		C.free(unsafe.Pointer(b.c.spare))
	}
	b.c, b.last, b.room, b.kept = nil, nil, nil, nil
	b.bell.Store(bellClosed)
}
