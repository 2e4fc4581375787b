package host

import (
	"fmt"
	"runtime"
	"slices"
	"strings"

	"github.com/topherjs/topher/go/bridge/wire"
)

// maxFrames is how much of a stack is kept.
const maxFrames = 100

// panicStack is the stack of the panic that is being recovered, from the function that panicked to the one that JavaScript
// called: without the runtime's frames on top, and without the export's and those below it.
func panicStack() string {
	var pcs [maxFrames + 32]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	var lines []string
	for unwound := false; ; {
		f, more := frames.Next()
		switch {
		case f.Function == goroutine:
			return strings.Join(dropLast(lines), "")
		case isBoundary(f.Function):
			return strings.Join(dropExport(lines), "")
		case !unwound:
			unwound = f.Function == "runtime.gopanic" || f.Function == "runtime.Goexit"
		case len(lines) == 0 && strings.HasPrefix(f.Function, "runtime."):
			// what the processor's fault or a failed check came through
		case strings.HasPrefix(f.Function, around), strings.HasPrefix(f.Function, coroutine), strings.HasPrefix(f.Function, goroutine),
			strings.HasPrefix(f.Function, base), isAside(f.Function):
		default:
			lines = append(lines, fmt.Sprintf("%s\n\t%s:%d\n", f.Function, f.File, f.Line))
		}
		if !more || len(lines) == maxFrames {
			return strings.Join(lines, "")
		}
	}
}

// The functions that the goroutine of a task and a coroutine begin with, and those around the iterator in it.
const (
	goroutine = "github.com/topherjs/topher/go/bridge/host.(*Task).run"
	coroutine = "github.com/topherjs/topher/go/bridge/host.contain"
	around    = "github.com/topherjs/topher/go/bridge/host.StartSeq"
	base      = "github.com/topherjs/topher/go/bridge/host.caught"
)

// isAside tells whether a function is one of this package's that calls the user's in a goroutine of a stream.
func isAside(function string) bool {
	name, ours := strings.CutPrefix(function, "github.com/topherjs/topher/go/bridge/host.")
	return ours && slices.ContainsFunc(aside[:], func(prefix string) bool { return strings.HasPrefix(name, prefix) })
}

var aside = [...]string{"OpenSeq", "openSeq", "(*channel[", "(*pump)", "(*source)", "(*sink)", "guard", "shut", "read"}

// caught runs what a goroutine of this package does with code of the user's, and gives what that panicked with to failed. Where it
// ended the goroutine, failed is called with goexited, and the goroutine ends.
//
//go:noinline
func caught(run func(), failed func(p any, stack string)) {
	finished := false
	defer func() {
		if finished {
			return
		}
		p := recover()
		if p == nil {
			p = goexited
		}
		failed(p, panicStack())
	}()
	run()
	finished = true
}

// goexited is what a goroutine of this package ends with where the user's code called runtime.Goexit.
var goexited = wire.Errorf(wire.CodeGoexit, "called runtime.Goexit")

// isCaught tells whether something of this package catches what this goroutine panics with, or passes it on.
func isCaught() bool {
	var pcs [64]uintptr
	for skip := 2; ; skip += len(pcs) {
		n := runtime.Callers(skip, pcs[:])
		frames := runtime.CallersFrames(pcs[:n])
		for more := n > 0; more; {
			var f runtime.Frame
			if f, more = frames.Next(); f.Function == goroutine || f.Function == coroutine || f.Function == base {
				return true
			}
		}
		if n < len(pcs) {
			return false
		}
	}
}

// isBoundary tells where C or a coroutine begins.
func isBoundary(function string) bool {
	return strings.HasPrefix(function, "_cgoexp_") || strings.HasPrefix(function, "runtime.cgocallback") || function == coroutine || function == base
}

// dropLast leaves out the function that [Task.Go] was given, unless there is nothing else.
func dropLast(lines []string) []string { return lines[:max(len(lines)-1, min(len(lines), 1))] }

// dropExport leaves out the generated export itself, unless there is nothing else.
func dropExport(lines []string) []string {
	if n := len(lines); n > 1 && strings.HasPrefix(lines[n-1], "main.z") {
		return lines[:n-1]
	}
	return lines
}
