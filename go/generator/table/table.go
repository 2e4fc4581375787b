// Package table is the one table of how a Go type crosses.
//
// There is one [Row] per [ir.Kind]. The emitters look up C types, TypeScript types and codec verbs in it and never switch on
// a kind themselves; docs/mapping.md is printed from it by [Markdown].
package table

import (
	"fmt"

	"github.com/topherjs/topher/go/generator/ir"
)

// A Form says what a row's verbs take beside the value.
type Form string

// The forms. "write" stands for Writer.Verb(value, …) and "read" for Reader.Verb(…).
const (
	Plain    Form = "plain"    // nothing: w.Bool(v), r.Bool()
	Elements Form = "elements" // how one element is written or read, and for arrays the length
	Entries  Form = "entries"  // how a key and how a value is written or read
	Declared Form = "declared" // what the declaration of Type.Ref brings: its fields, its class
	Function Form = "function" // how parameters and results are written or read
)

// A Row says everything that depends on a kind.
//
// TypeScript types are templates: {elem}, {key} and {ref} stand for the element's and key's type and the declaration's name in
// the same direction (of a value struct ir.Value.Input and ir.Value.JS), {back} for the element's type in the opposite direction, {array} for the typed array of the element ([Array]).
// Of a func type {params} and {result} are what one calls it with and what it returns: of one of Go that takes a context those of the asynchronous form, which
// {asyncParams} and {task} are of any.
type Row struct {
	Kind ir.Kind
	Go   string // the Go types it stands for, as documentation writes them

	In  string // TypeScript, as a parameter
	Out string // TypeScript, as a result
	// Async is TypeScript as a parameter of an asynchronous form; empty where that is In.
	Async string

	C       string // the C type of a direct argument; empty where it never is one
	CResult string // the C type of a direct result; empty where it never is one
	// Lent marks kinds that are direct only where a parameter is borrowed: C is the pointer, and a double with the length follows.
	Lent bool

	Form Form
	// Verb names the methods of the codec: wire.Writer and wire.Reader in Go, and lowered by its first letter the writer and reader
	// in TypeScript.
	Verb string

	// Element is the number of the kind where the wire names it (tags 14 and 19 of any); 0 where it never does.
	Element int
	// Array is the typed array whose elements are of this kind; empty where there is none.
	Array string

	Zero string // TypeScript of Go's zero value
	Rule string // one line for the documentation
}

// TypeScript is the template in a direction.
func (r Row) TypeScript(d Direction) string {
	switch {
	case d == Out:
		return r.Out
	case d == Async && r.Async != "":
		return r.Async
	}
	return r.In
}

// TSVerb is the verb's name in TypeScript.
func (r Row) TSVerb() string { return string(r.Verb[0]|0x20) + r.Verb[1:] }

const (
	small = "An integer in range, else `RangeError`; not a number, `TypeError`."
	big   = "A safe-integer `number` is accepted too; out of range throws `RangeError`."
	safe  = "Safe integers only, both ways; otherwise a `RangeError` that names `int64` as the way out."
	float = "NaN, ±Infinity and −0 are exact."
	typed = "A plain array is accepted; an array of another kind throws `TypeError`."
)

