package host

// #include "host.h"
import "C"

import (
	"context"
	"runtime"
	"unsafe"

	"github.com/topherjs/topher/go/bridge/wire"
)

// callbackBlob marks a dispatched callback whose arguments are a blob.
const callbackBlob = 1 << 30

// A Callback is one call of a [Func] or of a method of an [Object]. Generated code calls them so:
//
//	func zfunc_1(f *host.Func) func(float64) float64 {
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
type Callback struct {
	// Out takes the arguments, in order.
	Out wire.Writer
	// In reads the results, in order, after Call or TryCall.
	In wire.Reader

	remote *request // where it is one of another goroutine; it has what it needs itself
	thread *thread
	id     uint32
	index  int
	arena  []byte
	at     int
	state  uint8
	held   []wire.Handle
	refs   refs
}

// How far a callback has come.
const (
	writing = iota
	dispatched
	answered       // results are in the thread's arena
	answeredPushed // results are in an arena that JavaScript has pushed
)

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

// Context writes the context that is the first parameter of a func type or of a method. It is the first thing that is written.
func (b *Callback) Context(ctx context.Context) {
	switch {
	case ctx == nil || ctx.Done() == nil:
		b.Out.Uint8(contextNever)
	case ctx.Err() != nil:
		b.Out.Uint8(contextDone)
		b.Out.Error(context.Cause(ctx))
	case b.remote != nil:
		b.Out.Uint8(contextTells)
		b.remote.ctx = ctx
	default:
		// Until the callback returns, nothing reaches JavaScript, which could not look at it any sooner.
		b.Out.Uint8(contextNever)
	}
}

// What is said of a context.
const (
	contextNever = iota // it will not be done
	contextDone         // it is: the cause follows
	contextTells        // a record tells
)

// Call calls JavaScript with what Out has. An exception goes on as a panic.
func (b *Callback) Call() {
	name := b.nameFor()
	if err := b.dispatch(); err != nil {
		b.raise(err, name)
	}
}

// TryCall calls JavaScript with what Out has and returns what it throws.
func (b *Callback) TryCall() error { return b.dispatch() }

// End is called when all results are read. It panics where one of them was not good.
func (b *Callback) End() {
	name := b.nameFor()
	if err := b.end(); err != nil {
		b.raise(err, name)
	}
}

// nameFor is what raise needs of a request, which is no longer there then.
func (b *Callback) nameFor() string {
	if b.remote != nil {
		return b.remote.away.name
	}
	return ""
}

// raise panics, where that is caught. In a goroutine of the user's it would end the process: such a goroutine ends alone, and what has
// started it fails.
func (b *Callback) raise(err error, name string) {
	if name != "" && !isCaught() {
		strays(name, err)
		runtime.Goexit()
	}
	panic(err)
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
	if b.remote != nil {
		b.remote.leaveRequest()
		return
	}
	if b.state == answeredPushed {
		C.topher_pop_arena()
	}
	b.state = dispatched
	b.arena = nil // as in letGo
	b.In.Reset(nil)
	b.Out.Reset(nil)
	b.held = b.held[:0]
	b.refs.clear()
	b.thread.inside = b.index
	b.thread.entered.Store(int32(b.index))
}

func (b *Callback) dispatch() error {
	if b.remote != nil {
		return b.remote.ask()
	}
	t := b.thread
	if err := b.Out.Err(); err != nil {
		b.releaseHeld()
		b.leave()
		return err
	}
	id, end := b.id, b.at
	if b.Out.Spilled() {
		args := b.Out.Written()
		b.Out.Reset(nil)
		t.putBlob(args)
		id |= callbackBlob
	} else {
		end += len(b.Out.Written())
	}
	free := getFloat(t.header()[headerFree:])
	putFloat(t.header()[headerFree:], float64(end)) // looking a method up may run code of the program, before it has read the arguments
	b.state = dispatched
	bits := C.topher_dispatch((*C.struct_topher_thread)(unsafe.Pointer(t.c)), C.int32_t(id), C.int32_t(b.at))
	putFloat(t.header()[headerFree:], free)
	b.state = answered
	if bits&bitUnread != 0 {
		b.releaseHeld()
	}
	switch {
	case bits&bitAnswer == 0:
		b.leave()
		return errNoAnswer
	case bits&bitBlob != 0:
		b.state = answeredPushed
		b.In.Reset(t.arena()[headerSize:])
	default:
		b.In.Reset(b.arena[b.at:])
	}
	if bits&bitFailure == 0 {
		return nil
	}
	return b.thrown(bits&bitGoError != 0)
}

var errNoAnswer = wire.Errorf(wire.CodeCallbackGone, "the JavaScript that should have answered a callback has ended")

// thrown is what the target threw. of Go says that it is an error of Go.
func (b *Callback) thrown(ofGo bool) error {
	slot, message := b.In.Uint32(), b.In.String()
	var cause error
	if ofGo {
		if v, err := b.In.Objects.Value(b.In.Handle()); err == nil {
			cause, _ = v.(error)
		}
	}
	if err := b.In.Err(); err != nil {
		b.leave()
		return err
	}
	thrown := b.thread.caught(slot, message)
	b.leave()
	if cause != nil {
		thrown.cause.Store(&cause)
	}
	return thrown
}

// Callback is what reader and writer ask about what stays on its own side.
var _ side = (*Callback)(nil)

// Hold gives v a handle of its own.
func (b *Callback) Hold(v any) wire.Handle {
	h := b.thread.hold(v)
	b.held = append(b.held, h)
	return h
}

// HoldCopy gives the copy of a struct a handle of its own.
func (b *Callback) HoldCopy(pointer any) wire.Handle {
	h := b.thread.holdCopy(pointer)
	b.held = append(b.held, h)
	return h
}

// Held is what a handle stands for.
func (b *Callback) Held(h wire.Handle) (any, *wire.Error) { return b.thread.held(h) }

// Value is what a handle stands for in an interface.
func (b *Callback) Value(h wire.Handle) (any, *wire.Error) { return b.thread.value(h) }

// Thrown is the slot of an error that is JavaScript's.
func (b *Callback) Thrown(err error) (uint32, string, bool) { return b.refs.thrown(b.thread, err) }

// Caught makes an error of one that is JavaScript's.
func (b *Callback) Caught(slot uint32, message string) error { return b.thread.caught(slot, message) }

// Target is the id of a function or an object that is JavaScript's.
func (b *Callback) Target(v any) (uint32, bool) { return b.refs.target(b.thread, v) }

// Kept is the Go value of a function or an object that is JavaScript's.
func (b *Callback) Kept(id uint32) any { return b.keep(id).value() }

// KeptFunc is the func value of a function that is JavaScript's.
func (b *Callback) KeptFunc(id uint32) any { return madeFunc(b.keep(id), anyFunc) }

func (b *Callback) keep(id uint32) *Func {
	t, name := b.of()
	return t.keepHere(id, name)
}

func (b *Callback) of() (*thread, string) { return b.thread, b.thread.calls[b.thread.depth-1].name }

// lend is nil: what a callback returns is not lent.
func (b *Callback) lend(uint32) *Func { return nil }

func (b *Callback) releaseHeld() {
	for _, h := range b.held {
		b.thread.release(h)
	}
}
