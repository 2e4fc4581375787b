package host

import (
	"errors"
	"io"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/topherjs/topher/go/bridge/wire"
)

// written is a reader of what write writes in a call.
func (t *thread) written(write func(*wire.Writer)) *wire.Reader {
	c := &Call{thread: t, name: "test.Call"}
	c.out.Objects, c.In.Objects = c, c
	write(&c.out)
	c.In.Reset(c.out.Written())
	return &c.In
}

func target1(kind uint8, id uint32) func(*wire.Writer) {
	return func(w *wire.Writer) {
		w.Uint8(kind)
		w.Uint32(id)
	}
}

type op func(int) int

func buildOp(f *Func) op                { return func(n int) int { return n + int(f.id) } }
func buildPlain(f *Func) func(int) int  { return func(n int) int { return n + int(f.id) } }
func buildOther(f *Func) func() float64 { return func() float64 { return float64(f.id) } }

func TestReadFunc_IsTheSameFuncWhileGoHoldsIt(t *testing.T) {
	th := of(attach(t))
	kept := target1(targetKept, 7)
	first := ReadFunc(th.written(kept), buildOp)
	runtime.GC()
	again := ReadFunc(th.written(kept), buildOp)
	plain := ReadFunc(th.written(kept), buildPlain)
	if closureOf(first) != closureOf(again) || closureOf(first) != closureOf(plain) || plain(1) != 8 {
		t.Error("one function became several")
	}
	// Of another signature it is another func of the same function, and all of them are that function.
	other := ReadFunc(th.written(kept), buildOther)
	for _, write := range []func(*wire.Writer){
		func(w *wire.Writer) { WriteFunc(w, first) }, func(w *wire.Writer) { WriteFunc(w, plain) }, func(w *wire.Writer) { WriteFunc(w, other) },
	} {
		if r := th.written(write); r.Uint8() != targetKept || r.Uint32() != 7 {
			t.Error("JavaScript's function comes back as something else")
		}
	}
	if n := th.slots.kept.Load(); n != 1 {
		t.Errorf("%d targets are kept", n)
	}
	// On another thread it is a func of Go.
	if r := of(attach(t)).written(func(w *wire.Writer) { WriteFunc(w, first) }); r.Uint8() != targetHandle || r.Handle() == 0 {
		t.Error("a func of another thread crosses by its id")
	}
	runtime.KeepAlive(first)
}

func TestReadFunc_IsTheSameFuncForAllGoroutines(t *testing.T) {
	th := of(attach(t))
	for round := range uint32(200) {
		var made [8]op
		var all sync.WaitGroup
		begin := make(chan struct{})
		for i := range made {
			all.Go(func() {
				var r wire.Reader
				r.Objects = newAway(th, "test.Keep", nil)
				r.Reset([]byte{targetKept, byte(round), 0, 0, 0})
				<-begin
				made[i] = ReadFunc(&r, buildOp)
			})
		}
		close(begin)
		all.Wait()
		for i := range made {
			if closureOf(made[i]) != closureOf(made[0]) {
				t.Fatal("one function became several")
			}
		}
	}
}

