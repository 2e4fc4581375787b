package bridge

// #include "guard.h"
import "C"

import "time"

// How often the watch looks at the signal handlers: soon after the start, when runtimes set up handlers of their own, and then
// once a second.
const (
	firstLook   = 50 * time.Millisecond
	longestWait = time.Second
)

// A runtime announces the listeners of its program, and topher then mends their handlers at once. Nothing announces the
// handlers that a runtime or a native addon sets up for itself: Deno's own half a second after its start, or those of a main thread
// while only a worker uses the library. The watch mends them a little later; a look costs about 20 microseconds.
func init() {
	go func() {
		for wait := firstLook; ; wait = min(2*wait, longestWait) {
			time.Sleep(wait)
			C.topher_signals_repair()
		}
	}()
}
