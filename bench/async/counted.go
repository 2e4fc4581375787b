package async

import (
	"runtime"

	"github.com/topherjs/topher/bench/allocations"
)

// Allocations gives the number of objects and of bytes that were ever allocated.
func Allocations() (count, bytes int) { return allocations.Read() }

// Collect runs the garbage collector.
func Collect() { runtime.GC() }
