package wire_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"reflect"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/topherjs/topher/go/bridge/wire"
)

func TestWriter_SpillsAndKeepsWhatItHas(t *testing.T) {
	text := strings.Repeat("x", 100)
	for size := range 300 {
		fixed := make([]byte, size)
		var w wire.Writer
		w.Reset(fixed)
		w.Float64(1.5)
		w.String(text)
		wire.WriteNumbers(&w, []int16{1, 2, 3})
		want, _ := write(nil, func(w *wr) {
			w.Float64(1.5)
			w.String(text)
			wire.WriteNumbers(w, []int16{1, 2, 3})
		})
		if !bytes.Equal(w.Written(), want) {
			t.Fatalf("in %d bytes: %x", size, w.Written())
		}
		if w.Spilled() != (size < len(want)) {
			t.Fatalf("in %d bytes: Spilled is %v, %d are needed", size, w.Spilled(), len(want))
		}
		if !w.Spilled() && !bytes.Equal(fixed[:len(want)], want) {
			t.Fatalf("in %d bytes: the buffer was not used", size)
		}
	}
}

func TestWriter_RefusesWhatJavaScriptCannotHold(t *testing.T) {
	for name, c := range map[string]struct {
		code  string
		write func(*wr)
	}{
		"int":            {wire.CodeRange, func(w *wr) { w.Int(wire.MaxSafe + 1) }},
		"a negative int": {wire.CodeRange, func(w *wr) { w.Int(-wire.MaxSafe - 1) }},
		"uint":           {wire.CodeRange, func(w *wr) { w.Uint(wire.MaxSafe + 1) }},
		"int in any":     {wire.CodeRange, func(w *wr) { w.Any([]any{1 << 60}) }},
		"a late time":    {wire.CodeRange, func(w *wr) { w.Time(time.UnixMilli(8640000000000001)) }},
		"a very late time": {wire.CodeRange, func(w *wr) {
			w.Time(time.Unix(math.MaxInt64, 0))
		}},
		"a handle without a table": {wire.CodeHandleForeign, func(w *wr) { wire.WriteHandle(w, &class{}) }},
	} {
		if _, err := write(nil, c.write); err == nil || err.Code != c.code {
			t.Errorf("%s: got %v, want %s", name, err, c.code)
		}
	}
}

