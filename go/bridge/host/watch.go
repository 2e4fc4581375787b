package host

import "sync/atomic"

// A watch knows the outermost running call of a thread that keeps targets. A goroutine of its own which calls one of them is
// ended, and that call must fail: in Go nothing else says that the callback did not happen. Threads that keep nothing do not
// pay for it.
type watch struct {
	state atomic.Uint64 // the call's number times 2, plus 1 where a goroutine has ended; 0 while no call runs
	last  uint64        // only the thread counts
}

// watch begins to watch c, the outermost call of its thread.
//
//go:noinline
func (c *Call) watch() {
	w := &c.thread.watch
	w.last++
	c.watched, c.stray = true, false
	w.state.Store(w.last << 1)
}

// unwatch ends that, and says in stray whether a goroutine has ended. Nothing that is noted gets lost: what comes later sees no
// call.
func (c *Call) unwatch() {
	c.watched = false
	c.stray = c.thread.watch.state.Swap(0)&1 != 0
}

// running tells whether a call runs. Any goroutine may ask.
func (w *watch) running() bool { return w.state.Load() != 0 }

// note says that a goroutine ends: to which call, 0 for none, and whether it is the first.
func (w *watch) note() (call uint64, first bool) {
	for {
		s := w.state.Load()
		switch {
		case s == 0:
			return 0, false
		case s&1 != 0:
			return s >> 1, false
		case w.state.CompareAndSwap(s, s|1):
			return s >> 1, true
		}
	}
}

// still tells whether a call runs yet.
func (w *watch) still(call uint64) bool { return w.state.Load()>>1 == call }
