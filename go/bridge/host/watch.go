package host

import (
	"fmt"
	"os"
	"sync/atomic"
	"time"
	"unsafe"

	"github.com/topherjs/topher/go/bridge/wire"
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
	l.badge[2] = badgeOfCall
	l.name = c.name
	c.watched = true
	w.before = runtime_getProfLabel()
	runtime_setProfLabel(unsafe.Pointer(l))
	w.now.Store(l)
}

// unwatch ends that, and says in stray what has ended a goroutine. Nothing that is noted gets lost: what comes later sees no call.
func (c *Call) unwatch() {
	w := &c.thread.watch
	c.watched = false
	if l := w.now.Load(); l.call.Swap(callOver) == callStray {
		c.stray = *l.why.Load()
	}
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

// How long a goroutine waits for the call that has started it, which may only have begun something and be about to return. Without it
// the first callback of a background goroutine would be refused or not by chance.
const (
	callGrace = 50 * time.Millisecond
	callLook  = 200 * time.Microsecond
)

// waitsInVain tells whether this goroutine was started by the call, and the call does not end. Where one goroutine has waited for that, the call
// waits for its goroutines, and the others do not try.
func (l *label) waitsInVain() bool {
	if !l.descends() {
		return false
	}
	for end := time.Now().Add(callGrace); l.isRunning(); time.Sleep(callLook) {
		if l.stuck.Load() || time.Now().After(end) {
			l.stuck.Store(true)
			return true
		}
	}
	return false
}

// descends tells whether this goroutine was started by the call.
func (l *label) descends() bool { return l != nil && runtime_getProfLabel() == unsafe.Pointer(l) }

// adopt gives what runs on the thread now the label of the call that runs: a coroutine has the one of the call that made it.
func (t *thread) adopt() {
	if l := t.watch.running(); l != nil {
		runtime_setProfLabel(unsafe.Pointer(l))
	}
}

// note says what ends a goroutine of the call: whether the call still runs, and whether it is the first.
func (l *label) note(why error) (runs, first bool) {
	l.why.CompareAndSwap(nil, &why)
	if l.call.CompareAndSwap(callRuns, callStray) {
		return true, true
	}
	return l.isRunning(), false
}

// note says what ends a goroutine of the task, as that of a label does.
func (k *Task) note(why error) (runs, first bool) {
	if k.stray.CompareAndSwap(nil, &why) {
		return true, true
	}
	return k.stray.Load() != &noStray, false
}

// takeStray is what has ended a goroutine of the task, nil for nothing. What comes later is too late.
func (k *Task) takeStray() error {
	if why := k.stray.Swap(&noStray); why != nil {
		return *why
	}
	return nil
}

// noStray stands in a task that is over.
var noStray error

// strays is told what ends this goroutine, which nothing in it catches. The call or the task fails that has started it; where there is
// none any more stderr says so. name is the function that the target was given to. When a thread has ended, that is how all that it
// has left behind comes to its end.
func strays(name string, err error) {
	if own, ok := err.(*wire.Error); ok && own.Code == wire.CodeCallbackGone {
		return
	}
	runs, first := false, false
	still := func() bool { return false }
	switch l, k := origin(); {
	case l != nil:
		runs, first = l.note(err)
		still = l.isRunning
	case k != nil:
		runs, first = k.note(err)
		still = func() bool { return k.stray.Load() != &noStray }
	}
	switch {
	case !runs:
		sayStray(name, err)
	case first:
		time.AfterFunc(patience, func() {
			if still() {
				say(name, "%v; that goroutine has ended, and the call still waits", err)
			}
		})
	}
}

// maxStrays is how many goroutines that end for themselves stderr tells of: where one does, thousands may.
const maxStrays = 20

var strayLines atomic.Int32

func sayStray(name string, err error) {
	switch n := strayLines.Add(1); {
	case n < maxStrays:
		say(name, "%v; the goroutine ends", err)
	case n == maxStrays:
		say(name, "%v; the goroutine ends, and of further ones nothing is said", err)
	default:
		strayLines.Store(maxStrays + 1)
	}
}

// patience is how long a call may go on after a goroutine of it has ended, or waits for its thread, before stderr says so.
const patience = 3 * time.Second

// say writes a line to stderr about what was given to a function.
func say(name, format string, args ...any) {
	fmt.Fprintf(os.Stderr, "topher: %s: %s\n", name, fmt.Sprintf(format, args...))
}
