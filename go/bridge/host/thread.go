package host

// #include <stdlib.h>
// #include "host.h"
// #cgo noescape topher_this
// #cgo nocallback topher_this
import "C"

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"unsafe"

	_ "github.com/topherjs/topher/go/bridge" // the guard
	"github.com/topherjs/topher/go/bridge/wire"
)

// A thread is the Go half of a JavaScript thread. Only goroutines that run on that OS thread touch it, which at any moment is
// at most one; what others may ask for is atomic or behind mu.
type thread struct {
	c   *C.struct_topher_thread
	id  uint32
	pin runtime.Pinner // C has a pointer to this struct

	calls     []*Call // made once, used again; calls[:depth] are running
	depth     int
	callbacks []*Callback
	inside    int // callbacks[:inside] are running
	entered   atomic.Int32

	handles   handles
	blobs     blobs
	slots     slots
	sequences sequences

	keeps bool // Go keeps, or has kept, targets of this thread
	watch watch
	gone  bool // it was taken back; behind the lock of threads
}

// threads are those that were attached and not yet taken back. Calls find theirs by its number, without a lock.
var threads struct {
	numbered atomic.Pointer[[]*thread]

	sync.Mutex
	last uint32
}

// topherThreadBegins makes the Go half of a new thread and returns its number.
//
//export topherThreadBegins
func topherThreadBegins(c *C.struct_topher_thread) int32 {
	takeBack()
	threads.Lock()
	defer threads.Unlock()
	threads.last++
	t := &thread{c: c, id: threads.last}
	t.pin.Pin(t)
	c.half = unsafe.Pointer(t)
	all := slices.Clone(numbered())
	n := slices.Index(all, nil)
	if n < 0 {
		n = len(all)
		all = append(all, nil)
	}
	all[n] = t
	threads.numbered.Store(&all)
	return int32(n)
}

func numbered() []*thread {
	if all := threads.numbered.Load(); all != nil {
		return *all
	}
	return nil
}

// takeBack drops everything that belonged to threads which have ended.
func takeBack() {
	if atomic.LoadInt32((*int32)(unsafe.Pointer(&C.topher_ended))) == 0 {
		return
	}
	threads.Lock()
	defer threads.Unlock()
	all := slices.Clone(numbered())
	for n, t := range all {
		if t == nil || atomic.LoadInt32((*int32)(unsafe.Pointer(&t.c.ended))) == 0 {
			continue
		}
		atomic.AddInt32((*int32)(unsafe.Pointer(&C.topher_ended)), -1)
		all[n] = nil
		t.gone = true
		t.handles.dropAll()
		t.pin.Unpin()
		C.free(unsafe.Pointer(t.c))
		t.c = nil
	}
	threads.numbered.Store(&all)
}

// ended tells whether the OS thread is no more. Any goroutine may ask.
func (t *thread) ended() bool {
	threads.Lock()
	defer threads.Unlock()
	return t.gone || atomic.LoadInt32((*int32)(unsafe.Pointer(&t.c.ended))) != 0
}

// here is the thread of JavaScript on which this goroutine runs, nil on every other thread.
func here() *thread {
	c := C.topher_this()
	if c == nil {
		return nil
	}
	return (*thread)(c.half)
}

// threadOf is the Go half of what C passes as the calling thread.
func threadOf(c unsafe.Pointer, name string) *thread {
	if c == nil || atomic.LoadInt32((*int32)(unsafe.Pointer(&C.topher_ended))) != 0 {
		lookAround(c, name)
	}
	return (*thread)((*C.struct_topher_thread)(c).half)
}

// lookAround does what threadOf has no need of at nearly every call.
func lookAround(c unsafe.Pointer, name string) {
	if c == nil {
		panic("topher: " + name + " was called on a thread that never called topher_attach")
	}
	takeBack()
}

// arena is the thread's current arena.
func (t *thread) arena() []byte {
	return unsafe.Slice((*byte)(t.c.arena), int(t.c.size))
}

// The header is the first 64 bytes of the arena that was attached. Of a pushed arena these bytes are not used.
const (
	headerSize = 64

	headerBlob = 0
	headerLen  = 8
	headerFree = 16
)

func (t *thread) header() []byte { return unsafe.Slice((*byte)(t.c.header), headerSize) }

// putBlob keeps b until JavaScript fetches it, and says so in the header.
func (t *thread) putBlob(b []byte) {
	h := t.header()
	putFloat(h[headerBlob:], float64(t.blobs.add(b)))
	putFloat(h[headerLen:], float64(len(b)))
}

// live is what topher_live counts.
func live(what int32) float64 {
	takeBack()
	threads.Lock()
	defer threads.Unlock()
	total := int64(0)
	for _, t := range numbered() {
		if t == nil {
			continue
		}
		switch what {
		case 0:
			total += t.handles.live.Load()
		case 1:
			total += t.blobs.live.Load()
		case 2:
			total += t.blobs.bytes.Load()
		case 3:
			total++
		case 4:
			total += int64(t.entered.Load())
		case 5:
			total += t.slots.kept.Load()
		}
	}
	return float64(total)
}

// refuse ends what the export was doing; End turns it into a failure with the error's code.
func refuse(err *wire.Error) { panic(err) }
