package host

import (
	"runtime"

	"github.com/topherjs/topher/go/bridge/wire"
)

// A target is what JavaScript gave to Go so that Go calls it: a function, or an object with methods. Goroutines may call it
// from anywhere; start says which of them are refused.
type target struct {
	thread *thread
	lease  *lease // of a function that was lent to one call, nil for what Go keeps
	id     uint32
	name   string // of the Go function that it was given to
	// made are the Go values that were made of it, one for each type. They refer to the target, so that it lives as long as
	// one of them, and the target to them, so that they stay the same. It is behind the lock of the thread's slots.
	made []any
}

// What a target is, on the wire. A reader or a writer has no type id, and bytes of its own.
const (
	targetNil = iota
	targetKept
	targetHandle // Go's own
	targetLent
	targetBytes
	targetStream
)

// side is what [Call] and [Callback] are for those who read and write targets.
type side interface {
	wire.Objects
	of() (t *thread, name string)
	keep(id uint32) *Func
	lend(id uint32) *Func // nil where nothing is lent
}

// readKept reads the id of a target that Go may keep. The result is nil where the reader has failed.
func readKept(r *wire.Reader) *Func {
	id := r.Uint32()
	if r.Err() != nil {
		return nil
	}
	s, ok := r.Objects.(side)
	if !ok {
		r.Fail(errNoTargets)
		return nil
	}
	return s.keep(id)
}

func noTarget(r *wire.Reader, kind uint8) {
	if r.Err() == nil {
		r.Fail(wire.Errorf(wire.CodeWire, "the byte %d says nothing about what to call", kind))
	}
}

var (
	errNoTargets        = wire.Errorf(wire.CodeWire, "there is no JavaScript here to call")
	errForeignGoroutine = wire.Errorf(wire.CodeCallbackThread, "the callback was called on another goroutine than the call's own, "+
		"which a synchronous call cannot serve; .async can")
)

// start begins to call the target. It refuses what JavaScript cannot serve: a goroutine that does not run on the target's
// thread, and calls that come too late.
func (f *target) start() (*Callback, *wire.Error) {
	if l := f.lease; l != nil && l.over.Load() {
		return nil, l.goneError()
	}
	on := here()
	if on == f.thread {
		return f.thread.beginCallback(f.id), nil
	}
	if err := f.elsewhere(on); err != nil {
		return nil, err
	}
	return f.beginRequest(), nil
}

// elsewhere is why a goroutine on another thread is refused, nil where JavaScript can be asked. on is the JavaScript thread that it
// runs on, if any.
func (f *target) elsewhere(on *thread) *wire.Error {
	switch t := f.thread; {
	case f.lease != nil:
		return errForeignGoroutine
	case t.mailbox.isClosed() || on != nil && t.ended():
		return goneError(f.name)
	case on != nil:
		return wire.Errorf(wire.CodeCallbackThread, "what was given to %s on another JavaScript thread was called on this one", f.name)
	case t.watch.running().waitsInVain():
		return errForeignGoroutine
	case !t.listens():
		return wire.Errorf(wire.CodeCallbackThread, "what was given to %s was called on another goroutine, and its JavaScript thread "+
			"listens to none", f.name)
	}
	return nil
}

func goneError(name string) *wire.Error {
	return wire.Errorf(wire.CodeCallbackGone, "what was given to %s was called after its JavaScript thread had ended", name)
}

// begin is start for those who cannot return an error. On a thread of JavaScript it panics, and the running call fails, and so it
// does on the goroutine of a task; any other goroutine ends, after its deferred functions, and the call that it belongs to fails.
func (f *target) begin() *Callback {
	b, err := f.start()
	if err == nil {
		return b
	}
	if here() != nil || isCaught() {
		refuse(err)
	}
	if f.lease != nil {
		f.lease.stray(err)
	} else {
		strays(f.name, err)
	}
	runtime.Goexit()
	return nil
}
