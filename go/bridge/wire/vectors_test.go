package wire_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/topherjs/topher/go/bridge/wire"
)

var update = flag.Bool("update", false, "write testdata/vectors.json anew")

const vectorsFile = "testdata/vectors.json"

// What the file says about itself.
var vectorsAbout = []string{
	"Values and their bytes, written by go test ./wire -run TestVectors -update and checked by Go and by TypeScript.",
	"type: a kind, or kind<parts>: slice<int>, map<string,int>, pointer<Point>, numbers<float64>, back<float64> (a copied slice with write-back).",
	"Point is a value struct {x: float64, y: float64, label: string} with the type id 7; Empty has no fields; *class has the type id 9.",
	"value: 64-bit integers are strings, floats that JSON lacks too (NaN, Infinity, -Infinity, -0); lists of every kind are arrays, maps are arrays of pairs.",
	"errors: null, {handle, message, type, causes}, {slot, message} or {code, message}.",
	"any: null, true, false, or {tag: value} with the tags int64 uint64 float64 int string bytes slice record map time duration float32 error, and " +
		"numbers: [element, list], value: [type id, struct], handle: [type id, handle], number: [element, value].",
	"refused: bytes, repeated so often, that a decoder of that type must answer with an error of that code; only: the side that must.",
}

type vector struct {
	Name  string `json:"name"`
	Type  string `json:"type"`
	Value any    `json:"value"`
	Hex   string `json:"hex"`

	write func(*wire.Writer)
	again func(*wire.Reader, *wire.Writer) // reads and writes what was read
}

type refusal struct {
	Name string `json:"name"`
	Type string `json:"type"`
	Hex  string `json:"hex"`
	Code string `json:"code"`
	// Repeat is how often the bytes stand one after another; 0 means once.
	Repeat int `json:"repeat,omitempty"`
	// Only says which side refuses, where one of them need not: "go".
	Only string `json:"only,omitempty"`

	read func(*wire.Reader)
}

type obj = map[string]any

func of[T any](name, typ string, value any, v T, write func(*wire.Writer, T), read func(*wire.Reader) T) vector {
	return vector{Name: name, Type: typ, Value: value,
		write: func(w *wire.Writer) { write(w, v) },
		again: func(r *wire.Reader, w *wire.Writer) { write(w, read(r)) },
	}
}

func plain[T any](typ string, write func(*wire.Writer, T), read func(*wire.Reader) T) func(string, any, T) vector {
	return func(name string, value any, v T) vector { return of(typ+": "+name, typ, value, v, write, read) }
}

type (
	wr = wire.Writer
	rd = wire.Reader
)

