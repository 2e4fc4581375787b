package work

import (
	"runtime"
	"unsafe"

	"github.com/topherjs/topher/bench/allocations"
)

// Allocations gives the number of objects and of bytes that were ever allocated.
func Allocations() (count, bytes int) { return allocations.Read() }

// Collect runs the garbage collector.
func Collect() { runtime.GC() }

// Address tells where the numbers lie.
func Address(numbers []float64) uint64 {
	return uint64(uintptr(unsafe.Pointer(unsafe.SliceData(numbers))))
}
