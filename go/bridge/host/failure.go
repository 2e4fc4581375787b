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

// fail writes why the call has no result. p is what was recovered.
func (c *Call) fail(p any) {
	// What is written runs methods of the user's types. One that panics must not take the process with it.
	defer func() {
		if again := recover(); again != nil {
			c.refuse(wire.Errorf(wire.CodeWire, "the failure could not be written: %s", panicMessage(again)))
		}
	}()
	stage, refused := c.stage, c.out.Err()
	c.releaseHeld()
	c.restart()
	c.stage = returned
	switch {
	case c.stray || c.lease != nil && c.lease.foreign.Load():
		refused = errForeignGoroutine
	case p != nil:
		if c.failWith(p) {
			return
		}
		refused, _ = p.(*wire.Error)
	case stage == thrown:
		if refused = c.failError(); refused == nil {
			return
		}
	case stage == running:
		c.exits()
		return
	}
	c.refuse(refused)
}

// refuse writes an error of topher's own.
func (c *Call) refuse(err *wire.Error) {
	c.restart()
	c.out.Uint8(failureRefused)
	c.out.String(err.Code)
	c.out.String(err.Message)
}

// failWith writes a panic, and reports false where it is a refusal.
func (c *Call) failWith(p any) bool {
	if _, own := p.(*wire.Error); own {
		return false
	}
	stack := ""
	if b, ok := p.(bodyPanic); ok {
		p, stack = b.value, b.stack
	}
	err, _ := p.(error)
	if slot, message, ok := c.thread.slotOf(err); ok {
		c.out.Uint8(failureThrown)
		c.out.Uint32(slot)
		c.out.String(message)
		return true
	}
	c.out.Uint8(failurePanic)
	c.out.String(panicMessage(p))
	if stack == "" {
		stack = panicStack()
	}
	c.out.String(stack)
	c.out.Error(err)
	return true
}

// failError writes the error that the user's function returned. The result is not nil where that cannot be done.
func (c *Call) failError() *wire.Error {
	err, others := c.err, c.others
	c.err, c.others = nil, nil
	if own, ok := err.(*wire.Error); ok {
		return own
	}
	c.out.Uint8(failureError)
	c.out.Error(err)
	wire.WriteSlice(&c.out, others, (*wire.Writer).Any)
	refused := c.out.Err()
	if refused != nil {
		// One of the other results cannot cross; the error matters more.
		c.releaseHeld()
		c.restart()
		c.out.Uint8(failureError)
		c.out.Error(err)
		c.out.Uint32(0)
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