var rows = []Row{
	{Kind: ir.Bool, Go: "`bool`", In: "boolean", Out: "boolean", C: "int32_t", CResult: "int32_t", Form: Plain, Verb: "Bool", Zero: "false", Rule: "Only booleans."},
	{Kind: ir.Int8, Go: "`int8`", In: "number", Out: "number", C: "int32_t", CResult: "int32_t", Form: Plain, Verb: "Int8", Element: 1, Array: "Int8Array", Zero: "0", Rule: small},
	{Kind: ir.Int16, Go: "`int16`", In: "number", Out: "number", C: "int32_t", CResult: "int32_t", Form: Plain, Verb: "Int16", Element: 2, Array: "Int16Array", Zero: "0", Rule: small},
	{Kind: ir.Int32, Go: "`int32`, `rune`", In: "number", Out: "number", C: "int32_t", CResult: "int32_t", Form: Plain, Verb: "Int32", Element: 3, Array: "Int32Array", Zero: "0", Rule: small},
	{Kind: ir.Int64, Go: "`int64`", In: "bigint | number", Out: "bigint", C: "int64_t", CResult: "int64_t", Form: Plain, Verb: "Int64", Element: 4, Array: "BigInt64Array", Zero: "0n", Rule: big},
	{Kind: ir.Uint8, Go: "`uint8`, `byte`", In: "number", Out: "number", C: "int32_t", CResult: "int32_t", Form: Plain, Verb: "Uint8", Element: 5, Array: "Uint8Array", Zero: "0", Rule: small},
	{Kind: ir.Uint16, Go: "`uint16`", In: "number", Out: "number", C: "int32_t", CResult: "int32_t", Form: Plain, Verb: "Uint16", Element: 6, Array: "Uint16Array", Zero: "0", Rule: small},
	{Kind: ir.Uint32, Go: "`uint32`", In: "number", Out: "number", C: "uint32_t", CResult: "uint32_t", Form: Plain, Verb: "Uint32", Element: 7, Array: "Uint32Array", Zero: "0", Rule: small},
	{Kind: ir.Uint64, Go: "`uint64`", In: "bigint | number", Out: "bigint", C: "uint64_t", CResult: "uint64_t", Form: Plain, Verb: "Uint64", Element: 8, Array: "BigUint64Array", Zero: "0n", Rule: big},
	{Kind: ir.Float32, Go: "`float32`", In: "number", Out: "number", C: "float", CResult: "float", Form: Plain, Verb: "Float32", Element: 9, Array: "Float32Array", Zero: "0", Rule: float},
	{Kind: ir.Float64, Go: "`float64`", In: "number", Out: "number", C: "double", CResult: "double", Form: Plain, Verb: "Float64", Element: 10, Array: "Float64Array", Zero: "0", Rule: float},
	{Kind: ir.Int, Go: "`int`", In: "number", Out: "number", C: "double", CResult: "double", Form: Plain, Verb: "Int", Element: 11, Zero: "0", Rule: safe},
	{Kind: ir.Uint, Go: "`uint`", In: "number", Out: "number", C: "double", CResult: "double", Form: Plain, Verb: "Uint", Element: 12, Zero: "0", Rule: safe},
	{Kind: ir.Uintptr, Go: "`uintptr`", In: "bigint | number", Out: "bigint", C: "uint64_t", CResult: "uint64_t", Form: Plain, Verb: "Uintptr", Element: 13, Zero: "0n", Rule: big},
	{Kind: ir.String, Go: "`string`", In: "string", Out: "string", Form: Plain, Verb: "String", Zero: `""`, Rule: "UTF-8 with its length, so U+0000 survives; lone surrogates and invalid UTF-8 become U+FFFD."},

	{Kind: ir.Bytes, Go: "`[]byte`", In: "Uint8Array", Out: "Uint8Array", C: "uint8_t *", Lent: true, Form: Plain, Verb: "Bytes", Zero: "new Uint8Array(0)", Rule: "A result belongs to JavaScript. A parameter is borrowed or copied, as its documentation says."},
	{Kind: ir.ByteArray, Go: "`[N]byte`", In: "Uint8Array", Out: "Uint8Array", Form: Plain, Verb: "ByteArray", Zero: "new Uint8Array({len})", Rule: "As `[]byte`; the length is checked."},
	{Kind: ir.Numbers, Go: "`[]float64`, `[]int32`, `[]int64`, …", In: "{array} | readonly {elem}[]", Out: "{array}", C: "void *", Lent: true, Form: Elements, Verb: "Numbers", Zero: "new {array}(0)", Rule: typed + " A parameter is borrowed or copied, as its documentation says."},
	{Kind: ir.NumberArray, Go: "`[N]float64`, …", In: "{array} | readonly {elem}[]", Out: "{array}", Form: Elements, Verb: "NumberArray", Zero: "new {array}({len})", Rule: typed + " The length is checked."},
	{Kind: ir.Slice, Go: "`[]int`, `[]uint`, any other `[]T`", In: "readonly {elem}[]", Out: "{elem}[]", Form: Elements, Verb: "Slice", Zero: "[]", Rule: "nil and empty both arrive as `[]`."},
	{Kind: ir.Array, Go: "any other `[N]T`", In: "readonly {elem}[]", Out: "{elem}[]", Form: Elements, Verb: "Array", Zero: "[]", Rule: "The length is checked."},
	{Kind: ir.Record, Go: "`map[K]V`, K a string type", In: "Readonly<Record<string, {elem}>>", Out: "Record<string, {elem}>", Form: Entries, Verb: "Record", Zero: "{}", Rule: "Own properties only; nil arrives empty."},
	{Kind: ir.Map, Go: "`map[K]V`, K a boolean or a number", In: "ReadonlyMap<{key}, {elem}>", Out: "Map<{key}, {elem}>", Form: Entries, Verb: "Map", Zero: "new Map()", Rule: "Keys that are the same in Go throw; nil arrives empty."},
	{Kind: ir.Pairs, Go: "`map[K]V`, K a struct, array, pointer or interface", In: "readonly (readonly [{key}, {elem}])[]", Out: "[{key}, {elem}][]", Form: Entries, Verb: "Pairs", Zero: "[]", Rule: "Keys that are the same in Go throw; nil arrives empty."},

	{Kind: ir.ValueStruct, Go: "struct whose fields are all exported and that has no methods", In: "{ref}", Out: "{ref}", Form: Declared, Verb: "Struct", Rule: "Copied. As a parameter every field is optional, and absent means zero; an unknown field throws `TOPHER_UNKNOWN_FIELD`."},
	{Kind: ir.ValuePointer, Go: "pointer to such a struct", In: "{elem} | null", Out: "{elem} | null", Form: Elements, Verb: "StructPointer", Zero: "null", Rule: "Copied in, and after a synchronous call written back into the same object."},
	{Kind: ir.Pointer, Go: "pointer to any other value", In: "{elem} | null", Out: "{elem} | null", Form: Elements, Verb: "Pointer", Zero: "null", Rule: "Copied; what Go writes through the pointer is not seen."},
	{Kind: ir.ClassPointer, Go: "pointer to any other struct", In: "{ref} | null", Out: "{ref} | null", C: "double", Form: Declared, Verb: "Handle", Zero: "null", Rule: "A handle. A result of `New…` or `Must…`, the only one beside an `error`, or of a method that returns its own type is never `null`: nil throws `TOPHER_NIL`."},
	{Kind: ir.ClassStruct, Go: "any other struct", In: "{ref}", Out: "{ref}", C: "double", Form: Declared, Verb: "Handle", Rule: "A handle to a copy; a field of a class is read as a handle to the field itself."},

	{Kind: ir.Time, Go: "`time.Time`", In: "Date", Out: "Date", Form: Plain, Verb: "Time", Zero: "new Date(-62135596800000)", Rule: "Milliseconds, floored, in UTC: precision is lost by design. Invalid dates throw `RangeError`."},
	{Kind: ir.Duration, Go: "`time.Duration`", In: "number", Out: "number", Form: Plain, Verb: "Duration", Zero: "0", Rule: "Milliseconds, exact below 2³³ ms, which is 99 days; NaN and overflow throw `RangeError`."},
	{Kind: ir.ErrorVal, Go: "`error`, where it is not thrown", In: "Error | null", Out: "GoError | null", Form: Plain, Verb: "Error", Zero: "null", Rule: "As the last result it is thrown. A JavaScript error that Go gives back is the same object."},
	{Kind: ir.Any, Go: "`any`", In: "GoAnyInput", Out: "GoAny", Form: Plain, Verb: "Any", Zero: "null", Rule: "In: numbers become float64, bigints int64, `goInt(x)` int, arrays []any, plain objects map[string]any, maps map[any]any, functions func(...any) (any, error). Out: by the dynamic type, through this table."},
	{Kind: ir.FuncVal, Go: "`func`", In: "(({params}) => {result}) | null", Async: "(({params}) => {result} | PromiseLike<{result}>) | null", Out: "((({params}) => {result}) & { async({asyncParams}): {task} }) | null", Form: Function, Verb: "Func", Zero: "null", Rule: "A JavaScript function that Go gives back is the same function, and a func of Go given to Go the same func. What a function throws travels through Go and is thrown again, the same object. What Go keeps lives until Go drops it."},
	{Kind: ir.Interface, Go: "interface with methods", In: "{ref} | null", Out: "{ref} | null", Form: Declared, Verb: "Interface", Zero: "null", Rule: "A handle of a type with the methods, or any object of JavaScript with them, which comes back as itself. A value of Go has the class of its own type where the build has it."},
	{Kind: ir.Seq, Go: "`iter.Seq[V]`", In: "Iterable<{elem}> | null", Async: "Iterable<{elem}> | AsyncIterable<{elem}> | null", Out: "(Iterable<{elem}> & AsyncIterable<{elem}>) | null", Form: Elements, Verb: "Seq", Zero: "null", Rule: "Each `for…of` runs Go's loop anew, and leaving it early stops it. A step from within another callback throws `TOPHER_ITERATOR_CONTEXT`. `for await…of` runs the loop in a goroutine."},
	{Kind: ir.Seq2, Go: "`iter.Seq2[K, V]`", In: "Iterable<readonly [{key}, {elem}]> | null", Async: "Iterable<readonly [{key}, {elem}]> | AsyncIterable<readonly [{key}, {elem}]> | null", Out: "(Iterable<[{key}, {elem}]> & AsyncIterable<[{key}, {elem}]>) | null", Form: Entries, Verb: "Seq2", Zero: "null", Rule: "As `iter.Seq`, with pairs."},
	{Kind: ir.Reader, Go: "`io.Reader`, `io.ReadCloser`", In: "GoReaderInput | null", Async: "GoReaderAsyncInput | null", Out: "GoReader | null", Form: Plain, Verb: "Reader", Zero: "null", Rule: "In: a `Uint8Array`, a string, an iterable of `Uint8Array`, an object with `read(into)`, or a handle whose type is one. Streams and blobs throw `TOPHER_NEEDS_ASYNC`; the asynchronous form takes them. Out: `read(most)`, an iterable and an asynchronous one, and a stream: `readable`."},
	{Kind: ir.Source, Go: "`io.ReaderAt`, `io.ReadSeeker`, `io.ByteReader`, …", In: "GoSourceInput | null", Out: "GoReader | null", Form: Plain, Verb: "Source", Zero: "null", Rule: "In: a `Uint8Array`, a string, or a handle whose type is one."},
	{Kind: ir.Writer, Go: "`io.Writer`, `io.WriteCloser`", In: "GoWriterInput | null", Async: "GoWriterAsyncInput | null", Out: "GoWriter | null", Form: Plain, Verb: "Writer", Zero: "null", Rule: "In: a function that takes a `Uint8Array`, a `ByteSink`, or a handle whose type is one. Streams throw `TOPHER_NEEDS_ASYNC`; the asynchronous form takes them, and functions that return promises. Out: `write(chunk)`, and a stream: `writable`."},
	{Kind: ir.RecvChan, Go: "`<-chan T`", In: "ReceiveChannel<{elem}> | null", Async: "ReceiveChannelInput<{elem}> | null", Out: "ReceiveChannel<{elem}> | null", Form: Elements, Verb: "Channel", Zero: "null", Rule: "In: a channel; an asynchronous form takes iterables too, also asynchronous ones, whose end closes Go's channel. Out: `for await…of` receives until Go closes it. Leaving early cancels the context of the call that gave it; without one nobody receives any more."},
	{Kind: ir.SendChan, Go: "`chan<- T`", In: "SendChannelInput<{back}> | null", Out: "SendChannel<{back}> | null", Form: Elements, Verb: "Channel", Zero: "null", Rule: "In: a channel that JavaScript reads. Out: `send(value)` is a promise, which waits for room, and `close()` closes it in Go."},
	{Kind: ir.Chan, Go: "`chan T`", In: "Channel<{back}> | null", Out: "Channel<{elem}> | null", Form: Elements, Verb: "Channel", Zero: "null", Rule: "Both of these. `channel(size)` makes one in JavaScript; given again, it is the same channel in Go. Once it is closed, a function that receives from it finds it closed; what Go has closed, a function that only sends to gets anew."},
	{Kind: ir.Opaque, Go: "any other type that Go code can name", In: "Handle | null", Out: "Handle | null", C: "double", Form: Declared, Verb: "Handle", Zero: "null", Rule: "An opaque handle: it can be passed on and released, and `toString` prints it. `null` means zero, also of a type without nil."},
	{Kind: ir.Recursive, Go: "named type that contains itself", In: "{ref}", Out: "{ref}", Form: Declared, Verb: "Recursive", Rule: "As its underlying type. What contains itself as a value throws `TOPHER_CYCLE`."},
}

var byKind = func() map[ir.Kind]Row {
	m := make(map[ir.Kind]Row, len(rows))
	for _, r := range rows {
		m[r.Kind] = r
	}
	return m
}()

// Rows lists the table in the order of the documentation.
func Rows() []Row { return rows }

// Of is the row of a kind. It panics for a kind without one.
func Of(k ir.Kind) Row {
	r, ok := byKind[k]
	if !ok {
		panic(fmt.Sprintf("table: no row for kind %q", k))
	}
	return r
}

// Direct says whether a parameter of this type crosses as a C argument; borrowed is what the parameter is.
func Direct(t *ir.Type, borrowed bool) bool {
	r := Of(t.Kind)
	return r.C != "" && (!r.Lent || borrowed)
}

// DirectResult says whether a result of this type can be returned by the C function itself.
func DirectResult(t *ir.Type) bool { return Of(t.Kind).CResult != "" }
