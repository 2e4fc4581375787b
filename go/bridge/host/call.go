package host

import (
	"encoding/binary"
	"math"
	"unsafe"

	"github.com/topherjs/topher/go/bridge/wire"
)

// What an arena function returns.
const (
	bitBlob    = 1 // what is returned is a blob
	bitFailure = 2 // what is returned is a failure
	bitAnswer  = 4 // set in everything that the dispatcher of callbacks returns
	bitGoError = 8 // what was thrown is an error of Go, whose handle follows

	bitHandles = 32 // the handles in what is returned stand behind it once more
	bitUnread  = 32 // of an answer: nobody has got the arguments
)

// How far a call has come.
const (
	running  = iota // arguments are read and the user's code runs
	returned        // results are written
	thrown          // an error is the result; c.err has it
)

// A Call is one call from JavaScript, from [Begin] or [BeginDirect] to its end. Calls are used again: a Call is not kept
// beyond its end.
type Call struct {
	// In reads the arguments that lie in the arena, in the order of the signature.
	In wire.Reader

	out    wire.Writer
	thread *thread
	name   string
	arena  []byte
	at     int
	index  int // among the running calls of the thread
	inside int // callbacks that were running when it began
	stage  uint8
	lease  *lease // of the functions that were lent to this call, nil where there are none
	task   *Task  // that this call begins, nil in all others
	// Of the outermost call of a thread that keeps targets; see [Call.watch].
	watched bool
	stray   error // what has ended a goroutine of it, nil for nothing
	held    []wire.Handle
	refs    refs
	err     error
	others  []any
}

// Begin begins a call of the arena's shape. at is where its arguments lie; name is the Go function's, for messages.
//
//	func zmathx_Greet(t unsafe.Pointer, at int32) (bits int32) {
//		c := host.Begin(t, at, "mathx.Greet")
//		defer c.End(&bits)
//		…
func Begin(t unsafe.Pointer, at int32, name string) *Call {
	c := threadOf(t, name).begin(name)
	c.locate(at)
	return c
}

// beginAside is Begin for what does none of the user's work before it returns: goroutines that it starts are not waited for.
func beginAside(t unsafe.Pointer, at int32, name string) *Call {
	c := threadOf(t, name).next(name)
	c.locate(at)
	return c
}

// locate says where the arguments lie.
func (c *Call) locate(at int32) {
	c.arena = c.thread.arena()
	c.at = int(at)
	if c.at < headerSize || c.at > len(c.arena) {
		c.at = len(c.arena)
	}
	c.In.Reset(c.arena[c.at:])
}

// begin takes the next Call, and watches it where that is needed.
func (t *thread) begin(name string) *Call {
	c := t.next(name)
	if t.keeps.Load() && c.index == 0 {
		c.watch()
	}
	return c
}

// next takes the next Call.
func (t *thread) next(name string) *Call {
	depth := t.depth
	if depth >= len(t.calls) {
		t.deepen()
	}
	c := t.calls[depth]
	t.depth = depth + 1
	c.name = name
	c.stage = running
	c.inside = t.inside
	return c
}

// deepen makes the Call of one level more. Inlined, it would keep begin from being.
//
//go:noinline
func (t *thread) deepen() {
	c := &Call{thread: t, index: len(t.calls)}
	c.In.Objects = c
	c.out.Objects = c
	t.calls = append(t.calls, c)
}

// leave gives the Call back.
func (c *Call) leave() {
	if t := c.thread; c.lease != nil || len(c.held)+len(c.refs) > 0 || t.inside > c.inside {
		c.clear()
	}
	c.thread.depth = c.index
}

// clear is what most calls have no need of.
func (c *Call) clear() {
	if c.lease != nil {
		c.lease.over.Store(true)
		c.lease = nil
	}
	// Callbacks that a panic has ended, which the user's code may have recovered.
	for t := c.thread; t.inside > c.inside; {
		t.callbacks[t.inside-1].leave()
	}
	c.held = c.held[:0]
	c.refs.clear()
}

// letGo forgets the arena. JavaScript may free it once the call is over, and Go's collector stops the process when it meets
// a pointer to memory that was freed and has become a part of its heap.
func (c *Call) letGo() {
	c.arena = nil
	c.In.Reset(nil)
	c.out.Reset(nil)
}

// Ready is called when all arguments are read, and before any code of the user runs. It does not return where one of them
// was not good.
func (c *Call) Ready() {
	if err := c.In.Err(); err != nil {
		refuse(err)
	}
}

// Returned is called when the user's function has returned, and gives the writer for its results, which are written in
// order and followed by what is written back. Functions without results call it too.
func (c *Call) Returned() *wire.Writer {
	c.checkLease()
	c.restart()
	c.stage = returned
	return &c.out
}

