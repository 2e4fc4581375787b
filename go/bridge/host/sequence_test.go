package host

import (
	"iter"
	"testing"
	"unsafe"

	"github.com/topherjs/topher/go/bridge/wire"
)

// loopOver starts a loop in a call of its own, takes n values and gives its handle.
func loopOver(p unsafe.Pointer, seq iter.Seq[int], n int) wire.Handle {
	inArena(p, func(c *Call) { wire.WriteHandle(c.Returned(), StartSeq(c, seq)) })
	h := result(p).Handle()
	for range n {
		next(p, h)
	}
	return h
}

func next(p unsafe.Pointer, h wire.Handle) (bits int32) {
	return inArena(p, func(c *Call) {
		v, ok := NextSeq[int](c, float64(h))
		w := c.Returned()
		w.Bool(ok)
		w.Int(v)
	})
}

func counted(ended *int, whenStopped func()) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer func() { *ended++ }()
		for i := 0; ; i++ {
			if !yield(i) {
				whenStopped()
				return
			}
		}
	}
}

// A handle that is released stands for code that waits: the next call of an iterator's function at its depth stops it.
func TestSequence_IsStoppedWhereItCanBe(t *testing.T) {
	p := attach(t)
	ended := 0
	quiet := counted(&ended, func() {})
	h := loopOver(p, quiet, 3)
	of(p).release(h)
	// Neither a call that has nothing to do with iterators nor one at another depth.
	addDirect(p, 1, 2)
	inner := wire.Handle(0)
	inArena(p, func(c *Call) {
		inner = loopOver(p, quiet, 1)
		c.Returned()
	})
	if ended != 0 || len(of(p).sequences.waiting) != 1 {
		t.Errorf("%d have ended", ended)
	}
	if bits := next(p, inner); bits != bitFailure || ended != 1 {
		t.Errorf("a step elsewhere: bits %d, %d have ended", bits, ended)
	} else if r := result(p); r.Uint8() != failureRefused || r.String() != wire.CodeIteratorContext {
		t.Error("a step elsewhere is refused in another way")
	}
	of(p).release(inner)
	// What the code panics with when it is stopped is not the failure of the call that stops it.
	of(p).release(loopOver(p, counted(&ended, func() { panic("when it was stopped") }), 1))
	h = loopOver(p, quiet, 1)
	if r := result(p); !r.Bool() || r.Int() != 0 || ended != 2 {
		t.Errorf("%d have ended", ended)
	}
	of(p).release(h)
	if n := of(p).sequences.held; n != 0 {
		t.Errorf("%d loops are counted", n)
	}
}

func TestSequence_NilIsRefused(t *testing.T) {
	p := attach(t)
	bits := inArena(p, func(c *Call) { StartSeq2[iter.Seq2[int, int]](c, nil) })
	if r := result(p); bits != bitFailure || r.Uint8() != failureRefused || r.String() != wire.CodeNil {
		t.Errorf("bits %d", bits)
	}
}

func BenchmarkSequence(b *testing.B) {
	p := attach(b)
	ended := 0
	h := loopOver(p, counted(&ended, func() {}), 1)
	b.ReportAllocs()
	for b.Loop() {
		next(p, h)
	}
}
