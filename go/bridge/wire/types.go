package wire

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"unicode"
)

// A library's types by Go type and by the number that TypeScript knows them by. Generated code fills both in an init
// function; afterwards they are only read.
var (
	typesByGo = map[reflect.Type]*typ{}
	typesByID = map[uint32]*typ{}
)

type typ struct {
	id    uint32
	write func(*Writer, any) // nil where it is no value struct
	read  func(*Reader) any
	class bool                    // values cross as handles of this type
	as    func(error) (any, bool) // nil where it is no error
}

// RegisterValue makes value structs of type T known to any.
func RegisterValue[T any](id uint32, write func(*Writer, T), read func(*Reader) T) {
	t := register[T](id)
	t.write = func(w *Writer, v any) { write(w, v.(T)) }
	t.read = func(r *Reader) any { return read(r) }
}

// RegisterClass makes values of type T, which is a pointer as a rule, cross in an any as handles with this type.
func RegisterClass[T any](id uint32) { register[T](id).class = true }

// RegisterError makes errors of type T known to [WriteAs]. T may be registered as a class or a value too, under the same id.
func RegisterError[T error](id uint32) {
	t := typesByGo[reflect.TypeFor[T]()]
	if t == nil {
		t = register[T](id)
	}
	t.as = func(err error) (any, bool) {
		var target T
		ok := errors.As(err, &target)
		return target, ok
	}
}

// RegisterErrorValue is [RegisterError] for a class whose T is an error and not only *T: [WriteAs] finds either, and a T
// crosses as a copy.
func RegisterErrorValue[T error](id uint32) {
	t := typesByGo[reflect.TypeFor[*T]()]
	if t == nil {
		t = register[*T](id)
	}
	t.as = func(err error) (any, bool) {
		var value T
		if errors.As(err, &value) {
			return value, true
		}
		var pointer *T
		var target any = &pointer // *T is an error because T is, which vet cannot know
		found := errors.As(err, target)
		return pointer, found
	}
}

func register[T any](id uint32) *typ {
	g := reflect.TypeFor[T]()
	if id == 0 || typesByID[id] != nil || typesByGo[g] != nil {
		panic(fmt.Sprintf("topher: the type %v or its id %d is registered twice or not at all", g, id))
	}
	t := &typ{id: id}
	typesByGo[g] = t
	typesByID[id] = t
	return t
}

// WriteAs writes, as any, what errors.As finds for the type with this id, or nil. An error whose type is neither a class nor
// a value struct is written as its underlying value, and not once more as an error.
//
// For id 0 it writes the exported fields of the error itself as map[string]any, or nil where it has none.
func WriteAs(w *Writer, err error, id uint32) {
	if id == 0 {
		writeFields(w, err)
		return
	}
	t := typesByID[id]
	if t == nil || t.as == nil {
		w.Any(nil)
		return
	}
	v, ok := t.as(err)
	switch {
	case !ok:
		w.Any(nil)
	case t.write != nil || classOf(reflect.TypeOf(v)) != nil:
		w.anyRegistered(t, v)
	default:
		w.anyKind(reflect.ValueOf(v))
	}
}

// memberName is a field's name in JavaScript: that of its json tag, or its own with the leading capitals lowered, except the last of
// several when a lower-case letter follows. The generator names members by the same rule.
func memberName(f reflect.StructField) string {
	if tag, _, _ := strings.Cut(f.Tag.Get("json"), ","); tag != "" && tag != "-" {
		return tag
	}
	runes := []rune(f.Name)
	n := 0
	for n < len(runes) && (unicode.IsUpper(runes[n]) || unicode.IsTitle(runes[n])) {
		n++
	}
	if n > 1 && n < len(runes) && unicode.IsLower(runes[n]) {
		n--
	}
	for i := range n {
		runes[i] = unicode.ToLower(runes[i])
	}
	switch name := string(runes); name {
	case "then", "constructor":
		return name + "_"
	default:
		return name
	}
}

func writeFields(w *Writer, err error) {
	v := reflect.ValueOf(err)
	for v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	var fields map[string]any
	if v.Kind() == reflect.Struct {
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				if fields == nil {
					fields = map[string]any{}
				}
				fields[memberName(f)] = v.Field(i).Interface()
			}
		}
	}
	if fields == nil {
		w.Any(nil)
		return
	}
	w.Any(fields)
}
