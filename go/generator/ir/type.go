package ir

import (
	"encoding/json"
	"fmt"
)

// A Kind says how a value crosses. Each is a row of package table, which knows everything that depends on it.
type Kind string

// The kinds. The Go type in each comment may be a named one: see [Type.Named].
const (
	Bool    Kind = "bool"
	Int8    Kind = "int8"
	Int16   Kind = "int16"
	Int32   Kind = "int32"
	Int64   Kind = "int64"
	Int     Kind = "int"
	Uint8   Kind = "uint8"
	Uint16  Kind = "uint16"
	Uint32  Kind = "uint32"
	Uint64  Kind = "uint64"
	Uint    Kind = "uint"
	Uintptr Kind = "uintptr"
	Float32 Kind = "float32"
	Float64 Kind = "float64"
	String  Kind = "string"

	Bytes       Kind = "bytes"       // []byte
	ByteArray   Kind = "byteArray"   // [Len]byte
	Numbers     Kind = "numbers"     // []Elem that is a typed array in JavaScript: Elem is numeric, not int, uint or an enum
	NumberArray Kind = "numberArray" // [Len]Elem of such an Elem
	Slice       Kind = "slice"       // any other []Elem
	Array       Kind = "array"       // any other [Len]Elem
	Record      Kind = "record"      // map[Key]Elem whose Key is a string kind
	Map         Kind = "map"         // map[Key]Elem whose Key is a boolean or a number
	Pairs       Kind = "pairs"       // any other map[Key]Elem

	ValueStruct  Kind = "value"        // a value struct; Ref names the [Value]
	ValuePointer Kind = "valuePointer" // a pointer to a value struct; Elem is the struct
	Pointer      Kind = "pointer"      // a pointer to a value that is no struct; Elem is what it points to

	ClassPointer Kind = "class"     // a pointer to a class; Ref names the [Class]
	ClassStruct  Kind = "classCopy" // a class by value: a handle to a copy, never nil; Ref names the [Class]

	Time     Kind = "time"     // time.Time
	Duration Kind = "duration" // time.Duration
	ErrorVal Kind = "error"    // error, where it is not thrown
	Any      Kind = "any"      // any

	FuncVal   Kind = "func"      // a func type; Func is its signature
	Interface Kind = "interface" // an interface with methods; Ref names the [Class] that stands for it
	Seq       Kind = "seq"       // iter.Seq[Elem], or any func(yield func(Elem) bool)
	Seq2      Kind = "seq2"      // iter.Seq2[Key, Elem], or any func(yield func(Key, Elem) bool)
	Reader    Kind = "reader"    // an interface of another package with no methods but Read and Close, such as io.Reader
	Source    Kind = "source"    // one that a *bytes.Reader with Close implements too and that has more methods, such as io.ReaderAt
	Writer    Kind = "writer"    // one with no methods but Write, WriteString, WriteByte and Close, such as io.Writer
	Chan      Kind = "chan"      // chan Elem
	RecvChan  Kind = "recvChan"  // <-chan Elem
	SendChan  Kind = "sendChan"  // chan<- Elem
	Opaque    Kind = "opaque"    // what can be named but cannot cross: a handle; Why is the reason
	Recursive Kind = "recursive" // a named type inside itself; Ref names the [Named] that says how it crosses
)

// A Type is a Go type and how it crosses.
type Type struct {
	Kind Kind   `json:"kind"`
	Go   string `json:"go"` // Go expression of the type

	// Named is the Go expression of the underlying type where Go is a named type that crosses as its underlying one:
	// a value read from the wire is converted to Go, and a value written is converted to Named.
	// Empty for unnamed types, and for kinds that stand for a named type themselves.
	Named string `json:"named,omitempty"`

	// Ref names a declaration of the library ([Library.Lookup]). It is set for structs, and for a named type of a package of the
	// build that has an [Enum] or a [Named]; TypeScript then writes that name.
	Ref string `json:"ref,omitempty"`

	Elem *Type      `json:"elem,omitempty"`
	Key  *Type      `json:"key,omitempty"`
	Len  int64      `json:"len,omitempty"`
	Func *Signature `json:"func,omitempty"`

	// Call is the C symbol through which JavaScript calls values of this type that come out of Go ([Library.Calls]): of a FuncVal the
	// function itself, of a Seq and a Seq2 what the symbols of its start and its steps begin with. Empty where none comes out.
	Call string `json:"call,omitempty"`
	// Why is the reason of an Opaque.
	Why string `json:"why,omitempty"`
	// Null says of a Recursive that its type is a func or a pointer, which is null in TypeScript where Go has nil.
	Null bool `json:"null,omitempty"`
}

