package wire_test

import (
	"bytes"
	"encoding/hex"
	"math"
	"reflect"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"github.com/topherjs/topher/go/bridge/wire"
)

// FuzzRead: any bytes give a value or an error, in bounded time and memory; and what was read can be written and read again.
func FuzzRead(f *testing.F) {
	kinds := append(readers(), verbs()...)
	for _, v := range append(vectorBytes(), nil) {
		for k := range kinds {
			f.Add(uint8(k), v)
		}
	}
	f.Fuzz(func(t *testing.T, kind uint8, b []byte) {
		if len(b) > 1<<16 {
			return
		}
		o := &objects{values: []any{&class{1}, &classError{"x"}, "text"}}
		r := reader(o, b)
		begin, before := time.Now(), allocated()
		again := kinds[int(kind)%len(kinds)](r)
		if more := allocated() - before; more > allowance+perByte*uint64(len(b)) {
			t.Fatalf("%d bytes were allocated to read %d: %.100x", more, len(b), b)
		}
		if took := time.Since(begin); took > 5*time.Second {
			t.Fatalf("it took %v to read %d bytes: %.100x", took, len(b), b)
		}
		if err := r.Err(); err != nil {
			if !strings.HasPrefix(err.Code, "TOPHER_") {
				t.Fatalf("%x was refused with %v", b, err)
			}
			return
		}
		first, err := write(o, again)
		if err != nil {
			return // a cycle cannot come in; a value that only Go can hold may
		}
		r = reader(o, first)
		second, err := write(o, kinds[int(kind)%len(kinds)](r))
		if r.Err() != nil || err != nil || len(second) != len(first) {
			t.Fatalf("%x was read, written as %x and then as %x: %v, %v", b, first, second, r.Err(), err)
		}
	})
}

// What reading may allocate. A byte of the wire is at most a pair of a map[any]any, which grows by doubling; the runtime counts
// memory when a piece of some kilobytes of one size is used up, and the goroutines of the test count too.
const (
	allowance = 8 << 20
	perByte   = 512
)

func allocated() uint64 {
	sample := [1]metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample[:])
	return sample[0].Value.Uint64()
}

// verbs are the methods of Reader that give one value and have a counterpart of the same name that writes it.
func verbs() (all []func(*rd) func(*wr)) {
	reads := reflect.TypeFor[*rd]()
	for i := range reads.NumMethod() {
		read := reads.Method(i)
		write, ok := reflect.TypeFor[*wr]().MethodByName(read.Name)
		if !ok || read.Type.NumIn() != 1 || read.Type.NumOut() != 1 || write.Type.NumIn() != 2 || write.Type.In(1) != read.Type.Out(0) {
			continue
		}
		all = append(all, func(r *rd) func(*wr) {
			v := read.Func.Call([]reflect.Value{reflect.ValueOf(r)})[0]
			return func(w *wr) { write.Func.Call([]reflect.Value{reflect.ValueOf(w), v}) }
		})
	}
	return all
}

