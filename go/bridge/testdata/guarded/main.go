// A c-shared library with the guard, for the tests of package bridge.
package main

/*
#include <errno.h>
#include <stdint.h>
#include <unistd.h>

typedef int64_t (*level)(int64_t depth);
static int64_t call_level(level f, int64_t depth) { return f(depth); }

// Writes to a pipe without a reader, from C. Returns errno.
static inline int32_t broken_write(void) {
	int ends[2];
	if (pipe(ends) != 0) return -1;
	close(ends[0]);
	ssize_t n = write(ends[1], "x", 1);
	int32_t e = n < 0 ? errno : 0;
	close(ends[1]);
	return e;
}
*/
import "C"

import (
	"errors"
	"os"
	"runtime"
	"syscall"

	"github.com/topherjs/topher/go/bridge"
)

//export noop
func noop() {}

//export guard_version_in_go
func guard_version_in_go() C.int32_t { return bridge.Version }

// burn keeps the calling thread on a goroutine stack that grows, shrinks and allocates.
//
//export burn
func burn(rounds C.int64_t) C.int64_t {
	var sum int64
	for i := range int64(rounds) {
		sum += deep(20+i%50, i)
		pieces := make([]*int64, 64)
		for j := range pieces {
			v := sum + int64(j)
			pieces[j] = &v
		}
		done := make(chan int64)
		go func() { done <- deep(30, *pieces[7]) }()
		sum += <-done
	}
	return C.int64_t(sum)
}

//go:noinline
func deep(n, x int64) int64 {
	var frame [16]int64
	for i := range frame {
		frame[i] = x + int64(i)
	}
	if n == 0 {
		return frame[x&15]
	}
	return deep(n-1, x+1) + frame[n&15]
}

// descend calls back into C, which calls descend again.
//
//export descend
func descend(f C.level, depth C.int64_t) C.int64_t {
	if depth == 0 {
		runtime.GC()
		return 0
	}
	return 1 + C.call_level(f, depth-1)
}

//export broken_write_c
func broken_write_c() C.int32_t { return C.broken_write() }

// broken_write_go writes to a pipe without a reader from Go code and returns errno.
//
//export broken_write_go
func broken_write_go() C.int32_t {
	var ends [2]int
	if err := syscall.Pipe(ends[:]); err != nil {
		return -1
	}
	syscall.Close(ends[0])
	_, err := syscall.Write(ends[1], []byte("x"))
	syscall.Close(ends[1])
	return errno(err)
}

// broken_write_stdout writes to os.Stdout, which the caller has broken, and returns errno.
//
//export broken_write_stdout
func broken_write_stdout() C.int32_t {
	_, err := os.Stdout.WriteString("x\n")
	return errno(err)
}

func errno(err error) C.int32_t {
	var e syscall.Errno
	if errors.As(err, &e) {
		return C.int32_t(e)
	}
	return 0
}

//export ring_from_go
func ring_from_go(id C.int64_t) C.int32_t {
	rung := make(chan bool)
	go func() { rung <- bridge.Ring(int64(id)) }()
	if <-rung {
		return 1
	}
	return 0
}

//export overflow
func overflow() C.int64_t { return C.int64_t(endless(1)) }

//go:noinline
func endless(n int64) int64 { return endless(n+1) + n }

//export panic_elsewhere
func panic_elsewhere() {
	go panic("in a goroutine")
	select {}
}

//export panic_here
func panic_here() { panic("in a call") }

func main() {}
