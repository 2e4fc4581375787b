package host

import (
	"runtime"
	"sync"
	"weak"
)

// A thrownError is an error that belongs to JavaScript: one that a callback threw, or one that was passed to Go. Given
// back, it becomes the same object. While Go holds it, JavaScript keeps the object in a slot.
type thrownError struct {
	owner   *thread
	slot    uint32
	message string
}

func (e *thrownError) Error() string { return e.message }

// slots knows which errors of JavaScript Go still holds. The cleanups that empty it run on goroutines of the runtime.
type slots struct {
	sync.Mutex
	held    map[uint32]weak.Pointer[thrownError]
	dropped map[uint32]struct{}
}

// caught is the error in a slot: the same one as before while Go holds that.
func (t *thread) caught(slot uint32, message string) *thrownError {
	s := &t.slots
	s.Lock()
	defer s.Unlock()
	if e := s.held[slot].Value(); e != nil {
		return e
	}
	if s.held == nil {
		s.held = map[uint32]weak.Pointer[thrownError]{}
		s.dropped = map[uint32]struct{}{}
	}
	delete(s.dropped, slot)
	e := &thrownError{t, slot, message}
	s.held[slot] = weak.Make(e)
	runtime.AddCleanup(e, s.drop, slot)
	return e
}

// drop notes that Go holds a slot's error no longer, unless it has come again meanwhile.
func (s *slots) drop(slot uint32) {
	s.Lock()
	defer s.Unlock()
	if s.held[slot].Value() == nil {
		delete(s.held, slot)
		s.dropped[slot] = struct{}{}
	}
}

// takeDropped moves dropped slots to into, as many as fit.
func (s *slots) takeDropped(into []uint32) (n int) {
	s.Lock()
	defer s.Unlock()
	for slot := range s.dropped {
		if n == len(into) {
			break
		}
		into[n] = slot
		n++
		delete(s.dropped, slot)
	}
	return n
}

// slotOf is the slot of an error that belongs to this thread's JavaScript.
func (t *thread) slotOf(err error) (slot uint32, message string, ok bool) {
	e, ok := err.(*thrownError)
	if !ok || e.owner != t {
		return 0, "", false
	}
	return e.slot, e.message, true
}