func vectors() []vector {
	var (
		boolean  = plain("bool", (*wr).Bool, (*rd).Bool)
		i8       = plain("int8", (*wr).Int8, (*rd).Int8)
		i16      = plain("int16", (*wr).Int16, (*rd).Int16)
		i32      = plain("int32", (*wr).Int32, (*rd).Int32)
		i64      = plain("int64", (*wr).Int64, (*rd).Int64)
		u8       = plain("uint8", (*wr).Uint8, (*rd).Uint8)
		u16      = plain("uint16", (*wr).Uint16, (*rd).Uint16)
		u32      = plain("uint32", (*wr).Uint32, (*rd).Uint32)
		u64      = plain("uint64", (*wr).Uint64, (*rd).Uint64)
		uptr     = plain("uintptr", (*wr).Uintptr, (*rd).Uintptr)
		f32      = plain("float32", (*wr).Float32, (*rd).Float32)
		f64      = plain("float64", (*wr).Float64, (*rd).Float64)
		integer  = plain("int", (*wr).Int, (*rd).Int)
		unsigned = plain("uint", (*wr).Uint, (*rd).Uint)
		str      = plain("string", (*wr).String, (*rd).String)
		bin      = plain("bytes", (*wr).Bytes, (*rd).Bytes)
		at       = plain("time", (*wr).Time, (*rd).Time)
		dur      = plain("duration", (*wr).Duration, (*rd).Duration)
		pt       = plain("Point", writePoint, readPoint)
		fail     = plain("error", (*wr).Error, (*rd).Error)
		dyn      = plain("any", (*wr).Any, (*rd).Any)
		handle   = plain("handle", func(w *wr, h wire.Handle) { w.Float64(float64(h)) }, (*rd).Handle)
	)
	boom := errors.New("boom")
	p := point{1.5, -2, "p"}
	pJSON := obj{"x": 1.5, "y": -2, "label": "p"}
	big := strings.Repeat("é", 200)
	return []vector{
		boolean("false", false, false), boolean("true", true, true),
		i8("least", math.MinInt8, math.MinInt8), i8("greatest", math.MaxInt8, math.MaxInt8), i8("-1", -1, -1),
		i16("least", math.MinInt16, math.MinInt16), i16("greatest", math.MaxInt16, math.MaxInt16),
		i32("least", math.MinInt32, math.MinInt32), i32("greatest", math.MaxInt32, math.MaxInt32),
		i64("least", "-9223372036854775808", math.MinInt64), i64("greatest", "9223372036854775807", math.MaxInt64), i64("0", "0", 0),
		u8("greatest", math.MaxUint8, math.MaxUint8), u16("greatest", math.MaxUint16, math.MaxUint16),
		u32("greatest", math.MaxUint32, math.MaxUint32), u64("greatest", "18446744073709551615", math.MaxUint64),
		uptr("4096", "4096", 4096),
		f32("1.5", 1.5, 1.5), f32("NaN", "NaN", float32(math.NaN())), f32("-0", "-0", float32(math.Copysign(0, -1))),
		f32("infinite", "Infinity", float32(math.Inf(1))), f32("the least above 0", float64(math.SmallestNonzeroFloat32), math.SmallestNonzeroFloat32),
		f64("1.5", 1.5, 1.5), f64("NaN", "NaN", math.NaN()), f64("-0", "-0", math.Copysign(0, -1)), f64("minus infinite", "-Infinity", math.Inf(-1)),
		f64("the least above 0", math.SmallestNonzeroFloat64, math.SmallestNonzeroFloat64), f64("greatest", math.MaxFloat64, math.MaxFloat64),
		integer("0", 0, 0), integer("-1", -1, -1), integer("greatest safe", wire.MaxSafe, wire.MaxSafe), integer("least safe", -wire.MaxSafe, -wire.MaxSafe),
		unsigned("0", 0, 0), unsigned("greatest safe", wire.MaxSafe, wire.MaxSafe),
		str("empty", "", ""), str("ASCII", "hello", "hello"), str("NUL inside", "a\x00b", "a\x00b"), str("two bytes a letter", "äöü", "äöü"),
		str("three bytes a letter", "日本", "日本"), str("four bytes a letter", "🐹", "🐹"), str("U+FFFD itself", "\ufffd", "\ufffd"),
		str("a byte order mark stays", "\ufeffx", "\ufeffx"), str("400 bytes", big, big),
		str("invalid bytes, each replaced", "a\ufffd\ufffdb\ufffd", "a\xff\xc0b\xe6"), str("an encoded surrogate, each byte replaced", "\ufffd\ufffd\ufffd", "\xed\xa0\x80"),
		bin("empty", []int{}, []byte{}), bin("nil is empty", []int{}, nil), bin("three", []int{0, 127, 255}, []byte{0, 127, 255}),

		of("numbers: float64", "numbers<float64>", []any{1, "NaN", "-0"}, []float64{1, math.NaN(), math.Copysign(0, -1)}, wire.WriteNumbers[float64], wire.ReadNumbers[float64]),
		of("numbers: float32", "numbers<float32>", []any{1, 0.5}, []float32{1, 0.5}, wire.WriteNumbers[float32], wire.ReadNumbers[float32]),
		of("numbers: int8", "numbers<int8>", []any{-1, 127}, []int8{-1, 127}, wire.WriteNumbers[int8], wire.ReadNumbers[int8]),
		of("numbers: int16", "numbers<int16>", []any{-1, 256}, []int16{-1, 256}, wire.WriteNumbers[int16], wire.ReadNumbers[int16]),
		of("numbers: int32", "numbers<int32>", []any{-1, 65536}, []int32{-1, 65536}, wire.WriteNumbers[int32], wire.ReadNumbers[int32]),
		of("numbers: int64", "numbers<int64>", []any{"-1", "4294967296"}, []int64{-1, 1 << 32}, wire.WriteNumbers[int64], wire.ReadNumbers[int64]),
		of("numbers: uint8", "numbers<uint8>", []any{1, 255}, []uint8{1, 255}, wire.WriteNumbers[uint8], wire.ReadNumbers[uint8]),
		of("numbers: uint16", "numbers<uint16>", []any{1, 65535}, []uint16{1, 65535}, wire.WriteNumbers[uint16], wire.ReadNumbers[uint16]),
		of("numbers: uint32", "numbers<uint32>", []any{1, 4294967295}, []uint32{1, math.MaxUint32}, wire.WriteNumbers[uint32], wire.ReadNumbers[uint32]),
		of("numbers: uint64", "numbers<uint64>", []any{"1", "18446744073709551615"}, []uint64{1, math.MaxUint64}, wire.WriteNumbers[uint64], wire.ReadNumbers[uint64]),
		of("numbers: empty", "numbers<float64>", []any{}, []float64{}, wire.WriteNumbers[float64], wire.ReadNumbers[float64]),
		of("number array: three int16", "numberArray<int16,3>", []any{1, 2, 3}, [3]int16{1, 2, 3},
			func(w *wr, v [3]int16) { wire.WriteNumberArray(w, v[:]) }, func(r *rd) (v [3]int16) { wire.ReadNumberArray(r, v[:]); return v }),
		of("number array: four bytes", "numberArray<uint8,4>", []any{1, 2, 3, 4}, [4]byte{1, 2, 3, 4},
			func(w *wr, v [4]byte) { wire.WriteNumberArray(w, v[:]) }, func(r *rd) (v [4]byte) { wire.ReadNumberArray(r, v[:]); return v }),
		of("number array: of length 0", "numberArray<float64,0>", []any{}, [0]float64{},
			func(w *wr, v [0]float64) { wire.WriteNumberArray(w, v[:]) }, func(r *rd) (v [0]float64) { wire.ReadNumberArray(r, v[:]); return v }),
		back("back: wanted", obj{"wanted": true, "elements": []any{1, 2}}, []float64{1, 2}, true),
		back("back: not wanted", obj{"wanted": false, "elements": []any{1}}, []float64{1}, false),

		of("slice: of ints", "slice<int>", []any{1, -2}, []int{1, -2}, sliceOf((*wr).Int), listOf((*rd).Int)),
		of("slice: of strings", "slice<string>", []any{"a", ""}, []string{"a", ""}, sliceOf((*wr).String), listOf((*rd).String)),
		of("slice: empty", "slice<string>", []any{}, []string{}, sliceOf((*wr).String), listOf((*rd).String)),
		of("slice: of structs", "slice<Point>", []any{pJSON, pJSON}, []point{p, p}, sliceOf(writePoint), listOf(readPoint)),
		of("slice: of slices", "slice<slice<int>>", []any{[]any{}, []any{1}}, [][]int{{}, {1}}, sliceOf(sliceOf((*wr).Int)), listOf(listOf((*rd).Int))),
		of("slice: of structs without fields", "slice<Empty>", []any{obj{}, obj{}}, []empty{{}, {}}, sliceOf(writeEmpty), listOf(readEmpty)),
		of("array: of two strings", "array<string,2>", []any{"a", "b"}, [2]string{"a", "b"},
			func(w *wr, v [2]string) { wire.WriteArray(w, v[:], (*wr).String) }, func(r *rd) (v [2]string) { wire.ReadArray(r, v[:], (*rd).String); return v }),
		of("array: of length 0", "array<string,0>", []any{}, [0]string{},
			func(w *wr, v [0]string) { wire.WriteArray(w, v[:], (*wr).String) }, func(r *rd) (v [0]string) { wire.ReadArray(r, v[:], (*rd).String); return v }),
		of("map: of ints by string", "map<string,int>", []any{[]any{"a", 1}}, map[string]int{"a": 1}, mapOf((*wr).String, (*wr).Int), mapping((*rd).String, (*rd).Int)),
		of("map: of structs by int", "map<int,Point>", []any{[]any{3, pJSON}}, map[int]point{3: p}, mapOf((*wr).Int, writePoint), mapping((*rd).Int, readPoint)),
		of("map: by NaN", "map<float64,bool>", []any{[]any{"NaN", true}}, map[float64]bool{math.NaN(): true}, mapOf((*wr).Float64, (*wr).Bool), mapping((*rd).Float64, (*rd).Bool)),
		of("map: empty", "map<string,int>", []any{}, map[string]int{}, mapOf((*wr).String, (*wr).Int), mapping((*rd).String, (*rd).Int)),
		pt("as fields in order", pJSON, p),
		of("Empty: one byte", "Empty", obj{}, empty{}, writeEmpty, readEmpty),
		of("pointer: nil", "pointer<Point>", nil, nil, pointerTo(writePoint), pointed(readPoint)),
		of("pointer: to a struct", "pointer<Point>", pJSON, &p, pointerTo(writePoint), pointed(readPoint)),

		at("1970", 0, time.UnixMilli(0)), at("now", 1700000000123, time.UnixMilli(1700000000123)), at("zero time", -62135596800000, time.Time{}),
		at("floored", 1, time.Unix(0, 1_999_999)), at("floored before 1970", -1, time.Unix(0, -1)),
		at("last of Date", 8640000000000000, time.UnixMilli(8640000000000000)), at("first of Date", -8640000000000000, time.UnixMilli(-8640000000000000)),
		dur("0", 0, 0), dur("a nanosecond", 1e-6, 1), dur("-1.5 s", -1500, -1500*time.Millisecond), dur("99 days and a nanosecond", 8553600000.000001, 99*24*time.Hour+1),
		handle("nil", 0, 0), handle("first", 1, 1), handle("generation 1, slot 2", 1<<32+3, 1<<32+3), handle("greatest", wire.MaxSafe, wire.MaxSafe),

		fail("nil", nil, nil),
		fail("of Go", obj{"handle": 1, "message": "boom", "type": "*errors.errorString", "causes": []any{}}, boom),
		fail("with a cause", obj{"handle": 1, "message": "a: boom", "type": "*fmt.wrapError", "causes": []any{
			obj{"handle": 2, "message": "boom", "type": "*errors.errorString", "causes": []any{}}}}, fmt.Errorf("a: %w", boom)),
		fail("joined", obj{"handle": 1, "message": "boom\n7", "type": "*errors.joinError", "causes": []any{
			obj{"handle": 2, "message": "boom", "type": "*errors.errorString", "causes": []any{}}, obj{"slot": 7, "message": "7"}}},
			errors.Join(boom, &thrown{7, "7"})),
		fail("JavaScript's", obj{"slot": 5, "message": "TypeError: x"}, &thrown{5, "TypeError: x"}),
		fail("topher's", obj{"code": "TOPHER_NIL", "message": "nil came"}, &wire.Error{Code: wire.CodeNil, Message: "nil came"}),

		dyn("nil", nil, nil), dyn("false", false, false), dyn("true", true, true),
		dyn("int64", obj{"int64": "-5"}, int64(-5)), dyn("uint64", obj{"uint64": "18446744073709551615"}, uint64(math.MaxUint64)),
		dyn("float64", obj{"float64": 2.5}, 2.5), dyn("NaN", obj{"float64": "NaN"}, math.NaN()), dyn("int", obj{"int": 42}, 42),
		dyn("string", obj{"string": "é"}, "é"), dyn("bytes", obj{"bytes": []int{1, 2}}, []byte{1, 2}),
		dyn("slice", obj{"slice": []any{obj{"float64": 1}, nil, obj{"slice": []any{}}}}, []any{1.0, nil, []any{}}),
		dyn("record", obj{"record": []any{[]any{"k", true}}}, map[string]any{"k": true}),
		dyn("map", obj{"map": []any{[]any{obj{"float64": 1}, obj{"string": "one"}}}}, map[any]any{1.0: "one"}),
		dyn("time", obj{"time": 1700000000123}, time.UnixMilli(1700000000123).UTC()), dyn("duration", obj{"duration": 1.5}, 1500*time.Microsecond),
		dyn("numbers int8", obj{"numbers": []any{"int8", []any{-1}}}, []int8{-1}), dyn("numbers int16", obj{"numbers": []any{"int16", []any{-1}}}, []int16{-1}),
		dyn("numbers int32", obj{"numbers": []any{"int32", []any{-1}}}, []int32{-1}), dyn("numbers int64", obj{"numbers": []any{"int64", []any{"-1"}}}, []int64{-1}),
		dyn("numbers uint16", obj{"numbers": []any{"uint16", []any{1}}}, []uint16{1}), dyn("numbers uint32", obj{"numbers": []any{"uint32", []any{1}}}, []uint32{1}),
		dyn("numbers uint64", obj{"numbers": []any{"uint64", []any{"1"}}}, []uint64{1}), dyn("numbers float32", obj{"numbers": []any{"float32", []any{0.5}}}, []float32{0.5}),
		dyn("numbers float64", obj{"numbers": []any{"float64", []any{0.5, "Infinity"}}}, []float64{0.5, math.Inf(1)}),
		dyn("value struct", obj{"value": []any{7, pJSON}}, p), dyn("pointer to a value struct", obj{"value": []any{7, pJSON}}, &p),
		dyn("handle", obj{"handle": []any{9, 1}}, &class{1}), dyn("opaque handle", obj{"handle": []any{0, 1}}, make(chan int)),
		dyn("error", obj{"error": obj{"handle": 1, "message": "boom", "type": "*errors.errorString", "causes": []any{}}}, boom),
		dyn("error of JavaScript", obj{"error": obj{"slot": 5, "message": "x"}}, &thrown{5, "x"}),
		dyn("float32", obj{"float32": 0.5}, float32(0.5)), dyn("int8", obj{"number": []any{"int8", -1}}, int8(-1)), dyn("int16", obj{"number": []any{"int16", -1}}, int16(-1)),
		dyn("int32", obj{"number": []any{"int32", -1}}, int32(-1)), dyn("uint8", obj{"number": []any{"uint8", 255}}, uint8(255)),
		dyn("uint16", obj{"number": []any{"uint16", 65535}}, uint16(65535)), dyn("uint32", obj{"number": []any{"uint32", 4294967295}}, uint32(math.MaxUint32)),
		dyn("uint", obj{"number": []any{"uint", 9}}, uint(9)), dyn("uintptr", obj{"number": []any{"uintptr", "9"}}, uintptr(9)),
		dyn("[]string", obj{"slice": []any{obj{"string": "a"}}}, []string{"a"}), dyn("[]int", obj{"slice": []any{obj{"int": 1}}}, []int{1}),
		dyn("map[string]int", obj{"record": []any{[]any{"a", obj{"int": 1}}}}, map[string]int{"a": 1}),
		dyn("map[int]string", obj{"map": []any{[]any{obj{"int": 1}, obj{"string": "a"}}}}, map[int]string{1: "a"}),
		dyn("[2]float64", obj{"numbers": []any{"float64", []any{1, 2}}}, [2]float64{1, 2}), dyn("[2]byte", obj{"bytes": []any{1, 2}}, [2]byte{1, 2}),
		dyn("a named float", obj{"float64": 1.5}, celsius(1.5)), dyn("a named string", obj{"string": "x"}, name("x")),
		dyn("a nil pointer", nil, (*class)(nil)), dyn("an empty slice of anything", obj{"slice": []any{}}, []any{}), dyn("a pointer to an int", obj{"int": 3}, new3()),
	}
}

