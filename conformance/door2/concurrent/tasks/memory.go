package tasks

import (
	"runtime"
	"runtime/debug"
)

// Heap counts the bytes of Go's heap that are in use.
func Heap() int {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int(m.HeapAlloc)
}

// FreeMemory runs Go's garbage collector and gives back to the system what it can.
func FreeMemory() { debug.FreeOSMemory() }
