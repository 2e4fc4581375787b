package abort

import (
	"fmt"
	"log"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// elsewhere runs f in a goroutine, and waits for what does not come.
//
//go:noinline
func elsewhere(f func()) {
	go f()
	select {}
}

// PanicElsewhere panics in a goroutine that nobody recovers in.
//
//go:noinline
func PanicElsewhere(message string) { elsewhere(func() { panic(message) }) }

// PanicErrorElsewhere panics with an error of a type of its own.
//
//go:noinline
func PanicErrorElsewhere(reason string) {
	elsewhere(func() { panic(fmt.Errorf("wrapped: %w", &Refusal{reason})) })
}

// PanicHugeElsewhere panics with a message of n bytes.
//
//go:noinline
func PanicHugeElsewhere(n int) { elsewhere(func() { panic(strings.Repeat("x", n)) }) }

// PanicTwiceElsewhere panics again while it panics.
//
//go:noinline
func PanicTwiceElsewhere() { elsewhere(PanicTwice) }

// NilElsewhere reads through a nil pointer in a goroutine.
//
//go:noinline
func NilElsewhere() { elsewhere(func() { Nil() }) }

// CloseTwiceElsewhere closes a closed channel in a goroutine.
//
//go:noinline
func CloseTwiceElsewhere() { elsewhere(CloseTwice) }

var (
	shared    = map[int]int{}
	sharedMap = func(rounds int) {
		for i := range rounds {
			shared[i&15] = i
		}
	}
)

// MapRace writes one map in two goroutines.
//
//go:noinline
func MapRace() {
	go sharedMap(1 << 40)
	sharedMap(1 << 40)
}

// WriteMap writes a map that all callers share.
//
//go:noinline
func WriteMap() { sharedMap(1 << 40) }

// Overflow recurs without end.
func Overflow() int { return endless(1) }

//
//go:noinline
//lint:ignore SA5007 it is to recurse without end
func endless(n int) int { return endless(n+1) + n }

// OverflowElsewhere recurs without end in a goroutine.
//
//go:noinline
func OverflowElsewhere() { elsewhere(func() { runtime.KeepAlive(endless(1)) }) }

// Unlock unlocks what is not locked.
//
//go:noinline
func Unlock() {
	var mu sync.Mutex
	mu.Unlock()
}

// Fault reads memory that may not be read.
//
//go:noinline
func Fault() int {
	page, err := syscall.Mmap(-1, 0, os.Getpagesize(), syscall.PROT_NONE, syscall.MAP_ANON|syscall.MAP_PRIVATE)
	if err != nil {
		panic(err)
	}
	return int(page[1])
}

// Exhaust allocates until there is no memory, which a limit makes soon: so many megabytes more than the process has now.
//
//go:noinline
func Exhaust(megabytes int) {
	status, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		panic(err)
	}
	pages, _ := strconv.Atoi(strings.Fields(string(status))[0])
	limit := uint64(pages*os.Getpagesize()) + uint64(megabytes)<<20
	if err := syscall.Setrlimit(syscall.RLIMIT_AS, &syscall.Rlimit{Cur: limit, Max: limit}); err != nil {
		panic(err)
	}
	debug.SetGCPercent(-1)
	var kept [][]byte
	for {
		kept = append(kept, make([]byte, 16<<20)) //lint:ignore SA4010 it keeps what it allocates
	}
}

// Exit ends the process as a program does.
func Exit(code int) { os.Exit(code) }

// Fatal logs and ends the process.
func Fatal(message string) { log.New(os.Stderr, "abort: ", 0).Fatal(message) }

// Kill is a SIGKILL.
func Kill() {
	syscall.Kill(os.Getpid(), syscall.SIGKILL)
	select {}
}

// Raise sends a signal to the process, and waits.
func Raise(number int) {
	syscall.Kill(os.Getpid(), syscall.Signal(number))
	select {}
}

// Listen takes all signals over, as a program of its own may, and gives them back where back is true.
func Listen(back bool) {
	c := make(chan os.Signal, 64)
	signal.Notify(c)
	if back {
		signal.Stop(c)
		signal.Reset()
	}
}

// PanicLater panics in a goroutine once the call is over.
//
//go:noinline
func PanicLater(message string) {
	time.AfterFunc(100*time.Millisecond, func() { panic(message) })
}