func TestReadFunc_RefusesWhatIsNone(t *testing.T) {
	th := of(attach(t))
	h := th.hold("text")
	for name, c := range map[string]struct {
		write func(*wire.Writer)
		code  string
	}{
		"an unknown kind":   {target1(9, 1), wire.CodeWire},
		"bytes":             {target1(targetBytes, 0), wire.CodeWire},
		"nothing":           {func(*wire.Writer) {}, wire.CodeWire},
		"half an id":        {func(w *wire.Writer) { w.Uint16(targetKept) }, wire.CodeWire},
		"a handle":          {func(w *wire.Writer) { w.Uint8(targetHandle); w.Float64(float64(h)) }, wire.CodeType},
		"a released handle": {func(w *wire.Writer) { w.Uint8(targetHandle); w.Float64(float64(h + 1<<32)) }, wire.CodeHandleReleased},
	} {
		r := th.written(c.write)
		if f := ReadFunc(r, buildOp); f != nil || r.Err() == nil || r.Err().Code != c.code {
			t.Errorf("%s: %v", name, r.Err())
		}
	}
	r := th.written(target1(targetNil, 0))
	if f := ReadFunc(r, buildOp); f != nil || r.Err() != nil {
		t.Errorf("nil: %v", r.Err())
	}
	// What a callback returns cannot be lent.
	var lent wire.Reader
	lent.Objects = &Callback{thread: th}
	lent.Reset(append([]byte{targetLent}, 1, 0, 0, 0))
	if f := ReadFunc(&lent, buildOp); f != nil || lent.Err() == nil {
		t.Error("a callback lends a function")
	}
}

func TestDroppedSlots_NamesTargetsAndErrorsOnce(t *testing.T) {
	th := of(attach(t))
	const n = 100
	held := map[int]op{}
	for range 3 {
		for i := range uint32(n) {
			f := ReadFunc(th.written(target1(targetKept, i)), buildOp)
			if i%10 == 0 {
				held[int(i)] = f
			}
			_ = th.caught(n+i, "x")
		}
		runtime.GC()
	}
	// Each of them came three times, and most of them went as often: each is named once for the last time.
	seen := map[uint32]int{}
	into := make([]uint32, 7)
	for wait := 0; wait < 1000 && len(seen) < n+n-len(held); wait++ {
		runtime.GC()
		for _, slot := range into[:th.slots.takeDropped(into)] {
			seen[slot]++
		}
		time.Sleep(time.Millisecond)
	}
	for slot := range uint32(2 * n) {
		want := 1
		if held[int(slot)] != nil && slot < n {
			want = 0
		}
		if seen[slot] != want {
			t.Errorf("slot %d is named %d times, want %d", slot, seen[slot], want)
		}
	}
	if k := th.slots.kept.Load(); k != int64(len(held)) {
		t.Errorf("%d targets are counted, %d are held", k, len(held))
	}
	th.slots.Lock()
	if a, b, c := len(th.slots.targets), len(th.slots.closures), len(th.slots.errors); a != len(held) || b != len(held) || c != 0 {
		t.Errorf("%d targets, %d funcs and %d errors are left", a, b, c)
	}
	th.slots.Unlock()
	runtime.KeepAlive(held)
}

type named interface{ Name() string }

type zobject struct{ o *Object }

func (z zobject) TopherObject() *Object { return z.o }
func (z zobject) Name() string          { return "JavaScript's" }

func TestInterface_IsJavaScriptsOwnAgain(t *testing.T) {
	th := of(attach(t))
	build := func(o *Object) named { return zobject{o} }
	v := ReadInterface(th.written(target1(targetKept, 5)), build)
	if again := ReadInterface(th.written(target1(targetKept, 5)), build); again != v {
		t.Error("one object became two")
	}
	r := th.written(func(w *wire.Writer) { WriteInterface(w, 1, v); w.Any(v); WriteInterface[named](w, 1, nil) })
	if r.Uint8() != targetKept || r.Uint32() != 5 || r.Any() != v || r.Uint8() != targetNil {
		t.Error("JavaScript's object comes back as something else")
	}
	// On another thread it is a value of Go.
	if r := of(attach(t)).written(func(w *wire.Writer) { WriteInterface(w, 1, v) }); r.Uint8() != targetHandle || r.Uint32() != 1 {
		t.Error("an object of another thread crosses by its id")
	}
	// A value with JavaScript's in it, and a nil pointer to one.
	type wrapped struct{ zobject }
	for _, v := range []named{(*wrapped)(nil)} {
		if r := th.written(func(w *wire.Writer) { WriteInterface(w, 1, v) }); r.Uint8() != targetHandle {
			t.Errorf("%#v is not Go's", v)
		}
	}
	r = th.written(target1(targetKept, 5))
	if ReadInterface[named](r, nil); r.Err() == nil || r.Err().Code != wire.CodeType {
		t.Errorf("where only handles can be: %v", r.Err())
	}
}

