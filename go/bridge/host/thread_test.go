package host

import (
	"sync/atomic"
	"testing"
	"unsafe"
)

// attach stands for topher_attach on a thread of its own. Test files cannot use cgo, but the types that it made are there.
func attach(t testing.TB) unsafe.Pointer {
	arena := make([]float64, 1<<13)
	c := &_Ctype_struct_topher_thread{}
	c.arena = (*_Ctype_uint8_t)(unsafe.Pointer(&arena[0]))
	c.header = c.arena
	c.size = _Ctype_int64_t(len(arena) * 8)
	arena[headerFree/8] = headerSize
	c.number = _Ctype_int32_t(topherThreadBegins(c))
	t.Cleanup(func() {
		all := append([]*thread(nil), numbered()...)
		all[c.number].handles.dropAll()
		all[c.number] = nil
		threads.numbered.Store(&all)
		// As at the end of a thread: a place that is not given back is passed by whenever a thread looks for one.
		atomic.StoreInt32((*int32)(unsafe.Pointer(&c.flight.taken)), 0)
	})
	return unsafe.Pointer(c)
}

func of(p unsafe.Pointer) *thread { return threadOf(p, "test") }
