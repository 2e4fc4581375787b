package host

// #include "host.h"
// #cgo noescape topher_this
// #cgo nocallback topher_this
import "C"

import (
	"fmt"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"

	"github.com/topherjs/topher/go/bridge/wire"
)

// callbackBlob marks a dispatched callback whose arguments are a blob.
const callbackBlob = 1 << 30

// A lease is the time for which a call's callbacks may be called.
type lease struct {
	thread  *thread
	name    string
	over    atomic.Bool
	foreign atomic.Bool // a goroutine ended because it called one
	once    sync.Once
}

// A Func is a callback that JavaScript has lent to a call. A func value of generated code calls it:
//
//	func zfunc1(c *host.Call, id uint32) func(float64) float64 {
//		if id == 0 {
//			return nil
//		}
//		f := c.Func(id)
//		return func(x float64) float64 {
//			b := f.Start()
//			b.Out.Float64(x)
//			b.Call()
//			r := b.In.Float64()
//			b.End()
//			return r
//		}
//	}
//
// Where the last result is an error, [Func.Try], [Callback.TryCall] and [Callback.TryEnd] return what the others panic with.
type Func struct {
	lease *lease
	id    uint32
}

// Func lends the callback with this id to the call.
func (c *Call) Func(id uint32) Func {
	if c.lease == nil {
		c.lease = &lease{thread: c.thread, name: c.name}
	}
	return Func{c.lease, id}
}

// A Callback is one call of a Func.
type Callback struct {
	// Out takes the arguments, in order.
	Out wire.Writer
	// In reads the results, in order, after Call or TryCall.
	In wire.Reader

	thread *thread
	id     uint32
	index  int
	arena  []byte
	at     int
	state  uint8
	held   []wire.Handle
}

// How far a callback has come.
const (
	writing = iota
	dispatched
	answered       // results are in the thread's arena
	answeredPushed // results are in an arena that JavaScript has pushed
)

// Start begins to call the func. It does not return where that is not allowed: on a thread of JavaScript it panics, and the
// running call fails; any other goroutine ends, after its deferred functions, and the call that lent the func fails.
func (f Func) Start() *Callback {
	b, err := f.start()
	if err == nil {
		return b
	}
	if C.topher_this() != nil {
		refuse(err)
	}
	f.lease.endGoroutine(err)
	return nil
}

// Try is Start for a func whose last result is an error.
func (f Func) Try() (*Callback, error) {
	b, err := f.start()
	if err != nil {
		return nil, err
	}
	return b, nil
}

func (f Func) start() (*Callback, *wire.Error) {
	l := f.lease
	switch {
	case l.over.Load():
		return nil, l.goneError()
	case C.topher_this() != l.thread.c:
		return nil, l.foreignError()
	}
	return l.thread.beginCallback(f.id), nil
}

func (l *lease) goneError() *wire.Error {
	return wire.Errorf(wire.CodeCallbackGone, "a callback that was lent to a call of %s was called after that call", l.name)
}

func (l *lease) foreignError() *wire.Error {
	return wire.Errorf(wire.CodeCallbackThread, "the callback was called on another goroutine than the call's own, "+
		"which a synchronous call cannot serve; .async can")
}

// patience is how long a call may go on after a goroutine of it has ended before stderr says so.
const patience = 3 * time.Second

// endGoroutine ends a goroutine that is not JavaScript's.
func (l *lease) endGoroutine(err *wire.Error) {
	if err.Code == wire.CodeCallbackThread {
		l.foreign.Store(true)
	}
	l.once.Do(func() {
		if l.over.Load() {
			fmt.Fprintf(os.Stderr, "topher: %s: %v; the goroutine ends\n", l.name, err)
			return
		}
		time.AfterFunc(patience, func() {
			if !l.over.Load() {
				fmt.Fprintf(os.Stderr, "topher: %s: %v; that goroutine has ended, and the call still waits\n", l.name, err)
			}
		})
	})
	runtime.Goexit()
}

// checkLease fails the call where a goroutine of it has ended because of a callback.
func (c *Call) checkLease() {
	if c.lease != nil && c.lease.foreign.Load() {
		refuse(c.lease.foreignError())
	}
}