// readers read a value of a kind that no verb alone stands for, and return what writes it.
func readers() []func(*rd) func(*wr) {
	return []func(*rd) func(*wr){
		fuzzed(wire.ReadNumbers[int8], wire.WriteNumbers[int8]),
		fuzzed(wire.ReadNumbers[int16], wire.WriteNumbers[int16]),
		fuzzed(wire.ReadNumbers[uint32], wire.WriteNumbers[uint32]),
		fuzzed(wire.ReadNumbers[float64], wire.WriteNumbers[float64]),
		fuzzed(func(r *rd) (b wantedBack) { b.values, b.wanted = wire.ReadNumbersBack[float32](r); return b },
			func(w *wr, b wantedBack) { w.Bool(b.wanted); wire.WriteNumbers(w, b.values) }),
		fuzzed(func(r *rd) (v [3]int64) { wire.ReadNumberArray(r, v[:]); return v },
			func(w *wr, v [3]int64) { wire.WriteNumberArray(w, v[:]) }),
		fuzzed(func(r *rd) (v [0]float64) { wire.ReadNumberArray(r, v[:]); return v },
			func(w *wr, v [0]float64) { wire.WriteNumberArray(w, v[:]) }),
		fuzzed(listOf(func(r *rd) (v [0]string) { wire.ReadArray(r, v[:], (*rd).String); return v }),
			sliceOf(func(w *wr, v [0]string) { wire.WriteArray(w, v[:], (*wr).String) })),
		fuzzed(mapping((*rd).Any, (*rd).Any), mapOf((*wr).Any, (*wr).Any)),
		fuzzed(func(r *rd) []byte { b := make([]byte, 16); return b[:r.Copy(b)] }, (*wr).Bytes),
		fuzzed(listOf(readPoint), sliceOf(writePoint)),
		fuzzed(listOf(listOf((*rd).Bool)), sliceOf(sliceOf((*wr).Bool))),
		fuzzed(listOf(readEmpty), sliceOf(writeEmpty)),
		fuzzed(mapping((*rd).String, listOf((*rd).Int)), mapOf((*wr).String, sliceOf((*wr).Int))),
		fuzzed(mapping((*rd).Float64, (*rd).Any), mapOf((*wr).Float64, (*wr).Any)),
		fuzzed(pointed(readNode), pointerTo(writeNode)),
		fuzzed(func(r *rd) (v [3]string) { wire.ReadArray(r, v[:], (*rd).String); return v },
			func(w *wr, v [3]string) { wire.WriteArray(w, v[:], (*wr).String) }),
		fuzzed(wire.ReadHandle[*class], wire.WriteHandle[*class]),
		fuzzed(wire.ReadDynamic[any], func(w *wr, v any) {
			if v != nil {
				w.Dynamic(1, v)
				return
			}
			w.Uint32(1)
			w.Float64(0)
		}),
	}
}

type wantedBack struct {
	values []float32
	wanted bool
}

func fuzzed[T any](read func(*rd) T, write func(*wr, T)) func(*rd) func(*wr) {
	return func(r *rd) func(*wr) {
		v := read(r)
		return func(w *wr) { write(w, v) }
	}
}

func vectorBytes() (all [][]byte) {
	for _, v := range vectors() {
		b, _ := write(&objects{}, v.write)
		all = append(all, b)
	}
	for _, v := range refusals() {
		b, _ := hex.DecodeString(strings.Repeat(v.Hex, min(50, max(1, v.Repeat))))
		all = append(all, b)
	}
	return all
}

// FuzzRoundTrip: a value that was made of anything comes back as it was.
func FuzzRoundTrip(f *testing.F) {
	f.Add([]byte("some bytes to make values of, and quite a few of them so that it nests"))
	for _, v := range vectorBytes() {
		f.Add(v)
	}
	f.Fuzz(func(t *testing.T, seed []byte) {
		m := &maker{seed: seed}
		want := m.value(6)
		o := &objects{}
		b, err := write(o, func(w *wr) { w.Any(want) })
		if err != nil {
			t.Fatalf("%#v: %v", want, err)
		}
		r := reader(o, b)
		got := r.Any()
		if r.Err() != nil || r.Rest() != 0 || !equal(got, want) {
			t.Fatalf("%#v came back as %#v, %v", want, got, r.Err())
		}
		// One byte less is an error, never a panic.
		if r := reader(o, b[:len(b)-1]); r.Any() != nil && r.Err() == nil {
			t.Fatalf("%#v without its last byte is read", want)
		}
		n := m.node(4)
		b, err = write(o, func(w *wr) { writeNode(w, n) })
		r = reader(o, b)
		if again := readNode(r); err != nil || r.Err() != nil || !sameNode(again, n) {
			t.Fatalf("%#v came back as %#v, %v, %v", n, again, err, r.Err())
		}
	})
}

// A maker makes values of bytes.
type maker struct{ seed []byte }

func (m *maker) next() int {
	if len(m.seed) == 0 {
		return 0
	}
	b := m.seed[0]
	m.seed = m.seed[1:]
	return int(b)
}

