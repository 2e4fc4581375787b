package host

import (
	"fmt"
	"os"

	"github.com/topherjs/topher/go/bridge/wire"
)

// Kinds of failure.
const (
	failureError = 1 + iota
	failurePanic
	failureThrown
	failureRefused
)

// A failing is a call or a task of which a failure is written instead of results.
type failing interface {
	of() (t *thread, name string)
	releaseHeld()         // gives up the handles of what was written so far
	restart()             // begins to write anew
	writer() *wire.Writer // what to write to
}

// fail writes why the call has no result. p is what was recovered.
func (c *Call) fail(p any) {
	defer contained(c)
	stage, refused := c.stage, c.out.Err()
	if c.stray != nil {
		p, c.stray = c.stray, nil
	}
	c.releaseHeld()
	c.restart()
	c.stage = returned
	switch {
	case c.lease != nil && c.lease.foreign.Load():
		refused = errForeignGoroutine
	case p != nil:
		if writePanic(c, p, "") {
			return
		}
		refused, _ = p.(*wire.Error)
	case stage == thrown:
		err, others := c.err, c.others
		c.err, c.others = nil, nil
		if refused = writeThrow(c, err, others); refused == nil {
			return
		}
	case stage == running:
		c.exits()
		return
	}
	writeRefusal(c, refused)
}

func (c *Call) writer() *wire.Writer { return &c.out }

// contained is deferred: what is written runs methods of the user's types, and one that panics must not take the process with it.
func contained(f failing) {
	if again := recover(); again != nil {
		f.releaseHeld()
		writeRefusal(f, wire.Errorf(wire.CodeWire, "the failure could not be written: %s", panicMessage(again)))
	}
}

// writeRefusal writes an error of topher's own.
func writeRefusal(f failing, err *wire.Error) {
	f.restart()
	w := f.writer()
	w.Uint8(failureRefused)
	w.String(err.Code)
	w.String(err.Message)
}

// writePanic writes a panic, and reports false where it is a refusal. stack is asked for where it is empty.
func writePanic(f failing, p any, stack string) bool {
	if _, own := p.(*wire.Error); own {
		return false
	}
	if b, ok := p.(bodyPanic); ok {
		p, stack = b.value, b.stack
	}
	t, _ := f.of()
	w := f.writer()
	err, _ := p.(error)
	if e, ok := err.(*thrownError); ok && e.owner == t {
		slot, message, _ := w.Objects.Thrown(err)
		w.Uint8(failureThrown)
		w.Uint32(slot)
		w.String(message)
		return true
	}
	w.Uint8(failurePanic)
	w.String(panicMessage(p))
	if stack == "" {
		stack = panicStack()
	}
	w.String(stack)
	w.Error(err)
	return true
}

// writeThrow writes the error that the user's function returned. The result is not nil where that is a refusal.
func writeThrow(f failing, err error, others []any) *wire.Error {
	if own, ok := err.(*wire.Error); ok {
		return own
	}
	w := f.writer()
	w.Uint8(failureError)
	w.Error(err)
	wire.WriteSlice(w, others, (*wire.Writer).Any)
	if w.Err() != nil {
		// One of the other results cannot cross; the error matters more.
		f.releaseHeld()
		f.restart()
		w.Uint8(failureError)
		w.Error(err)
		w.Uint32(0)
	}
	return nil
}

// exits says on stderr what is about to happen: runtime.Goexit has run the deferred functions of the export, and cannot be
// stopped. The goroutine belongs to JavaScript's thread, so Go's runtime now ends the process.
func (c *Call) exits() {
	fmt.Fprintf(os.Stderr, "topher: %s called runtime.Goexit (as testing.T.FailNow does) on JavaScript's thread, "+
		"which Go cannot survive; the process ends\n%s", c.name, panicStack())
}

// panicMessage is what Go would print.
func panicMessage(p any) (message string) {
	defer func() {
		if recover() != nil {
			message = fmt.Sprintf("%T, which panicked when it was printed", p)
		}
	}()
	switch v := p.(type) {
	case error:
		return v.Error()
	case fmt.Stringer:
		return v.String()
	case string:
		return v
	}
	return fmt.Sprintf("%v", p)
}
