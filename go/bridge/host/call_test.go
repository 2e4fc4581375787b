package host

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"github.com/topherjs/topher/go/bridge/wire"
)

func direct(p unsafe.Pointer, f func(*Call) float64) float64 {
	c := BeginDirect(p, "test.Direct")
	defer c.EndDirect()
	return f(c)
}

func inArena(p unsafe.Pointer, f func(*Call)) (bits int32) {
	c := Begin(p, headerSize, "test.Arena")
	defer c.End(&bits)
	c.Ready()
	f(c)
	return bits
}

// result reads what a call left at the arena's first offset.
func result(p unsafe.Pointer) *wire.Reader {
	var r wire.Reader
	r.Objects = &Call{thread: of(p)}
	r.Reset(of(p).arena()[headerSize:])
	return &r
}

func addDirect(p unsafe.Pointer, a, b float64) float64 {
	c := BeginDirect(p, "test.Add")
	defer c.EndDirect()
	return c.Int(Int(a) + Int(b))
}

func addArena(p unsafe.Pointer, at int32) (bits int32) {
	c := Begin(p, at, "test.Add")
	defer c.End(&bits)
	a := c.In.Int()
	b := c.In.Int()
	c.Ready()
	w := c.Returned()
	w.Int(a + b)
	return bits
}

type thing struct{ n int }

func (t *thing) add(n int) int { t.n += n; return t.n }

func addMethod(p unsafe.Pointer, recv, n float64) float64 {
	c := BeginDirect(p, "test.Add")
	defer c.EndDirect()
	return c.Int(Receiver[*thing](c, recv).add(Int(n)))
}