type (
	celsius float64
	name    string
)

func new3() *int { n := 3; return &n }

func back(name string, value any, v []float64, wanted bool) vector {
	return vector{Name: name, Type: "back<float64>", Value: value,
		write: func(w *wr) { w.Bool(wanted); wire.WriteNumbers(w, v) },
		again: func(r *rd, w *wr) {
			v, wanted := wire.ReadNumbersBack[float64](r)
			w.Bool(wanted)
			wire.WriteNumbers(w, v)
		},
	}
}

func sliceOf[T any](f func(*wr, T)) func(*wr, []T) {
	return func(w *wr, v []T) { wire.WriteSlice(w, v, f) }
}
func listOf[T any](f func(*rd) T) func(*rd) []T {
	return func(r *rd) []T { return wire.ReadSlice(r, f) }
}
func mapOf[K comparable, V any](k func(*wr, K), v func(*wr, V)) func(*wr, map[K]V) {
	return func(w *wr, m map[K]V) { wire.WriteMap(w, m, k, v) }
}
func mapping[K comparable, V any](k func(*rd) K, v func(*rd) V) func(*rd) map[K]V {
	return func(r *rd) map[K]V { return wire.ReadMap[map[K]V](r, k, v) }
}
func pointerTo[T any](f func(*wr, T)) func(*wr, *T) {
	return func(w *wr, v *T) { wire.WritePointer(w, v, f) }
}
func pointed[T any](f func(*rd) T) func(*rd) *T {
	return func(r *rd) *T { return wire.ReadPointer(r, f) }
}

