package host

import (
	"fmt"
	"runtime"
	"strings"
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
		case isBoundary(f.Function):
			return strings.Join(dropExport(lines), "")
		case !unwound:
			unwound = f.Function == "runtime.gopanic" || f.Function == "runtime.Goexit"
		case len(lines) == 0 && strings.HasPrefix(f.Function, "runtime."):
			// what the processor's fault or a failed check came through
		case strings.HasPrefix(f.Function, around), strings.HasPrefix(f.Function, coroutine):
		default:
			lines = append(lines, fmt.Sprintf("%s\n\t%s:%d\n", f.Function, f.File, f.Line))
		}
		if !more || len(lines) == maxFrames {
			return strings.Join(lines, "")
		}
	}
}

// The function that a coroutine begins with, and those around the iterator in it.
const (
	coroutine = "github.com/topherjs/topher/go/bridge/host.contain"
	around    = "github.com/topherjs/topher/go/bridge/host.StartSeq"
)

// isBoundary tells where C or a coroutine begins.
func isBoundary(function string) bool {
	return strings.HasPrefix(function, "_cgoexp_") || strings.HasPrefix(function, "runtime.cgocallback") || function == coroutine
}

// dropExport leaves out the generated export itself, unless there is nothing else.
func dropExport(lines []string) []string {
	if n := len(lines); n > 1 && strings.HasPrefix(lines[n-1], "main.z") {
		return lines[:n-1]
	}
	return lines
}
