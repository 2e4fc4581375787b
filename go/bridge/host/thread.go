package host

// #include <stdlib.h>
// #include "host.h"
// #cgo noescape topher_this
// #cgo nocallback topher_this
// #cgo noescape topher_has_ended
// #cgo nocallback topher_has_ended
import "C"

import (
	"os"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"unsafe"

	_ "github.com/topherjs/topher/go/bridge" // the guard
	"github.com/topherjs/topher/go/bridge/wire"
)

// A thread is the Go half of a JavaScript thread. Only what runs on that OS thread touches it, which at any moment is at most one
// goroutine, except for what is atomic or has a lock: the mailbox with the tasks and requests, shared handles, slots, streams.
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

	mailbox  mailbox
	tasks    tasks
	flight   flight
	requests requests
	streams  streams
	debug    origins

	keeps atomic.Bool // Go keeps, or has kept, targets of this thread
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
	waitForEnds()
	takeBack()
	threads.Lock()
	defer threads.Unlock()
	threads.last++
	t := &thread{c: c, id: threads.last, flight: takeFlight(c)}
	t.pin.Pin(t)
	t.mailbox.c = &c.mailbox
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

// waitForEnds begins to wait for threads that end: without it a thread's tasks would go on until another one calls Go.
var waitForEnds = sync.OnceFunc(func() {
	fd := int(C.topher_ends())
	if fd < 0 {
		return // no descriptor was left; the next call of any thread looks
	}
	ends := os.NewFile(uintptr(fd), "topher: ends of threads")
	go func() {
		for b := make([]byte, 64); ; {
			if _, err := ends.Read(b); err != nil {
				return
			}
			takeBack()
		}
	}()
})

// takeBack drops everything that belonged to threads which have ended.
func takeBack() {
	if atomic.LoadInt32((*int32)(unsafe.Pointer(&C.topher_ended))) == 0 {
		return
	}
	for _, t := range takeEnded() {
		t.drop()
	}
}

// drop ends what goroutines do for a thread that is no more. Their tasks go on until they return, and nobody is told.
func (t *thread) drop() {
	b := &t.mailbox
	b.mu.Lock()
	waiting := t.requests.waiting
	t.requests.waiting = nil
	b.close()
	b.mu.Unlock()
	t.handles.dropAll()
	for _, r := range waiting {
		r.end()
	}
	for _, k := range t.tasks.takeAll() {
		k.life().cancel(errTasksThread)
	}
	t.streams.dropAll()
	threads.Lock()
	defer threads.Unlock()
	t.pin.Unpin()
	C.free(unsafe.Pointer(t.c))
	t.c = nil
}

// takeEnded takes the threads that have ended out of the list.
func takeEnded() (ended []*thread) {
	threads.Lock()
	defer threads.Unlock()
	all := slices.Clone(numbered())
	for n, t := range all {
		if t == nil || C.topher_has_ended(t.c) == 0 {
			continue
		}
		atomic.AddInt32((*int32)(unsafe.Pointer(&C.topher_ended)), -1)
		all[n] = nil
		t.gone = true
		ended = append(ended, t)
	}
	threads.numbered.Store(&all)
	return ended
}

// ended tells whether the OS thread is no more. Any goroutine may ask.
func (t *thread) ended() bool {
	threads.Lock()
	defer threads.Unlock()
	return t.gone || C.topher_has_ended(t.c) != 0
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
	headerEnd  = 24
)

func (t *thread) header() []byte { return unsafe.Slice((*byte)(t.c.header), headerSize) }

// putBlob keeps b until JavaScript fetches it, and says so in the header.
func (t *thread) putBlob(b []byte) {
	h := t.header()
	putFloat(h[headerBlob:], float64(t.blobs.add(b)))
	putFloat(h[headerLen:], float64(len(b)))
}

// live is what topher_live counts, over all threads.
func live(what int32) float64 {
	takeBack()
	threads.Lock()
	defer threads.Unlock()
	total := int64(0)
	for _, t := range numbered() {
		if t != nil {
			total += t.live(what)
		}
	}
	return float64(total)
}

// live is what topher_live counts of one thread. Any goroutine may ask.
func (t *thread) live(what int32) int64 {
	switch what {
	case 0:
		return t.handles.live.Load()
	case 1:
		return t.blobs.live.Load()
	case 2:
		return t.blobs.bytes.Load()
	case 3:
		return 1
	case 4:
		return int64(t.entered.Load())
	case 5:
		return t.slots.kept.Load()
	case 6:
		return t.tasks.running.Load()
	case 7:
		return t.streams.live()
	case 8:
		return t.streams.abandoned()
	case 9:
		_, bytes := t.mailbox.waiting()
		return bytes
	case 10:
		return t.waitingRequests()
	case 11:
		records, _ := t.mailbox.waiting()
		return records
	}
	return 0
}

// refuse ends what the export was doing; End turns it into a failure with the error's code.
func refuse(err *wire.Error) { panic(err) }
