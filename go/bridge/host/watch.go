package host

import (
	"fmt"
	"os"
	"sync/atomic"
	"time"
	"unsafe"
)

// A watch knows the outermost running call of a thread that keeps targets. A goroutine of that call which calls one of them is
// ended, and the call must fail: in Go nothing else says that the callback did not happen. Threads that keep nothing do not
// pay for it.
type watch struct {
	now    atomic.Pointer[label] // of the last outermost call, which may be over
	before unsafe.Pointer        // what label the goroutine had
	fresh  []label               // allocated a few at once
}

// callState is how far an outermost call is.
type callState struct{ atomic.Uint32 }

const (
	callRuns  = iota
	callStray // and a goroutine of it has ended
	callOver
)

// labelsAtOnce is how many labels are allocated together.
const labelsAtOnce = 32

// watch begins to watch c, the outermost call of its thread.
//
//go:noinline
func (c *Call) watch() {
	w := &c.thread.watch
	if len(w.fresh) == 0 {
		w.fresh = make([]label, labelsAtOnce)
	}
	l := &w.fresh[0]
	w.fresh = w.fresh[1:]
	c.watched, c.stray = true, false
	w.before = runtime_getProfLabel()
	runtime_setProfLabel(unsafe.Pointer(l))
	w.now.Store(l)
}

// unwatch ends that, and says in stray whether a goroutine has ended. Nothing that is noted gets lost: what comes later sees no
// call.
func (c *Call) unwatch() {
	w := &c.thread.watch
	c.watched = false
	c.stray = w.now.Load().call.Swap(callOver) == callStray
	runtime_setProfLabel(w.before)
	w.before = nil
}

// running is the label of the call that runs, nil for none. Any goroutine may ask.
func (w *watch) running() *label {
	if l := w.now.Load(); l != nil && l.call.Load() != callOver {
		return l
	}
	return nil
}

// isRunning tells whether the call is not over.
func (l *label) isRunning() bool { return l.call.Load() != callOver }

// descends tells whether this goroutine was started by the call.
func (l *label) descends() bool { return l != nil && runtime_getProfLabel() == unsafe.Pointer(l) }

// adopt gives what runs on the thread now the label of the call that runs: a coroutine has the one of the call that made it.
func (t *thread) adopt() {
	if l := t.watch.running(); l != nil {
		runtime_setProfLabel(unsafe.Pointer(l))
	}
}

// note says that a goroutine of the call ends: whether the call still runs, and whether it is the first.
func (l *label) note() (runs, first bool) {
	if l == nil {
		return false, false
	}
	if l.call.CompareAndSwap(callRuns, callStray) {
		return true, true
	}
	return l.isRunning(), false
}

// patience is how long a call may go on after a goroutine of it has ended, or waits for its thread, before stderr says so.
const patience = 3 * time.Second

// say writes a line to stderr about what was given to a function.
func say(name, format string, args ...any) {
	fmt.Fprintf(os.Stderr, "topher: %s: %s\n", name, fmt.Sprintf(format, args...))
}
