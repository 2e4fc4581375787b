package host

import (
	"sync/atomic"
	"unsafe"
)

// Labels are how a goroutine is known that was started, directly or not, by a call of JavaScript that is still running: it must not
// wait for JavaScript's thread, as the call may be waiting for it. A goroutine inherits the profiler's labels of the one that starts
// it, which is a pointer that nothing in the runtime looks behind.

// A label belongs to one outermost call of a thread that keeps targets. Profiles read it as their own type, a struct that begins
// with a slice of labels: https://github.com/golang/go/blob/go1.26.0/src/runtime/pprof/label.go.
type label struct {
	_      [3]uintptr // an empty slice
	call   callState
	warned atomic.Bool // that a goroutine may wait for the call
}

// The runtime has these for package runtime/pprof, and keeps them for others:
// https://github.com/golang/go/blob/go1.26.0/src/runtime/proflabel.go.

//go:linkname runtime_setProfLabel runtime/pprof.runtime_setProfLabel
func runtime_setProfLabel(labels unsafe.Pointer)

//go:linkname runtime_getProfLabel runtime/pprof.runtime_getProfLabel
func runtime_getProfLabel() unsafe.Pointer

// unlabel takes the goroutine's label off, and relabel puts it on again. What is started in between belongs to no call.
func unlabel() unsafe.Pointer {
	p := runtime_getProfLabel()
	if p != nil {
		runtime_setProfLabel(nil)
	}
	return p
}

// spawn starts a goroutine that belongs to no call, though one may be running.
func spawn(run func()) {
	before := unlabel()
	go run()
	relabel(before)
}

func relabel(p unsafe.Pointer) {
	if p != nil {
		runtime_setProfLabel(p)
	}
}
