package bridge

// #include "guard.h"
import "C"

// Ring rings the wake with the given id: it makes the descriptor readable that the JavaScript thread listens on.
//
// It reports whether the wake is open, also when it had been rung before and nobody has read yet. It is false when the
// wake was closed, when the thread that opened it has ended, when the reader has closed its end, and for any number that
// is not an id. It never blocks, and any goroutine may call it at any time.
//
// JavaScript opens a wake with the C function topher_wake_open and passes the id to Go; guard.h has the signatures.
//
// # Memory
//
// Nothing is allocated. Each wake holds two descriptors until topher_wake_close or the end of its thread.
//
// # Errors
//
// None. A false result is final: ids carry a generation and are not used again.
func Ring(id int64) bool {
	return C.topher_wake_ring(C.int64_t(id)) == 1
}