// Throw makes err the outcome of the call; others are the other results. The export returns after it.
func (c *Call) Throw(err error, others ...any) {
	c.checkLease()
	c.stage = thrown
	c.err = err
	c.others = others
}

// End ends the call and says in bits how it went. It is deferred right after Begin, and stops panics.
func (c *Call) End(bits *int32) {
	p := recover()
	if c.watched {
		c.unwatch()
	}
	if p == nil && c.stage == returned && c.stray == nil && c.out.Err() == nil {
		*bits = c.deliver(0)
	} else {
		c.fail(p)
		*bits = c.deliver(bitFailure)
	}
	c.leave()
	c.letGo()
}

// restart begins to write, where the arguments lay or, in a direct call, in memory of its own.
func (c *Call) restart() {
	if c.arena == nil {
		c.out.Reset(nil)
	} else {
		c.out.Reset(c.arena[c.at:c.at:len(c.arena)])
	}
}

// deliver leaves what was written where JavaScript finds it.
func (c *Call) deliver(bits int32) int32 {
	if len(c.held) > 0 {
		bits |= bitHandles
		c.nameHeld()
	}
	if !c.out.Spilled() {
		return bits
	}
	c.thread.putBlob(c.out.Written())
	return bits | bitBlob
}

// nameHeld puts the handles behind what has them, and says in the header where they end. JavaScript that refuses to read all of it releases
// them; otherwise it has no need to look.
func (c *Call) nameHeld() {
	writeHeld(&c.out, c.held)
	end := len(c.out.Written())
	if !c.out.Spilled() {
		end += c.at
	}
	putFloat(c.thread.header()[headerEnd:], float64(end))
}

// writeHeld writes handles, and how many they are: they are read from their end.
func writeHeld(w *wire.Writer, held []wire.Handle) {
	for _, h := range held {
		w.Float64(float64(h))
	}
	w.Uint32(uint32(len(held)))
}

// heldSize is how many bytes writeHeld writes; without handles nothing is written.
func heldSize(held int) int {
	if held == 0 {
		return 0
	}
	return 8*held + 4
}

// Call is what reader and writer ask about what stays on its own side.
var _ side = (*Call)(nil)

// Hold gives v a handle of its own. It is released again if the call fails.
func (c *Call) Hold(v any) wire.Handle {
	h := c.thread.hold(v)
	c.held = append(c.held, h)
	if debug {
		c.thread.debug.note(h, c.name)
	}
	return h
}

// HoldCopy gives the copy of a struct a handle, as Hold does.
func (c *Call) HoldCopy(pointer any) wire.Handle {
	h := c.thread.holdCopy(pointer)
	c.held = append(c.held, h)
	if debug {
		c.thread.debug.note(h, c.name)
	}
	return h
}

// Held is what a handle stands for.
func (c *Call) Held(h wire.Handle) (any, *wire.Error) { return c.thread.held(h) }

// Value is what a handle stands for in an interface.
func (c *Call) Value(h wire.Handle) (any, *wire.Error) { return c.thread.value(h) }

// Thrown is the slot of an error that is JavaScript's.
func (c *Call) Thrown(err error) (uint32, string, bool) { return c.refs.thrown(c.thread, err) }

// Caught makes an error of one that is JavaScript's.
func (c *Call) Caught(slot uint32, message string) error { return c.thread.caught(slot, message) }

// Target is the id of a function or an object that is JavaScript's.
func (c *Call) Target(v any) (uint32, bool) { return c.refs.target(c.thread, v) }

// Kept is the Go value of a function or an object that is JavaScript's.
func (c *Call) Kept(id uint32) any { return c.keep(id).value() }

// KeptFunc is the func value of a function that is JavaScript's.
func (c *Call) KeptFunc(id uint32) any { return madeFunc(c.keep(id), anyFunc) }

func (c *Call) keep(id uint32) *Func { return c.thread.keepHere(id, c.name) }

func (c *Call) of() (*thread, string) { return c.thread, c.name }

// lend makes the func with this id, for the time of the call. It is nil where a task is begun, which lasts longer.
func (c *Call) lend(id uint32) *Func {
	if c.task != nil {
		return nil
	}
	if c.lease == nil {
		l := &lease{}
		c.lease = l
		l.first.thread, l.first.lease, l.first.id, l.first.name = c.thread, l, id, c.name
		return &l.first
	}
	return &Func{target{thread: c.thread, lease: c.lease, id: id, name: c.name}}
}

func (c *Call) releaseHeld() {
	for _, h := range c.held {
		c.thread.release(h)
	}
	c.held = c.held[:0]
}

func putFloat(b []byte, v float64) { binary.LittleEndian.PutUint64(b, math.Float64bits(v)) }
func getFloat(b []byte) float64    { return math.Float64frombits(binary.LittleEndian.Uint64(b)) }