func TestCall_HotPathAllocatesNothing(t *testing.T) {
	p := attach(t)
	v := &thing{}
	h := of(p).hold(v)
	for name, f := range map[string]func(){
		"direct":        func() { addDirect(p, 1, 2) },
		"direct method": func() { addMethod(p, float64(h), 1) },
		"arena":         func() { addArena(p, headerSize) },
		"handle":        func() { of(p).release(of(p).hold(v)) },
		"handle result": func() {
			inArena(p, func(c *Call) { wire.WriteHandle(c.Returned(), v) })
			of(p).release(wire.Handle(getFloat(of(p).arena()[headerSize:])))
		},
	} {
		if n := testing.AllocsPerRun(1000, f); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

func BenchmarkDirect(b *testing.B) {
	p := attach(b)
	b.ReportAllocs()
	for b.Loop() {
		addDirect(p, 1, 2)
	}
}

func BenchmarkDirectMethod(b *testing.B) {
	p := attach(b)
	h := float64(of(p).hold(&thing{}))
	b.ReportAllocs()
	for b.Loop() {
		addMethod(p, h, 1)
	}
}

func BenchmarkArena(b *testing.B) {
	p := attach(b)
	b.ReportAllocs()
	for b.Loop() {
		addArena(p, headerSize)
	}
}

func BenchmarkHandle(b *testing.B) {
	t := of(attach(b))
	v := &thing{}
	b.ReportAllocs()
	for b.Loop() {
		t.release(t.hold(v))
	}
}

func BenchmarkPanic(b *testing.B) {
	p := attach(b)
	for b.Loop() {
		inArena(p, func(*Call) { panic("no") })
	}
}

func TestCall_FailuresAreWritten(t *testing.T) {
	p := attach(t)
	refused := func(name, code string, f func(*Call)) {
		t.Helper()
		bits := inArena(p, f)
		r := result(p)
		if kind, got := r.Uint8(), r.String(); bits != bitFailure || kind != failureRefused || got != code {
			t.Errorf("%s: bits %d, kind %d, code %q", name, bits, kind, got)
		}
	}
	refused("an unsafe result", wire.CodeRange, func(c *Call) { c.Returned().Int(1 << 60) })
	refused("a refusal", wire.CodeNil, func(c *Call) { Receiver[*thing](c, 0) })
	refused("a refusal that is returned", wire.CodeNil, func(c *Call) { c.Throw(wire.Errorf(wire.CodeNil, "nil")) })

	for _, v := range []any{errors.New("no"), "no", stringer("no"), fmt.Errorf("%s", "no")} {
		bits := inArena(p, func(*Call) { panic(v) })
		r := result(p)
		if kind, message, stack := r.Uint8(), r.String(), r.String(); bits&^bitHandles != bitFailure || kind != failurePanic || message != "no" ||
			!strings.Contains(stack, "TestCall_FailuresAreWritten") || strings.Contains(stack, "runtime.gopanic") {
			t.Errorf("panic(%T): bits %d, kind %d, %q\n%s", v, bits, kind, message, stack)
		}
	}

	// Methods of the user's types that panic while the failure is written.
	for name, f := range map[string]func(*Call){
		"an error":          func(c *Call) { c.Throw(broken{}) },
		"a panicking error": func(c *Call) { panic(broken{}) },
		"a nil stringer":    func(c *Call) { panic((*nilStringer)(nil)) },
	} {
		if bits := inArena(p, f); bits&^bitHandles != bitFailure {
			t.Errorf("%s whose method panics: bits %d", name, bits)
		}
	}
	if d := of(p).depth; d != 0 {
		t.Errorf("%d calls are still running", d)
	}
}

type stringer string

func (s stringer) String() string { return string(s) }

type broken struct{}

func (broken) Error() string { panic("broken") }
func (broken) Unwrap() error { panic("broken too") }

type nilStringer struct{ s string }

func (s *nilStringer) String() string { return s.s }

func TestCall_HandlesOfAFailedCallAreReleased(t *testing.T) {
	p := attach(t)
	before := live(0)
	inArena(p, func(c *Call) {
		w := c.Returned()
		wire.WriteHandle(w, &thing{})
		w.Int(1 << 60)
	})
	inArena(p, func(c *Call) {
		wire.WriteHandle(c.Returned(), &thing{})
		panic("after a handle")
	})
	if n := live(0); n != before {
		t.Errorf("%v handles, want %v", n, before)
	}
}

// listed is the list of handles behind what a call gave.
func listed(th *thread, b []byte) (held []wire.Handle) {
	end := int(getFloat(th.header()[headerEnd:]))
	n := int(binary.LittleEndian.Uint32(b[end-4:]))
	for at := end - 4 - 8*n; at < end-4; at += 8 {
		held = append(held, wire.Handle(getFloat(b[at:])))
	}
	return held
}

func TestCall_NamesTheHandlesInWhatItGives(t *testing.T) {
	p := attach(t)
	th := of(p)
	give := func(n, padding int) func(*Call) {
		return func(c *Call) {
			w := c.Returned()
			w.Raw(make([]byte, padding))
			for range n {
				wire.WriteHandle(w, &thing{})
			}
		}
	}
	read := func(r *wire.Reader, n int) (held []wire.Handle) {
		for range n {
			held = append(held, r.Handle())
		}
		return held
	}
	if bits := inArena(p, give(0, 1)); bits != 0 {
		t.Errorf("without handles: bits %d", bits)
	}
	if bits, want := inArena(p, give(3, 0)), read(result(p), 3); bits != bitHandles || !slices.Equal(listed(th, th.arena()), want) {
		t.Errorf("in the arena: bits %d, %v, want %v", bits, listed(th, th.arena()), want)
	}
	padding := len(th.arena())
	bits := inArena(p, give(2, padding))
	b := th.blobs.take(uint64(getFloat(th.header()[headerBlob:])))
	var r wire.Reader
	r.Reset(b[padding:])
	if want := read(&r, 2); bits != bitHandles|bitBlob || !slices.Equal(listed(th, b), want) {
		t.Errorf("in a blob: bits %d, %v, want %v", bits, listed(th, b), want)
	}
	direct := func(err error) {
		c := BeginDirect(p, "test.Direct")
		defer c.EndDirect()
		panic(err)
	}
	for err, want := range map[error]int{errors.New("no"): 1, wire.Errorf(wire.CodeNil, "nil"): 0} {
		direct(err)
		b := th.blobs.take(uint64(getFloat(th.header()[headerBlob:])))
		if getFloat(th.header()[headerEnd:]) == 0 {
			if want != 0 {
				t.Errorf("a direct call that fails with %v has no list", err)
			}
		} else if got := listed(th, b); len(got) != want {
			t.Errorf("a direct call that fails with %v: %v", err, got)
		}
	}
}

func TestCall_AnErrorOutlivesResultsThatCannotCross(t *testing.T) {
	p := attach(t)
	bits := inArena(p, func(c *Call) { c.Throw(errors.New("no"), 1<<60) })
	r := result(p)
	if kind, err, n := r.Uint8(), r.Error(), r.Uint32(); bits != bitFailure|bitHandles || kind != failureError || err == nil || err.Error() != "no" || n != 0 {
		t.Errorf("bits %d, kind %d, %v, %d results", bits, kind, err, n)
	}
}

func TestCall_NestsWhateverItsDepth(t *testing.T) {
	p := attach(t)
	var nest func(depth int) int32
	nest = func(depth int) int32 {
		return inArena(p, func(c *Call) {
			if depth > 0 && nest(depth-1) != 0 {
				panic("the inner call failed")
			}
			if of(p).depth == 0 {
				panic("the call is not counted")
			}
			c.Returned().Int(depth)
		})
	}
	if bits := nest(500); bits != 0 || result(p).Int() != 500 || of(p).depth != 0 {
		t.Errorf("bits %d, depth %d", bits, of(p).depth)
	}
}

func TestThrown(t *testing.T) {
	p, other := attach(t), attach(t)
	e := of(p).caught(5, "x")
	if again := of(p).caught(5, "x"); again != e {
		t.Error("one slot gave two errors")
	}
	bits := inArena(p, func(*Call) { panic(e) })
	if r := result(p); bits != bitFailure || r.Uint8() != failureThrown || r.Uint32() != 5 {
		t.Error("a thrown error came back as something else")
	}
	// On another thread it is an error of Go.
	inArena(other, func(c *Call) { c.Throw(e) })
	if r := result(other); r.Uint8() != failureError || r.Uint8() != 1 {
		t.Error("another thread got a slot that is not its own")
	}
}

func TestArgument(t *testing.T) {
	p := attach(t)
	h := float64(of(p).hold(&thing{}))
	if direct(p, func(c *Call) float64 { return c.Bool2(Argument[*thing](c, h) != nil && Argument[*thing](c, 0) == nil) }) != 1 {
		t.Error("a handle stands for something else")
	}
}

// Bool2 lets a test return a bool as the direct helper above does.
func (c *Call) Bool2(v bool) float64 { return float64(c.Bool(v)) }