func refuses[T any](name, typ, hex, code string, read func(*rd) T) refusal {
	r := refusal{Name: name, Type: typ, Hex: hex, Code: code, read: func(r *rd) { read(r) }}
	if code == wire.CodeKeys {
		r.Only = "go"
	}
	return r
}

func (r refusal) times(n int) refusal {
	r.Repeat = n
	return r
}

func refusals() []refusal {
	f := func(v float64) string {
		b, _ := write(nil, func(w *wr) { w.Float64(v) })
		return hex.EncodeToString(b)
	}
	return []refusal{
		refuses("bool: neither 0 nor 1", "bool", "02", wire.CodeWire, (*rd).Bool),
		refuses("bool: nothing left", "bool", "", wire.CodeWire, (*rd).Bool),
		refuses("int32: three bytes", "int32", "010203", wire.CodeWire, (*rd).Int32),
		refuses("int: a fraction", "int", f(1.5), wire.CodeRange, (*rd).Int),
		refuses("int: NaN", "int", f(math.NaN()), wire.CodeRange, (*rd).Int),
		refuses("int: infinite", "int", f(math.Inf(1)), wire.CodeRange, (*rd).Int),
		refuses("int: 2^53", "int", f(1<<53), wire.CodeRange, (*rd).Int),
		refuses("uint: -1", "uint", f(-1), wire.CodeRange, (*rd).Uint),
		refuses("string: longer than the rest", "string", "0500000061626364", wire.CodeWire, (*rd).String),
		refuses("string: 4 GiB", "string", "ffffffff", wire.CodeWire, (*rd).String),
		refuses("numbers: 2^32-1 float64", "numbers<float64>", "ffffffff0000000000000000", wire.CodeWire, wire.ReadNumbers[float64]),
		refuses("slice: a count of 2^32-1", "slice<string>", "ffffffff00000000", wire.CodeWire, listOf((*rd).String)),
		refuses("slice: nested counts that only together exceed the rest", "slice<slice<Empty>>", "03000000"+"03000000"+"000000", wire.CodeWire, listOf(listOf(readEmpty))),
		refuses("map: a count that keys alone would fill", "map<uint8,uint8>", "0300000001020304", wire.CodeWire, mapping((*rd).Uint8, (*rd).Uint8)),
		refuses("map: the same key twice", "map<uint8,uint8>", "0200000001020103", wire.CodeKeys, mapping((*rd).Uint8, (*rd).Uint8)),
		refuses("pointer: neither 0 nor 1", "pointer<Point>", "07", wire.CodeWire, pointed(readPoint)),
		refuses("time: NaN", "time", f(math.NaN()), wire.CodeRange, (*rd).Time),
		refuses("time: beyond Date", "time", f(8640000000000001), wire.CodeRange, (*rd).Time),
		refuses("duration: NaN", "duration", f(math.NaN()), wire.CodeRange, (*rd).Duration),
		refuses("duration: overflow", "duration", f(1e13), wire.CodeRange, (*rd).Duration),
		refuses("Empty: not 0", "Empty", "01", wire.CodeWire, readEmpty),
		refuses("error: an unknown kind", "error", "04", wire.CodeWire, (*rd).Error),
		refuses("any: an unknown tag", "any", "ff", wire.CodeWire, (*rd).Any),
		refuses("any: an unknown element kind", "any", "0e0b00000000", wire.CodeWire, (*rd).Any),
		refuses("any: an unknown integer", "any", "130000000000", wire.CodeWire, (*rd).Any),
		refuses("any: an unknown value type", "any", "0fffffffff", wire.CodeWire, (*rd).Any),
		refuses("any: nested too deep", "any", "0901000000", wire.CodeDepth, (*rd).Any).times(wire.MaxDepth + 2),
		refuses("any: a slice as a key, which only Go refuses", "any", "0b01000000"+"0900000000"+"00", wire.CodeKeys, (*rd).Any),
	}
}