// Parts are the types that a type is made of: key, element, and what a func takes and returns.
func (t *Type) Parts() []*Type {
	var parts []*Type
	for _, inner := range []*Type{t.Key, t.Elem} {
		if inner != nil {
			parts = append(parts, inner)
		}
	}
	if t.Func != nil {
		parts = append(parts, Mentioned(t.Func.Params, t.Func.Results)...)
	}
	return parts
}

// Mentioned are the types of parameters and results.
func Mentioned(params []*Param, results []*Result) []*Type {
	var types []*Type
	for _, p := range params {
		types = append(types, p.Type)
	}
	for _, r := range results {
		types = append(types, r.Type)
	}
	return types
}

// A Call is a func type, an iterator type or a channel type whose values come out of Go. The Go type is that of all of them.
type Call struct {
	Symbol string `json:"symbol"` // of a FuncVal; of an iterator the symbols are Symbol + "_start", "_next" and "_open", of a channel Symbol + "_open"
	Type   *Type  `json:"type"`
}

// A Signature is that of a func type. Where JavaScript made the func, Params go from Go to JavaScript and Results from JavaScript to
// Go; where Go made it, the other way.
type Signature struct {
	Params  []*Param  `json:"params,omitempty"`
	Results []*Result `json:"results,omitempty"` // without a trailing error
	Throws  bool      `json:"throws,omitempty"`  // its last result is an error: what JavaScript throws becomes that error
	// Context says that its first parameter, which is not among Params, is a context.Context. JavaScript calls such a func of Go
	// asynchronously; a function of JavaScript gets { signal } behind its arguments.
	Context bool `json:"context,omitempty"`
	// Task is the number of the asynchronous form of a func that comes out of Go ([Library.Calls]).
	Task int `json:"task,omitempty"`
}

// A Lookup is what a Ref names: exactly one member is not nil.
type Lookup struct {
	Class *Class
	Value *Value
	Enum  *Enum
	Named *Named
}

// Lookup finds the declaration that a Ref names. It panics if there is none: bind never makes such a Ref.
func (l *Library) Lookup(ref string) Lookup {
	for _, c := range l.AllClasses() {
		if c.Ref == ref {
			return Lookup{Class: c}
		}
	}
	for _, v := range l.AllValues() {
		if v.Ref == ref {
			return Lookup{Value: v}
		}
	}
	for _, p := range l.Packages {
		for _, e := range p.Enums {
			if e.Ref == ref {
				return Lookup{Enum: e}
			}
		}
		for _, n := range p.Named {
			if n.Ref == ref {
				return Lookup{Named: n}
			}
		}
	}
	panic(fmt.Sprintf("ir: nothing is named %q", ref))
}

// AllClasses lists the classes of the build's packages and then those of other packages.
func (l *Library) AllClasses() []*Class {
	var all []*Class
	for _, p := range l.Packages {
		all = append(all, p.Classes...)
	}
	return append(all, l.Classes...)
}

// AllValues lists the value structs of the build's packages and then those of other packages.
func (l *Library) AllValues() []*Value {
	var all []*Value
	for _, p := range l.Packages {
		all = append(all, p.Values...)
	}
	return append(all, l.Values...)
}

// Marshal writes a library as indented JSON that ends with a newline.
func Marshal(l *Library) ([]byte, error) {
	data, err := json.MarshalIndent(l, "", "  ")
	return append(data, '\n'), err
}
