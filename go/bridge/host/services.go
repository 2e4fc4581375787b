package host

// #include <stdint.h>
import "C"

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"unsafe"

	"github.com/topherjs/topher/go/bridge/wire"
)

// The Go halves of services.c. t is the calling thread and never nil.

// recovered is deferred by what has no failure to write: a panic there is topher's own fault. The function returns zero.
func recovered(name string) {
	if p := recover(); p != nil {
		fmt.Fprintf(os.Stderr, "topher: %s panicked: %v\n%s", name, p, panicStack())
	}
}

//export topherFetch
func topherFetch(t unsafe.Pointer, id float64, into unsafe.Pointer) int32 {
	defer recovered("topher_fetch")
	b := threadOf(t, "topher_fetch").blobs.take(uint64(id))
	if b == nil {
		return 0
	}
	copy(unsafe.Slice((*byte)(into), len(b)), b)
	return 1
}

//export topherRelease
func topherRelease(t unsafe.Pointer, handle float64) int32 {
	defer recovered("topher_release")
	if threadOf(t, "topher_release").release(wire.Handle(handle)) != nil {
		return 0
	}
	return 1
}

//export topherSame
func topherSame(t unsafe.Pointer, a, b float64) int32 {
	defer recovered("topher_same")
	th := threadOf(t, "topher_same")
	va, errA := th.held(wire.Handle(a))
	vb, errB := th.held(wire.Handle(b))
	switch {
	case errA != nil || errB != nil:
		return -1
	case same(va, vb):
		return 1
	}
	return 0
}

//export topherLive
func topherLive(t unsafe.Pointer, what int32) float64 {
	defer recovered("topher_live")
	if what < liveHere {
		return live(what)
	}
	if t == nil {
		return 0
	}
	return float64(threadOf(t, "topher_live").live(what - liveHere))
}

// liveHere, added to what is counted, means the calling thread alone.
const liveHere = 256

//export topherIdentity
func topherIdentity(into unsafe.Pointer, size int32) int32 {
	defer recovered("topher_identity")
	s := identity()
	if into != nil && size > 0 {
		copy(unsafe.Slice((*byte)(into), int(size)), s)
	}
	return int32(len(s))
}

//export topherDroppedSlots
func topherDroppedSlots(t unsafe.Pointer, into unsafe.Pointer, n int32) int32 {
	defer recovered("topher_dropped_slots")
	if n <= 0 {
		return 0
	}
	th := threadOf(t, "topher_dropped_slots")
	th.letGo()
	return int32(th.slots.takeDropped(unsafe.Slice((*uint32)(into), int(n))))
}

//export topherListen
func topherListen(t unsafe.Pointer, wake float64) {
	defer recovered("topher_listen")
	threadOf(t, "topher_listen").listen(int64(wake))
}

//export topherReport
func topherReport(t unsafe.Pointer) int32 {
	defer recovered("topher_report")
	if !debug {
		return 0
	}
	th := threadOf(t, "topher_report")
	runtime.GC() // what Go has dropped is not reported
	th.letGo()
	fmt.Fprint(os.Stderr, th.report())
	return 1
}

//export topherErrorIs
func topherErrorIs(t unsafe.Pointer, at int32) (bits int32) {
	c := Begin(t, at, "errors.Is")
	defer c.End(&bits)
	err := wire.ReadValue[error](&c.In)
	target := wire.ReadValue[error](&c.In)
	c.Ready()
	is := errors.Is(err, target)
	c.Returned().Bool(is)
	return bits
}

//export topherErrorAs
func topherErrorAs(t unsafe.Pointer, at int32) (bits int32) {
	c := Begin(t, at, "errors.As")
	defer c.End(&bits)
	err := wire.ReadValue[error](&c.In)
	id := c.In.Uint32()
	c.Ready()
	wire.WriteAs(c.Returned(), err, id)
	return bits
}

//export topherStringOf
func topherStringOf(t unsafe.Pointer, at int32) (bits int32) {
	c := Begin(t, at, "fmt.Sprint")
	defer c.End(&bits)
	v := wire.ReadHandle[any](&c.In)
	c.Ready()
	s := fmt.Sprint(v)
	c.Returned().String(s)
	return bits
}
