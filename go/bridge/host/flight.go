package host

// #include <stdlib.h>
// #include "host.h"
import "C"

import (
	"sync"
	"sync/atomic"
	"unsafe"

	"github.com/topherjs/topher/go/bridge"
)

func init() { bridge.InFlight(unsafe.Pointer(C.topher_in_flight)) }

// A flight is how many tasks a thread has begun and how many of these have ended, by function, in memory of C's that is never
// freed: see flight.c.
type flight []C.struct_topher_running

// takeFlight gives a thread its place among what is in flight.
func takeFlight(c *C.struct_topher_thread) flight {
	functions := nameTasks()
	c.flight = C.topher_flight_take()
	if c.flight == nil {
		return nil // topher_attach ends the process
	}
	first := unsafe.Add(unsafe.Pointer(c.flight), unsafe.Sizeof(*c.flight))
	return unsafe.Slice((*C.struct_topher_running)(first), functions)
}

// nameTasks tells C the names of the functions that tasks can call, once, and returns how many they are. Those that are added after the
// first thread was attached, as tests do, are not counted.
var nameTasks = sync.OnceValue(func() int {
	n := len(taskList)
	if n > 0 {
		names := unsafe.Slice((**C.char)(C.calloc(C.size_t(n), C.size_t(unsafe.Sizeof(uintptr(0))))), n)
		for i, f := range taskList {
			names[i] = C.CString(f.Name)
		}
		C.topher_flight_tasks(&names[0], C.int32_t(n))
	}
	return n
})

// begun counts a task. Only the thread itself calls it, and only a signal handler may read meanwhile.
func (f flight) begun(function int) {
	if function < len(f) {
		f[function].begun++
	}
}

// ended counts one that has ended. Any goroutine calls it.
func (f flight) ended(function int) {
	if function < len(f) {
		atomic.AddInt64((*int64)(unsafe.Pointer(&f[function].ended)), 1)
	}
}