func TestVectors(t *testing.T) {
	all, bad := vectors(), refusals()
	for i := range all {
		v := &all[i]
		o := &objects{}
		b, err := write(o, v.write)
		v.Hex = hex.EncodeToString(b)
		if err != nil {
			t.Errorf("%s: %v", v.Name, err)
		}
		again, err := write(o, func(w *wr) {
			r := reader(o, append(b[:len(b):len(b)], "what follows is not read"...))
			v.again(r, w)
			if r.Err() != nil || r.Rest() != len("what follows is not read") {
				t.Errorf("%s: read with %v, and %d bytes left", v.Name, r.Err(), r.Rest())
			}
		})
		if err != nil || !bytes.Equal(again, b) {
			t.Errorf("%s: %x came back as %x, %v", v.Name, b, again, err)
		}
		for n := range b {
			r := reader(o, b[:n])
			if write(o, func(w *wr) { v.again(r, w) }); r.Err() == nil {
				t.Errorf("%s: %x without its last %d bytes is read without an error", v.Name, b, len(b)-n)
			}
		}
	}
	for _, v := range bad {
		b, err := hex.DecodeString(strings.Repeat(v.Hex, max(1, v.Repeat)))
		if err != nil {
			t.Fatal(err)
		}
		r := reader(&objects{}, b)
		if v.read(r); r.Err() == nil || r.Err().Code != v.Code {
			t.Errorf("%s: got %v, want %s", v.Name, r.Err(), v.Code)
		}
	}

	want := vectorsJSON(t, all, bad)
	if *update {
		if err := os.WriteFile(vectorsFile, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(vectorsFile); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s is not what the codec writes now (%v); go test ./wire -run TestVectors -update", vectorsFile, err)
	}
}

// vectorsJSON has a line for each vector.
func vectorsJSON(t *testing.T, all []vector, bad []refusal) []byte {
	var b bytes.Buffer
	list := func(key string, n int, item func(int) any, end string) {
		fmt.Fprintf(&b, "  %q: [\n", key)
		for i := range n {
			var line bytes.Buffer
			encoder := json.NewEncoder(&line)
			encoder.SetEscapeHTML(false)
			if err := encoder.Encode(item(i)); err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "    %s%s\n", bytes.TrimSpace(line.Bytes()), map[bool]string{true: ",", false: ""}[i < n-1])
		}
		b.WriteString("  ]" + end + "\n")
	}
	b.WriteString("{\n")
	list("about", len(vectorsAbout), func(i int) any { return vectorsAbout[i] }, ",")
	list("vectors", len(all), func(i int) any { return all[i] }, ",")
	list("refused", len(bad), func(i int) any { return bad[i] }, "")
	b.WriteString("}\n")
	return b.Bytes()
}