func TestReadReader_GivesBytesEveryMethod(t *testing.T) {
	th := of(attach(t))
	write := func(w *wire.Writer) {
		w.Uint8(targetBytes)
		w.String("text")
	}
	v := ReadReader[interface {
		io.ReadSeekCloser
		io.ReaderAt
		io.ByteScanner
		io.RuneScanner
		io.WriterTo
	}](th.written(write))
	if b, err := io.ReadAll(v); string(b) != "text" || err != nil || v.Close() != nil {
		t.Errorf("%q, %v", b, err)
	}
	r := th.written(target1(targetKept, 3))
	if v := ReadReader[io.ReaderAt](r); v != nil || r.Err() == nil || !strings.Contains(r.Err().Message, "io.ReaderAt") {
		t.Errorf("%v", r.Err())
	}
	r = th.written(target1(targetBytes, 0))
	if v := ReadWriter[io.Writer](r); v != nil || r.Err() == nil {
		t.Error("bytes are a writer")
	}
	h := th.hold(strings.NewReader("of Go"))
	r = th.written(func(w *wire.Writer) { w.Uint8(targetHandle); w.Float64(float64(h)) })
	if b, err := io.ReadAll(ReadReader[io.Reader](r)); string(b) != "of Go" || err != nil {
		t.Errorf("%q, %v", b, err)
	}
}

// A goroutine that calls a kept target from elsewhere fails the outermost call, whether that is direct or not, and no other.
func TestWatch(t *testing.T) {
	p := attach(t)
	th := of(p)
	f := th.keepHere(1, "test.Keep")
	stray := func() {
		if err := f.elsewhere(nil); err.Code != wire.CodeCallbackThread {
			t.Error(err)
		}
		strays(f.name, errForeignGoroutine)
	}
	fails := func(bits int32) bool {
		r := result(p)
		return bits == bitFailure && r.Uint8() == failureRefused && r.String() == wire.CodeCallbackThread
	}
	inner := int32(-1)
	if !fails(inArena(p, func(c *Call) {
		inner = inArena(p, func(c *Call) { stray(); c.Returned().Int(1) })
		c.Returned().Int(2)
	})) || inner != 0 {
		t.Error("the outermost call does not fail")
	}
	if !fails(inArena(p, func(c *Call) { stray(); c.Throw(errors.New("its own")) })) {
		t.Error("a call that fails already says something else")
	}
	if bits := inArena(p, func(c *Call) { c.Returned().Int(2) }); bits != 0 {
		t.Error("the next call fails")
	}
	direct(p, func(c *Call) float64 { stray(); return c.Int(1) })
	if id := getFloat(th.header()[headerBlob:]); id == 0 || th.blobs.take(uint64(id))[0] != failureRefused {
		t.Error("a direct call does not fail")
	}
	putFloat(th.header()[headerBlob:], 0)
	if addDirect(p, 1, 2) != 3 || getFloat(th.header()[headerBlob:]) != 0 || th.watch.running() != nil {
		t.Error("the next direct call fails")
	}
	clear(th.arena()[headerSize:])
	if n := testing.AllocsPerRun(1000, func() { addDirect(p, 1, 2); addArena(p, headerSize) }); n != 0 {
		t.Errorf("%v allocations in a thread that keeps targets", n)
	}
	// Kept while a call runs, which is watched from then on.
	p = attach(t)
	th = of(p)
	if !fails(inArena(p, func(c *Call) {
		f = th.keepHere(1, "test.Keep")
		stray()
		c.Returned().Int(1)
	})) {
		t.Error("the call that keeps the first target does not fail")
	}
}
