package abort

import (
	"fmt"
	"runtime"
	"strings"
)

type node struct {
	next  *node
	value int
}

// Nil reads through a nil pointer.
//
//go:noinline
func Nil() int {
	var n node
	return n.next.value
}

// Divide divides by what may be zero.
func Divide(a, b int) int { return a / b }

// Index reads beyond the end.
func Index(i int) int { return []int{1, 2, 3}[i] }

// Make makes a slice, of any length that is asked for.
func Make(length int) int { return len(make([]byte, length)) }

// Convert asserts the wrong type.
func Convert() string {
	var v any = 1
	return v.(string)
}

// CloseTwice closes a closed channel.
//
//go:noinline
func CloseTwice() {
	c := make(chan int)
	close(c)
	close(c)
}

// WriteNil writes to a nil map.
func WriteNil() {
	var m map[string]int
	m["a"] = 1 //lint:ignore SA5000 it is to panic
}

// Panic panics.
func Panic(message string) { panic(message) }

// PanicError panics with an error of a type of its own.
func PanicError(reason string) { panic(fmt.Errorf("wrapped: %w", &Refusal{reason})) }

// PanicHuge panics with a message of n bytes.
func PanicHuge(n int) { panic(strings.Repeat("x", n)) }

// PanicTwice panics again while it panics.
//
//go:noinline
func PanicTwice() {
	defer panic("the second")
	panic("the first")
}

// PanicNil panics with nil.
func PanicNil() { panic(nil) }

// hostile panics when it is asked what it says.
type hostile struct{}

func (hostile) Error() string { panic(errInside) }

// PanicHostile panics with an error that panics.
func PanicHostile() { panic(hostile{}) }

// PanicInCallback panics below a callback that calls Go again.
func PanicInCallback(f func()) {
	f()
	panic("behind the callback")
}

// Recovered panics and recovers by itself.
func Recovered() (message string) {
	defer func() { message = fmt.Sprint(recover()) }()
	panic("recovered")
}

// Goexit ends its goroutine.
func Goexit() { runtime.Goexit() }

// GoexitElsewhere ends a goroutine of its own, and waits for it.
func GoexitElsewhere() string {
	left := make(chan string)
	go func() {
		defer func() { left <- "it has left" }()
		runtime.Goexit()
	}()
	return <-left
}

// Leaver gives a function that ends the goroutine which calls it.
func Leaver() func() { return runtime.Goexit }

// Caught calls a function in a goroutine of its own, which recovers, and gives what it panicked with.
func Caught(f func()) string {
	caught := make(chan string)
	go func() {
		defer func() { caught <- fmt.Sprint(recover()) }()
		f()
	}()
	return <-caught
}