func (t *thread) beginCallback(id uint32) *Callback {
	free := t.free()
	if t.inside == len(t.callbacks) {
		b := &Callback{thread: t, index: t.inside}
		b.In.Objects = b
		b.Out.Objects = b
		t.callbacks = append(t.callbacks, b)
	}
	b := t.callbacks[t.inside]
	t.inside++
	t.entered.Store(int32(t.inside))
	b.id = id
	b.state = writing
	b.arena = t.arena()
	b.at = min((free+7)&^7, len(b.arena))
	b.Out.Reset(b.arena[b.at:b.at:len(b.arena)])
	return b
}

// free is where nobody's bytes lie. It is asked while user code runs, which may be an Error method that is called in the
// middle of writing.
func (t *thread) free() int {
	if t.inside > 0 {
		if b := t.callbacks[t.inside-1]; b.state == writing && !b.Out.Spilled() {
			return b.at + len(b.Out.Written())
		}
	}
	c := t.calls[t.depth-1]
	switch {
	case c.arena == nil: // a direct call
		return max(headerSize, int(getFloat(t.header()[headerFree:])))
	case c.stage == running || c.out.Spilled():
		return c.at
	}
	return c.at + len(c.out.Written())
}

// Call calls JavaScript with what Out has. An exception goes on as a panic.
func (b *Callback) Call() {
	if err := b.dispatch(); err != nil {
		panic(err)
	}
}

// TryCall calls JavaScript with what Out has and returns what it throws.
func (b *Callback) TryCall() error { return b.dispatch() }

// End is called when all results are read. It panics where one of them was not good.
func (b *Callback) End() {
	if err := b.end(); err != nil {
		refuse(err)
	}
}

// TryEnd is End for a func whose last result is an error.
func (b *Callback) TryEnd() error {
	if err := b.end(); err != nil {
		return err
	}
	return nil
}

func (b *Callback) end() *wire.Error {
	err := b.In.Err()
	b.leave()
	return err
}

// leave gives the Callback back.
func (b *Callback) leave() {
	if b.state == answeredPushed {
		C.topher_pop_arena()
	}
	b.state = dispatched
	b.arena = nil // as in letGo
	b.In.Reset(nil)
	b.Out.Reset(nil)
	b.held = b.held[:0]
	b.thread.inside = b.index
	b.thread.entered.Store(int32(b.index))
}

func (b *Callback) dispatch() error {
	t := b.thread
	if err := b.Out.Err(); err != nil {
		b.releaseHeld()
		b.leave()
		return err
	}
	id := b.id
	if b.Out.Spilled() {
		args := b.Out.Written()
		b.Out.Reset(nil)
		t.putBlob(args)
		id |= callbackBlob
	}
	free := getFloat(t.header()[headerFree:])
	b.state = dispatched
	bits := C.topher_dispatch((*C.struct_topher_thread)(unsafe.Pointer(t.c)), C.int32_t(id), C.int32_t(b.at))
	putFloat(t.header()[headerFree:], free)
	b.state = answered
	switch {
	case bits&bitAnswer == 0:
		b.leave()
		return wire.Errorf(wire.CodeCallbackGone, "the JavaScript that should have answered a callback has ended")
	case bits&bitBlob != 0:
		b.state = answeredPushed
		b.In.Reset(t.arena()[headerSize:])
	default:
		b.In.Reset(b.arena[b.at:])
	}
	if bits&bitFailure == 0 {
		return nil
	}
	slot, message := b.In.Uint32(), b.In.String()
	err := b.In.Err()
	b.leave()
	if err != nil {
		return err
	}
	return t.caught(slot, message)
}

// Callback is what reader and writer ask about handles and errors.
var _ wire.Objects = (*Callback)(nil)

// Hold gives v a handle of its own.
func (b *Callback) Hold(v any) wire.Handle {
	h := b.thread.hold(v)
	b.held = append(b.held, h)
	return h
}

// Held is what a handle stands for.
func (b *Callback) Held(h wire.Handle) (any, *wire.Error) { return b.thread.held(h) }

// Thrown is the slot of an error that is JavaScript's.
func (b *Callback) Thrown(err error) (uint32, string, bool) { return b.thread.slotOf(err) }

// Caught makes an error of one that is JavaScript's.
func (b *Callback) Caught(slot uint32, message string) error { return b.thread.caught(slot, message) }

func (b *Callback) releaseHeld() {
	for _, h := range b.held {
		b.thread.release(h)
	}
}
