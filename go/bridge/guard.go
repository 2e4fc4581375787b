package bridge

/*
#cgo linux LDFLAGS: -ldl
#include "guard.h"
*/
import "C"

import (
	"os/signal"
	"runtime/debug"
	"syscall"
	"unsafe"
)

// Version is the version of the contract between a guarded library and the TypeScript side: the signatures in guard.h.
// The C function topher_guard_version returns it. Its one source is TOPHER_GUARD_VERSION in guard.h.
const Version = C.TOPHER_GUARD_VERSION

// MaxStack is the limit in bytes that the guard sets for one goroutine's stack.
//
// An endless recursion cannot be contained: Go prints "stack overflow" and ends the process, host included. The limit
// decides only how much memory and time goes first. Stacks grow by doubling, and the outgrown ones stay in the heap for a
// while: under Go's own limit of 1 GB such a process reached 1028 MB, which a container often answers with SIGKILL and no
// message at all; under this one it reached 516 MB, in less than half the time, and the trace was printed
// (testdata/host/overflow.c). A recursion a million levels deep with 256 bytes a frame still fits, because code that works
// under go test should work here.
//
// A limit that the program has set itself is left alone, whether before the guard's init or after.
//
// Source: https://pkg.go.dev/runtime/debug#SetMaxStack.
const MaxStack = 256 << 20

// goMaxStack is what the runtime starts with: 1 GB on 64-bit systems, 250 MB on 32-bit ones.
const goMaxStack = 250_000_000 + 750_000_000*(^uint(0)>>63)

func init() {
	limitStack()
	keepSIGPIPE()
}

func limitStack() {
	if before := debug.SetMaxStack(MaxStack); before != int(goMaxStack) {
		debug.SetMaxStack(before)
	}
}

// keepSIGPIPE tells the Go half of the runtime what the C half has restored. A failed write to a broken standard output
// or error makes package os raise SIGPIPE by itself, first with the handler of the process and then with the default
// one, which ends the host. It asks beforehand whether Go code has ignored the signal; here it has.
//
// The price is that of signal.Ignore in any Go program: children started by os/exec inherit the ignored signal.
//
// Source: sigpipe and dieFromSignal, https://github.com/golang/go/blob/go1.26.0/src/runtime/signal_unix.go#L334.
func keepSIGPIPE() {
	if C.topher_sigpipe_settle() == 1 {
		signal.Ignore(syscall.SIGPIPE)
	}
}

// InFlight says which function of C writes what the library is doing into the line that is printed when Go ends the process:
// int64_t write(char *out, int64_t n) writes n bytes at most and returns how many. It is called in a signal handler.
func InFlight(write unsafe.Pointer) { C.topher_fatal_in_flight((*[0]byte)(write)) }
