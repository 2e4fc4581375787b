package host

import (
	"runtime"
	"sync"
	"sync/atomic"
	"weak"
)

// A thrownError is an error that belongs to JavaScript: one that a callback threw, or one that was passed to Go. Given
// back, it becomes the same object. While Go holds it, JavaScript keeps the object in a slot.
type thrownError struct {
	owner   *thread
	slot    uint32
	message string
	cause   atomic.Pointer[error] // the error of Go that JavaScript threw
}

// Unwrap is the error of Go that JavaScript threw again, so that errors.Is and errors.As find it. nil for its own.
func (e *thrownError) Unwrap() error {
	if cause := e.cause.Load(); cause != nil {
		return *cause
	}
	return nil
}

func (e *thrownError) Error() string { return e.message }

// slots knows what of JavaScript's Go still holds: errors, and targets (see kept.go). Both are numbered by JavaScript, in one
// sequence. The cleanups that empty it run on goroutines of the runtime.
type slots struct {
	sync.Mutex
	errors   map[uint32]weak.Pointer[thrownError]
	targets  map[uint32]weak.Pointer[Func]
	closures map[uintptr]weak.Pointer[Func] // the func values that were made of targets
	kept     atomic.Int64                   // targets
	dropped  map[uint32]struct{}
	pinned   map[uint32]int // by answers that were not read yet: JavaScript must not be told to drop them
}

// slotOf is a slot as a cleanup gets it: with the object that the collector has dropped, as another may hold the slot again.
type slotOf[T any] struct {
	slot   uint32
	holder weak.Pointer[T]
}

// caught is the error in a slot: the same one as before while Go holds that.
func (t *thread) caught(slot uint32, message string) *thrownError {
	s := &t.slots
	s.Lock()
	defer s.Unlock()
	if e := s.errors[slot].Value(); e != nil {
		return e
	}
	if s.errors == nil {
		s.errors = map[uint32]weak.Pointer[thrownError]{}
	}
	delete(s.dropped, slot)
	e := &thrownError{owner: t, slot: slot, message: message}
	w := weak.Make(e)
	s.errors[slot] = w
	runtime.AddCleanup(e, s.dropError, slotOf[thrownError]{slot, w})
	return e
}

// dropError notes that Go holds an error no longer, unless its slot has come again meanwhile.
func (s *slots) dropError(of slotOf[thrownError]) {
	s.Lock()
	defer s.Unlock()
	if s.errors[of.slot] == of.holder {
		delete(s.errors, of.slot)
		s.drop(of.slot)
	}
}

// drop adds a slot to those that JavaScript asks for. The lock is held.
func (s *slots) drop(slot uint32) {
	if s.dropped == nil {
		s.dropped = map[uint32]struct{}{}
	}
	s.dropped[slot] = struct{}{}
}

// takeDropped moves dropped slots to into, as many as fit.
func (s *slots) takeDropped(into []uint32) (n int) {
	s.Lock()
	defer s.Unlock()
	for slot := range s.dropped {
		if n == len(into) {
			break
		}
		if _, pinned := s.pinned[slot]; pinned {
			continue
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

// refs are the errors and targets of JavaScript's that were written. Until JavaScript has read the bytes they must live: code of the
// user's that runs meanwhile, such as an Error method, may call JavaScript, which asks what Go has dropped.
type refs []any

// thrown is the slot of an error that belongs to this thread's JavaScript, and which is to be written.
func (r *refs) thrown(t *thread, err error) (slot uint32, message string, ok bool) {
	slot, message, ok = t.slotOf(err)
	if ok {
		*r = append(*r, err)
	}
	return slot, message, ok
}

// target is the id of the target that a value which is to be written was made of.
func (r *refs) target(t *thread, v any) (id uint32, ok bool) {
	id, ok = t.targetOf(v)
	if ok {
		*r = append(*r, v)
	}
	return id, ok
}

// clear lets go of them: JavaScript has read what was written, or will do so before it asks.
func (r *refs) clear() {
	clear(*r)
	*r = (*r)[:0]
}