func (m *maker) bits() (v uint64) {
	for range 8 {
		v = v<<8 | uint64(m.next())
	}
	return v
}

func (m *maker) text() string {
	n := min(m.next()%20, len(m.seed))
	s := strings.ToValidUTF8(string(m.seed[:n]), "?")
	m.seed = m.seed[n:]
	return s
}

func (m *maker) value(depth int) any {
	kind := m.next() % 24
	if depth == 0 {
		kind %= 14
	}
	switch kind {
	case 1:
		return m.next()%2 == 0
	case 2:
		return int64(m.bits())
	case 3:
		return m.bits()
	case 4:
		return math.Float64frombits(m.bits())
	case 5:
		return int(int64(m.bits()) >> 11)
	case 6:
		return m.text()
	case 7:
		return []byte(m.text())
	case 8:
		return time.UnixMilli(int64(m.bits()) % 8_640_000_000_000_000).UTC()
	case 9:
		return time.Duration(m.bits()>>11) % (time.Millisecond << 33)
	case 10:
		return float32(m.next()) / 3
	case 11:
		return int8(m.next())
	case 12:
		return []int32{int32(m.bits()), int32(m.bits())}
	case 13:
		return point{float64(m.next()), float64(m.next()), m.text()}
	case 14, 15, 16:
		v := make([]any, m.next()%5)
		for i := range v {
			v[i] = m.value(depth - 1)
		}
		return v
	case 17, 18, 19:
		v := map[string]any{}
		for range m.next() % 5 {
			v[m.text()] = m.value(depth - 1)
		}
		return v
	case 20:
		v := map[any]any{}
		for range m.next() % 5 {
			v[m.next()] = m.value(depth - 1)
			v[m.text()] = m.value(depth - 1)
		}
		return v
	case 21:
		return []float64{float64(m.next())}
	case 22:
		return uint32(m.bits())
	}
	return nil
}

func (m *maker) node(depth int) node {
	n := node{name: m.text(), children: []node{}, named: map[string]node{}}
	if depth == 0 {
		return n
	}
	if m.next()%2 == 1 {
		next := m.node(depth - 1)
		n.next = &next
	}
	for range m.next() % 3 {
		n.children = append(n.children, m.node(depth-1))
	}
	for range m.next() % 3 {
		n.named[m.text()] = m.node(depth - 1)
	}
	return n
}

// equal is reflect.DeepEqual, except that NaN equals itself: the bytes are compared.
func equal(a, b any) bool {
	x, errX := write(&objects{}, func(w *wr) { sorted(w, a) })
	y, errY := write(&objects{}, func(w *wr) { sorted(w, b) })
	return errX == nil && errY == nil && bytes.Equal(x, y)
}

// sorted writes maps so that their order does not matter: the entries' bytes are added up.
func sorted(w *wr, v any) {
	entry := func(sum *[32]byte, k, v any) {
		b, _ := write(&objects{}, func(w *wr) { w.Any(k); sorted(w, v) })
		for i, c := range b {
			sum[i%len(sum)] += c * byte(i+1)
		}
	}
	var sum [32]byte
	switch v := v.(type) {
	case map[string]any:
		w.Int(len(v))
		for k, e := range v {
			entry(&sum, k, e)
		}
		w.Bytes(sum[:])
	case map[any]any:
		w.Int(-len(v))
		for k, e := range v {
			entry(&sum, k, e)
		}
		w.Bytes(sum[:])
	case []any:
		w.Int(len(v))
		for _, e := range v {
			sorted(w, e)
		}
	default:
		w.Any(v)
	}
}

func sameNode(a, b node) bool {
	if a.name != b.name || (a.next == nil) != (b.next == nil) || len(a.children) != len(b.children) || len(a.named) != len(b.named) {
		return false
	}
	if a.next != nil && !sameNode(*a.next, *b.next) {
		return false
	}
	for i := range a.children {
		if !sameNode(a.children[i], b.children[i]) {
			return false
		}
	}
	for k, v := range a.named {
		if other, ok := b.named[k]; !ok || !sameNode(v, other) {
			return false
		}
	}
	return true
}
