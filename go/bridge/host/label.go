package host

import (
	"sync/atomic"
	"unsafe"
)

// Labels are how a goroutine is known that was started, directly or not, by a call of JavaScript or by a task. One of a call that is
// still running must not wait for JavaScript's thread, as the call may be waiting for it; and what ends a goroutine is a failure of
// the call or the task. A goroutine inherits the profiler's labels of the one that starts it, which is a pointer that nothing in the
// runtime looks behind.

// A badge is what our labels begin with. Profiles read it as their own type, a struct that begins with a slice of labels:
// https://github.com/golang/go/blob/go1.26.0/src/runtime/pprof/label.go. It is an empty one, whose capacity tells that it is ours.
type badge [3]uintptr

const (
	badgeOfCall = 0x746f7068 + iota
	badgeOfTask
)

// A label belongs to one outermost call of a thread that keeps targets. That of a task is the [Task] itself.
type label struct {
	badge
	call  callState
	stuck atomic.Bool           // a goroutine of the call has waited for its end in vain
	name  string                // of the Go function
	why   atomic.Pointer[error] // what has ended a goroutine of the call
}

// origin is what has started this goroutine: a call, a task, or nothing of ours.
func origin() (*label, *Task) {
	p := runtime_getProfLabel()
	if p == nil {
		return nil, nil
	}
	switch *(*badge)(p) {
	case badge{2: badgeOfCall}:
		return (*label)(p), nil
	case badge{2: badgeOfTask}:
		return nil, (*Task)(p)
	}
	return nil, nil
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

func relabel(p unsafe.Pointer) {
	if p != nil {
		runtime_setProfLabel(p)
	}
}

// spawn starts a goroutine that belongs to no call, though one may be running.
func spawn(run func()) {
	before := unlabel()
	go run()
	relabel(before)
}
