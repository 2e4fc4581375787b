// Package allocations tells what Go has allocated so far: the difference around calls is what they allocate.
package allocations

import "runtime"

// stats is filled again and again, so that reading it allocates nothing.
var stats runtime.MemStats

// Read gives the number of objects and of bytes that were ever allocated.
func Read() (count, bytes int) {
	runtime.ReadMemStats(&stats)
	return int(stats.Mallocs), int(stats.TotalAlloc)
}
