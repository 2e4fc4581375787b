package host

import (
	"fmt"
	"iter"
	"os"

	"github.com/topherjs/topher/go/bridge/wire"
)

// A Sequence is a running loop over an iterator of Go, of which JavaScript takes one value after the other.
//
// It is a coroutine of the runtime, and the runtime ends the process where one goes on in another thread, or among more or
// fewer calls from C, than it began in. A sequence therefore remembers how deep its calls were nested. Its handle belongs to one thread.
type Sequence[V any] struct {
	loop
	next func() (V, bool)
}

// A Sequence2 is a [Sequence] of pairs.
type Sequence2[K, V any] struct {
	loop
	next func() (K, V, bool)
}

type loop struct {
	depth int // calls that were running at the start, with the one that started it
	stop  func()
	over  bool
}

func (l *loop) base() *loop { return l }

// sequences are those of one thread.
type sequences struct {
	held    int     // handles of loops that are not over
	waiting []*loop // to be stopped by the next call at their depth
}

// StartSeq begins a loop over seq, which has not run any of its code yet. The export gives it a handle.
func StartSeq[S ~func(yield func(V) bool), V any](c *Call, seq S) *Sequence[V] {
	if seq == nil {
		refuse(wire.Errorf(wire.CodeNil, "the iterator is nil"))
	}
	s, t := &Sequence[V]{}, c.thread
	s.next, s.stop = iter.Pull(func(yield func(V) bool) {
		contain(func() {
			t.adopt()
			seq(func(v V) bool {
				more := yield(v)
				t.adopt()
				return more
			})
		})
	})
	c.startLoop(&s.loop)
	return s
}

// StartSeq2 is [StartSeq] for pairs.
func StartSeq2[S ~func(yield func(K, V) bool), K, V any](c *Call, seq S) *Sequence2[K, V] {
	if seq == nil {
		refuse(wire.Errorf(wire.CodeNil, "the iterator is nil"))
	}
	s, t := &Sequence2[K, V]{}, c.thread
	s.next, s.stop = iter.Pull2(func(yield func(K, V) bool) {
		contain(func() {
			t.adopt()
			seq(func(k K, v V) bool {
				more := yield(k, v)
				t.adopt()
				return more
			})
		})
	})
	c.startLoop(&s.loop)
	return s
}

// NextSeq takes the next value of the [Sequence] that a handle stands for. At the end ok is false and the handle is released, and
// so it is where the loop's code panics. The export calls it before Returned.
func NextSeq[V any](c *Call, handle float64) (v V, ok bool) {
	s := Receiver[*Sequence[V]](c, handle)
	c.enterLoop(&s.loop)
	defer func() { c.leaveLoop(&s.loop, handle, ok) }()
	v, ok = s.next()
	return v, ok
}

// NextSeq2 is [NextSeq] for pairs.
func NextSeq2[K, V any](c *Call, handle float64) (k K, v V, ok bool) {
	s := Receiver[*Sequence2[K, V]](c, handle)
	c.enterLoop(&s.loop)
	defer func() { c.leaveLoop(&s.loop, handle, ok) }()
	k, v, ok = s.next()
	return k, v, ok
}

func (c *Call) startLoop(l *loop) {
	c.stopWaiting()
	l.depth = c.index + 1
	c.thread.sequences.held++
}

func (c *Call) enterLoop(l *loop) {
	c.stopWaiting()
	if l.depth != c.index+1 {
		refuse(wire.Errorf(wire.CodeIteratorContext, "the iterator was started %s, and goes on only there", where(l.depth)))
	}
}

func where(depth int) string {
	if depth == 1 {
		return "outside of all callbacks"
	}
	return fmt.Sprintf("inside callback %d of those that were running", depth-1)
}

func (c *Call) leaveLoop(l *loop, handle float64, ok bool) {
	if !ok {
		c.thread.endLoop(l)
		_ = c.thread.release(wire.Handle(handle)) // the loop's own code may have released it
	}
}

// endLoop says that a loop has come to its end.
func (t *thread) endLoop(l *loop) {
	if !l.over {
		l.over = true
		t.sequences.held--
	}
}

// released is told what a handle stood for that is released. A loop is not over, and its code waits in the middle: it is stopped
// where that is possible.
func (s *sequences) released(v any) {
	if b, ok := v.(interface{ base() *loop }); ok {
		if l := b.base(); !l.over {
			l.over = true
			s.held--
			s.waiting = append(s.waiting, l)
		}
	}
}

// stopWaiting stops the loops that were given up elsewhere and belong to this depth.
func (c *Call) stopWaiting() {
	s := &c.thread.sequences
	for i := 0; i < len(s.waiting); {
		l := s.waiting[i]
		if l.depth != c.index+1 {
			i++
			continue
		}
		s.waiting = append(s.waiting[:i], s.waiting[i+1:]...)
		l.stopAside()
		i = 0 // its code may have given up others
	}
}

// stopAside stops a loop in a call that is about something else. What its code panics with is nobody's failure.
func (l *loop) stopAside() {
	defer func() {
		if p := recover(); p != nil {
			if b, ok := p.(bodyPanic); ok {
				p = b.value
			}
			fmt.Fprintf(os.Stderr, "topher: an iterator panicked when it was stopped: %s\n", panicMessage(p))
		}
	}()
	l.stop()
}

// stopLoop is what topher_iterator_stop does with a handle.
func (c *Call) stopLoop(handle wire.Handle) {
	c.stopWaiting()
	held, err := c.thread.held(handle)
	if err != nil {
		refuse(err)
	}
	b, ok := held.(interface{ base() *loop })
	if !ok {
		refuse(wire.Errorf(wire.CodeType, "the handle stands for a %T, and an iterator is needed", held))
	}
	l := b.base()
	if l.depth == c.index+1 {
		c.thread.endLoop(l)
		_ = c.thread.release(handle)
		l.stop()
		return
	}
	_ = c.thread.release(handle) // and another call stops it
}

// A bodyPanic is a panic of an iterator's code, with the stack of the coroutine.
type bodyPanic struct {
	value any
	stack string
}

// contain runs an iterator's code. The coroutine would pass runtime.Goexit on to JavaScript's goroutine, which cannot end; here it
// becomes a panic.
func contain(run func()) {
	finished := false
	defer func() {
		if finished {
			return
		}
		switch p := recover().(type) {
		case nil:
			panic(bodyPanic{"the iterator called runtime.Goexit", panicStack()})
		case *wire.Error, *thrownError, bodyPanic: // JavaScript knows where they are from
			panic(p)
		default:
			panic(bodyPanic{p, panicStack()})
		}
	}()
	run()
	finished = true
}