func TestWriter_FindsCycles(t *testing.T) {
	ring := &node{name: "ring"}
	ring.next = &node{next: ring}
	list := node{children: make([]node, 1)}
	list.children[0] = list
	table := node{named: map[string]node{}}
	table.named["self"] = table
	var any1 []any
	any1 = append(any1, nil)
	any1[0] = any1
	any2 := map[string]any{}
	any2["x"] = []any{map[string]any{"y": any2}}
	type list2 []list2
	any3 := make(list2, 1)
	any3[0] = any3
	type map2 map[int]map2
	any4 := map2{}
	any4[1] = any4
	for name, f := range map[string]func(*wr){
		"through a pointer":                func(w *wr) { wire.WritePointer(w, ring, writeNode) },
		"through a slice":                  func(w *wr) { writeNode(w, list) },
		"through a map":                    func(w *wr) { writeNode(w, table) },
		"through []any":                    func(w *wr) { w.Any(any1) },
		"through maps of any":              func(w *wr) { w.Any(any2) },
		"through a named slice":            func(w *wr) { w.Any(any3) },
		"through a named map":              func(w *wr) { w.Any(any4) },
		"through a value struct in an any": func(w *wr) { w.Any(ring) },
	} {
		if _, err := write(nil, f); err == nil || err.Code != wire.CodeCycle {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWriter_DepthIsTheReadersToo(t *testing.T) {
	for _, c := range []struct {
		depth int
		code  string
	}{{wire.MaxDepth, ""}, {wire.MaxDepth + 1, wire.CodeDepth}} {
		var top *node
		for range c.depth {
			top = &node{next: top}
		}
		b, err := write(nil, func(w *wr) { wire.WritePointer(w, top, writeNode) })
		if code := codeOf(err); code != c.code {
			t.Errorf("a list of %d: %v, want %q", c.depth, err, c.code)
		}
		if c.code == "" {
			r := reader(nil, b)
			again := wire.ReadPointer(r, readNode)
			n := 0
			for ; again != nil; again = again.next {
				n++
			}
			if r.Err() != nil || n != c.depth {
				t.Errorf("a list of %d is read as one of %d, %v", c.depth, n, r.Err())
			}
		}
	}
	// The same value again and again is no cycle, however deep.
	shared := &node{name: "leaf"}
	for range 150 {
		shared = &node{next: shared, children: []node{{name: "x"}, {name: "y"}}}
	}
	if _, err := write(nil, func(w *wr) { wire.WriteSlice(w, []node{*shared, *shared}, writeNode) }); err != nil {
		t.Error(err)
	}
}

func codeOf(err *wire.Error) string {
	if err == nil {
		return ""
	}
	return err.Code
}

func TestDuration_IsExactBelow2To33Milliseconds(t *testing.T) {
	limit := time.Duration(1<<33) * time.Millisecond
	for i := range 200_000 {
		for _, d := range []time.Duration{limit - time.Duration(i), -limit + time.Duration(i), time.Duration(i), time.Duration(i) * 7_919_000_003} {
			if d >= limit || d <= -limit {
				continue
			}
			b, _ := write(nil, func(w *wr) { w.Duration(d) })
			if got := reader(nil, b).Duration(); got != d {
				t.Fatalf("%d ns came back as %d", d, got)
			}
		}
	}
}

func TestError_FollowsCausesOnlySoFar(t *testing.T) {
	var self selfCaused
	joined := errors.New("leaf")
	for range 60 {
		joined = twice{joined}
	}
	deep := errors.New("leaf")
	for range 1000 {
		deep = fmt.Errorf("%w", deep)
	}
	for name, err := range map[string]error{"its own cause": self, "shared causes": joined, "a long chain": deep} {
		b, failure := write(&objects{}, func(w *wr) { w.Error(err) })
		if failure != nil || len(b) > 1<<20 {
			t.Errorf("%s: %v, %d bytes", name, failure, len(b))
		}
	}
	var nobody *classError
	if b, err := write(&objects{}, func(w *wr) { w.Error(nobody) }); err != nil || !bytes.Contains(b, []byte("panicked")) {
		t.Errorf("a nil pointer in an error: %v, %q", err, b)
	}
}

type twice struct{ cause error }

func (e twice) Error() string   { return "twice" }
func (e twice) Unwrap() []error { return []error{e.cause, e.cause} }

type selfCaused struct{}

func (e selfCaused) Error() string { return "self" }
func (e selfCaused) Unwrap() error { return e }

func TestError_ComesBackAsItself(t *testing.T) {
	o := &objects{}
	boom := fmt.Errorf("boom: %w", syscall.ENOENT)
	js := o.Caught(3, "js")
	for _, want := range []error{nil, boom, js, &wire.Error{Code: wire.CodeNil, Message: "m"}} {
		b, _ := write(o, func(w *wr) { w.Error(want) })
		r := reader(o, b)
		if got := r.Error(); !reflect.DeepEqual(got, want) || r.Err() != nil || r.Rest() != 0 {
			t.Errorf("%v came back as %v, %v", want, got, r.Err())
		}
	}
	// From another thread an error comes without a handle.
	b, _ := write(o, func(w *wr) {
		w.Uint8(1)
		w.Float64(0)
		w.String("copied")
		w.String("")
		w.Uint32(1)
		w.Error(boom)
	})
	if got := reader(o, b).Error(); got == nil || got.Error() != "copied" || !errors.Is(got, syscall.ENOENT) {
		t.Errorf("got %v", got)
	}
}

func TestWriteAs(t *testing.T) {
	o := &objects{}
	err := fmt.Errorf("a: %w", errors.Join(&classError{"x"}, number(7)))
	as := func(id uint32, err error) any {
		b, failure := write(o, func(w *wr) { wire.WriteAs(w, err, id) })
		r := reader(o, b)
		v := r.Any()
		if failure != nil || r.Err() != nil {
			t.Errorf("id %d: %v, %v", id, failure, r.Err())
		}
		return v
	}
	if v, ok := as(10, err).(*classError); !ok || v.path != "x" {
		t.Errorf("a class: %v", v)
	}
	if v := as(11, err); v != uint16(7) {
		t.Errorf("a number: %v", v)
	}
	for _, id := range []uint32{7, 9, 12} {
		if v := as(id, err); v != nil {
			t.Errorf("id %d: %v", id, v)
		}
	}
	if v := as(11, &classError{}); v != nil {
		t.Errorf("an error without one: %v", v)
	}
	if v := as(0, &fields{Op: "open", Code: 3, hidden: new(int)}); !reflect.DeepEqual(v, map[string]any{"op": "open", "code": 3}) {
		t.Errorf("fields: %v", v)
	}
	if v := as(0, err); v != nil {
		t.Errorf("no fields: %v", v)
	}
}

type fields struct {
	Op     string
	Code   int
	hidden *int
}

func (*fields) Error() string { return "fields" }

func TestReadHandle_RefusesOtherTypes(t *testing.T) {
	o := &objects{}
	b, _ := write(o, func(w *wr) { wire.WriteHandle(w, &class{1}) })
	if v := wire.ReadHandle[*class](reader(o, b)); v == nil || v.n != 1 {
		t.Errorf("got %v", v)
	}
	r := reader(o, b)
	if v := wire.ReadHandle[*classError](r); v != nil || codeOf(r.Err()) != wire.CodeType {
		t.Errorf("got %v, %v", v, r.Err())
	}
	b, _ = write(o, func(w *wr) { wire.WriteHandle[*class](w, nil) })
	r = reader(o, b)
	if v := wire.ReadHandle[*class](r); v != nil || r.Err() != nil {
		t.Errorf("nil: got %v, %v", v, r.Err())
	}
}

// A struct with a class as its pointer crosses in an any as a handle to a copy, and is the struct again on the way back.
func TestAny_CopiesAClassThatIsNoPointer(t *testing.T) {
	o := &objects{}
	v := class{3}
	b, err := write(o, func(w *wr) { w.Any(v) })
	if err != nil {
		t.Fatal(err)
	}
	if got := reader(o, b).Any(); got != v {
		t.Errorf("as any: %#v", got)
	}
	// JavaScript has a handle of the class, and its methods change what it stands for.
	p := wire.ReadHandle[*class](reader(o, b[5:]))
	if p == nil || p.n != 3 {
		t.Fatalf("as a handle: %v", p)
	}
	p.n = 4
	if got := reader(o, b).Any(); got != (class{4}) || v.n != 3 {
		t.Errorf("as any, later: %#v, and the original is %v", got, v)
	}
	// An array of them, and a pointer, which stays one.
	b, _ = write(o, func(w *wr) { w.Any([]any{class{5}, &v}) })
	if got := reader(o, b).Any(); !reflect.DeepEqual(got, []any{class{5}, &v}) || got.([]any)[1] != &v {
		t.Errorf("in a slice: %#v", got)
	}
}

type namer interface{ name() string }

func (c class) name() string       { return fmt.Sprint("class ", c.n) }
func (c *classError) name() string { return "error " + c.path }

type stranger struct{ text string }

func (s stranger) name() string { return s.text }

// What is in an interface says its class, or that of the interface.
func TestDynamic(t *testing.T) {
	o := &objects{}
	for _, v := range []struct {
		value namer
		id    uint32
	}{{class{1}, 9}, {&class{2}, 9}, {&classError{"x"}, 10}, {stranger{"s"}, 99}, {(*classError)(nil), 10}} {
		b, err := write(o, func(w *wr) { w.Dynamic(99, v.value) })
		if id := reader(o, b).Uint32(); err != nil || id != v.id {
			t.Errorf("%#v: id %d, %v", v.value, id, err)
		}
		r := reader(o, b)
		if got := wire.ReadDynamic[namer](r); got != v.value || r.Err() != nil {
			t.Errorf("%#v came back as %#v, %v", v.value, got, r.Err())
		}
	}
	// A copy as an interface that only its pointer is.
	b, _ := write(o, func(w *wr) { w.Dynamic(99, class{6}) })
	if got := wire.ReadDynamic[interface{ set(int) }](reader(o, b)); got == nil {
		t.Error("a pointer's method is not found")
	}
	r := reader(o, b)
	if got := wire.ReadDynamic[error](r); got != nil || codeOf(r.Err()) != wire.CodeType {
		t.Errorf("got %v, %v", got, r.Err())
	}
}

func (c *class) set(n int) { c.n = n }

// An object of JavaScript comes back as itself.
func TestAny_Target(t *testing.T) {
	o := &objects{}
	mine := o.Kept(7)
	b, err := write(o, func(w *wr) { w.Any([]any{mine, 1}) })
	if err != nil || !bytes.Equal(b[5:10], []byte{20, 7, 0, 0, 0}) {
		t.Fatalf("%x, %v", b, err)
	}
	if got := reader(o, b).Any(); !reflect.DeepEqual(got, []any{mine, 1}) || got.([]any)[0] != mine {
		t.Errorf("got %#v", got)
	}
	if r := reader(nil, b); r.Any() != nil && r.Err() == nil {
		t.Error("there is JavaScript where there is none")
	}
}

func TestReadHandle_ConvertsFuncsAndRefusesNil(t *testing.T) {
	type other func(int) int
	o := &objects{values: []any{func(n int) int { return n + 1 }}}
	b, _ := write(o, func(w *wr) { w.Float64(1) })
	if f := wire.ReadHandle[other](reader(o, b)); f == nil || f(1) != 2 {
		t.Error("a func of the same signature is refused")
	}
	r := reader(o, b)
	if f := wire.ReadHandle[func(int)](r); f != nil || codeOf(r.Err()) != wire.CodeType {
		t.Errorf("a func of another signature: %v", r.Err())
	}
	b, _ = write(o, func(w *wr) { w.Float64(0) })
	r = reader(o, b)
	if v := wire.ReadHandle[stranger](r); v != (stranger{}) || r.Err() != nil {
		t.Errorf("nil as a struct: %v, %v", v, r.Err())
	}
	r = reader(o, b)
	if f := wire.ReadHandle[other](r); f != nil || r.Err() != nil {
		t.Errorf("nil as a func: %v", r.Err())
	}
}

func TestReader_CopyTakesNoMoreThanItHasRoomFor(t *testing.T) {
	b, _ := write(nil, func(w *wr) { w.Bytes([]byte{1, 2, 3}) })
	into := make([]byte, 4)
	r := reader(nil, b)
	if n := r.Copy(into); n != 3 || into[2] != 3 || r.Err() != nil {
		t.Errorf("%d bytes, %v", n, r.Err())
	}
	r = reader(nil, b)
	if n := r.Copy(into[:2]); n != 0 || codeOf(r.Err()) != wire.CodeWire {
		t.Errorf("%d bytes, %v", n, r.Err())
	}
}

// However large the elements are in Go, what is allocated is bounded by the input.
func TestReader_AllocatesNoMoreThanTheInputCanHold(t *testing.T) {
	type large [1 << 12]*int
	readLarge := func(r *rd) (v large) { r.Uint8(); return v }
	const n = 1 << 12
	b, _ := write(nil, func(w *wr) { w.Uint32(n) })
	b = append(b, make([]byte, n)...)
	b[4+40] = 0
	bad := func(r *rd) (v large) {
		if r.Rest() < n-40 {
			r.Fail(wire.Errorf(wire.CodeWire, "enough"))
		}
		return readLarge(r)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r := reader(nil, b)
	wire.ReadSlice(r, bad)
	runtime.ReadMemStats(&after)
	if got := after.TotalAlloc - before.TotalAlloc; got > 16<<20 {
		t.Errorf("%d bytes of input made %d bytes", len(b), got)
	}
	if r.Err() == nil {
		t.Error("no error")
	}
}

func TestWriter_HotPathAllocatesNothing(t *testing.T) {
	var w wire.Writer
	buf := make([]byte, 1<<16)
	points := make([]point, 100)
	p := &points[0]
	m := map[string]int{"a": 1}
	if n := testing.AllocsPerRun(100, func() {
		w.Reset(buf)
		w.String("hello")
		w.Int(5)
		wire.WriteNumbers(&w, []float64{1, 2, 3})
		wire.WriteSlice(&w, points, writePoint)
		wire.WritePointer(&w, p, writePoint)
		wire.WriteMap(&w, m, (*wr).String, (*wr).Int)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkWriteSlice_1000Points(b *testing.B) {
	var w wire.Writer
	buf := make([]byte, 1<<17)
	points := benchPoints()
	b.ReportAllocs()
	for b.Loop() {
		w.Reset(buf)
		wire.WriteSlice(&w, points, writePoint)
	}
	b.SetBytes(int64(len(w.Written())))
}

func BenchmarkReadSlice_1000Points(b *testing.B) {
	points := benchPoints()
	bytes, _ := write(nil, func(w *wr) { wire.WriteSlice(w, points, writePoint) })
	var r wire.Reader
	b.ReportAllocs()
	b.SetBytes(int64(len(bytes)))
	for b.Loop() {
		r.Reset(bytes)
		wire.ReadSlice(&r, readPoint)
	}
}

func BenchmarkPoint_InAndOut(b *testing.B) {
	var w wire.Writer
	var r wire.Reader
	buf := make([]byte, 1<<10)
	p := point{1, 2, "sixteen bytes ok"}
	for b.Loop() {
		w.Reset(buf)
		writePoint(&w, p)
		r.Reset(w.Written())
		p = readPoint(&r)
	}
}

func benchPoints() []point {
	points := make([]point, 1000)
	for i := range points {
		points[i] = point{float64(i), 1, "sixteen bytes ok"}
	}
	return points
}

type box struct{ v any }

func TestAny_NestsInStructsAndArrays(t *testing.T) {
	var v any
	for i := range wire.MaxDepth {
		if i%2 == 0 {
			v = box{v}
		} else {
			v = [1]any{v}
		}
	}
	b, err := write(nil, func(w *wr) { w.Any(v) })
	r := reader(nil, b)
	if r.Any(); err != nil || r.Err() != nil {
		t.Errorf("%v, %v", err, r.Err())
	}
	if _, err := write(nil, func(w *wr) { w.Any(box{v}) }); codeOf(err) != wire.CodeDepth {
		t.Errorf("one more: %v", err)
	}
}

// Go panics for a key that holds what cannot be compared.
func TestReadMap_RefusesKeysThatCannotBeCompared(t *testing.T) {
	type holder struct{ v any }
	hold := func(r *rd) (h holder) { h.v = r.Any(); return h }
	for name, key := range map[string]any{"a slice": []any{}, "a map": map[string]any{}, "bytes": []byte{1}} {
		b, _ := write(nil, func(w *wr) { w.Uint32(1); w.Any(key); w.String("x") })
		for kind, read := range map[string]func(r *rd){
			"any":             func(r *rd) { mapping((*rd).Any, (*rd).String)(r) },
			"any in a struct": func(r *rd) { mapping(hold, (*rd).String)(r) },
			"any in an array": func(r *rd) { mapping(func(r *rd) [1]any { return [1]any{r.Any()} }, (*rd).String)(r) },
			"any in an any":   func(r *rd) { mapping(func(r *rd) any { return hold(r) }, (*rd).String)(r) },
		} {
			r := reader(nil, b)
			if read(r); codeOf(r.Err()) != wire.CodeKeys {
				t.Errorf("%s as %s: %v", name, kind, r.Err())
			}
		}
		b, _ = write(nil, func(w *wr) { w.Uint32(2); w.Any(nil); w.Any(1); w.Any(int64(1)); w.Any(2) })
		r := reader(nil, b)
		if m := mapping((*rd).Any, (*rd).Any)(r); r.Err() != nil || m[nil] != 1 || m[int64(1)] != 2 {
			t.Errorf("%v, %v", m, r.Err())
		}
	}
}

// The elements of a slice in an any cross as they would alone.
func TestAny_DurationsAreMillisecondsInASlice(t *testing.T) {
	for _, v := range []any{[]time.Duration{time.Second, 1}, [2]time.Duration{time.Second, 1}} {
		b, err := write(nil, func(w *wr) { w.Any(v) })
		if got := reader(nil, b).Any(); err != nil || !reflect.DeepEqual(got, []any{time.Second, time.Duration(1)}) {
			t.Errorf("%v came back as %#v, %v", v, got, err)
		}
	}
}
