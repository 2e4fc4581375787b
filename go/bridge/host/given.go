package host

import (
	"runtime"
	"weak"
)

// A givenEnd is what JavaScript has of an object of Go's through which a task reads or writes bytes of JavaScript's. It refers to the
// object only weakly: when Go has it no longer, JavaScript is told.
type givenEnd[O any] struct {
	byteEnd
	object weak.Pointer[O]
}

func (e *givenEnd[O]) given() *givenEnd[O] { return e }

// dropping is a stream that is told when Go has its object no longer.
type dropping[O any] interface {
	stream
	lent
	given() *givenEnd[O]
	dropped()
}

// givenObject is the object for a stream of JavaScript's: the same one as before while Go has it, or what create makes. most is how many
// bytes may wait.
func givenObject[O any, S dropping[O]](by side, number uint32, most int, create func() (S, *O)) *O {
	t, name := by.of()
	t.streams.making.Lock()
	defer t.streams.making.Unlock()
	if before, ok := t.streams.find(number).(S); ok {
		if o := before.given().object.Value(); o != nil {
			return o
		}
		before.given().over()
	}
	s, o := create()
	e := s.given()
	e.strand = strand{thread: t, number: number, name: name}
	e.pipe.init(t, most, e.ready)
	e.pipe.promised = true
	e.object = weak.Make(o)
	runtime.AddCleanup(o, S.dropped, s)
	e.open(s, nil)
	if c, ok := by.(*Call); ok && c.task != nil {
		collectAfter(c.task, s)
	}
	return o
}
