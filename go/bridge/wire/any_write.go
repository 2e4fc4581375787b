package wire

import (
	"reflect"
	"time"
	"unsafe"
)

// The tags of any.
const (
	tagNil = iota
	tagFalse
	tagTrue
	tagInt64
	tagUint64
	tagFloat64
	tagInt
	tagString
	tagBytes
	tagSlice
	tagRecord
	tagMap
	tagTime
	tagDuration
	tagNumbers
	tagValue
	tagHandle
	tagError
	tagFloat32
	tagNumber
	tagTarget
	tagFunc // from JavaScript only
)

// Any writes a value by its dynamic type: a tag and what the tag says. What no tag fits crosses as an opaque handle.
func (w *Writer) Any(v any) {
	switch v := v.(type) {
	case nil:
		w.Uint8(tagNil)
	case bool:
		w.anyBool(v)
	case int:
		w.Uint8(tagInt)
		w.Int(v)
	case int64:
		w.Uint8(tagInt64)
		w.Int64(v)
	case uint64:
		w.Uint8(tagUint64)
		w.Uint64(v)
	case float64:
		w.Uint8(tagFloat64)
		w.Float64(v)
	case string:
		w.Uint8(tagString)
		w.String(v)
	case []byte:
		w.Uint8(tagBytes)
		w.Bytes(v)
	case []any:
		w.Uint8(tagSlice)
		WriteSlice(w, v, (*Writer).Any)
	case map[string]any:
		w.Uint8(tagRecord)
		WriteMap(w, v, (*Writer).String, (*Writer).Any)
	case map[any]any:
		w.Uint8(tagMap)
		WriteMap(w, v, (*Writer).Any, (*Writer).Any)
	case time.Time:
		w.Uint8(tagTime)
		w.Time(v)
	case time.Duration:
		w.Uint8(tagDuration)
		w.Duration(v)
	default:
		w.anyTyped(v)
	}
}

func (w *Writer) anyBool(v bool) {
	if v {
		w.Uint8(tagTrue)
	} else {
		w.Uint8(tagFalse)
	}
}

// anyTyped writes what the library has registered, errors, and everything else by its kind.
func (w *Writer) anyTyped(v any) {
	r := reflect.ValueOf(v)
	if t := typesByGo[r.Type()]; t != nil && (t.class || t.write != nil) {
		w.anyRegistered(t, v)
		return
	}
	if w.Objects != nil {
		if id, ok := w.Objects.Target(v); ok {
			w.Uint8(tagTarget)
			w.Uint32(id)
			return
		}
	}
	if err, ok := v.(error); ok {
		w.Uint8(tagError)
		w.Error(err)
		return
	}
	w.anyKind(r)
}

func (w *Writer) anyRegistered(t *typ, v any) {
	switch {
	case t.write != nil:
		w.Uint8(tagValue)
		w.Uint32(t.id)
		if w.enter(w.level) {
			t.write(w, v)
			w.leave(w.level)
		}
	case isNil(v):
		w.Uint8(tagNil)
	default:
		w.Uint8(tagHandle)
		w.Uint32(t.id)
		w.handle(v)
	}
}

func (w *Writer) anyKind(r reflect.Value) {
	switch r.Kind() {
	case reflect.Bool:
		w.anyBool(r.Bool())
	case reflect.Int:
		w.Any(int(r.Int()))
	case reflect.Int64:
		w.Any(r.Int())
	case reflect.Uint64:
		w.Any(r.Uint())
	case reflect.Float64:
		w.Any(r.Float())
	case reflect.Float32:
		w.Uint8(tagFloat32)
		w.Float32(float32(r.Float()))
	case reflect.Int8, reflect.Int16, reflect.Int32, reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uintptr:
		w.anyNumber(r)
	case reflect.String:
		w.Any(r.String())
	case reflect.Slice, reflect.Array:
		w.anyList(r)
	case reflect.Map:
		w.anyMap(r)
	case reflect.Pointer:
		w.anyPointer(r)
	case reflect.Struct:
		w.anyStruct(r)
	default:
		w.anyOpaque(r)
	}
}

// anyNumber writes the integers that have no tag of their own.
func (w *Writer) anyNumber(r reflect.Value) {
	w.Uint8(tagNumber)
	w.Uint8(kindOf(r.Kind()))
	switch r.Kind() {
	case reflect.Int8:
		w.Int8(int8(r.Int()))
	case reflect.Int16:
		w.Int16(int16(r.Int()))
	case reflect.Int32:
		w.Int32(int32(r.Int()))
	case reflect.Uint8:
		w.Uint8(uint8(r.Uint()))
	case reflect.Uint16:
		w.Uint16(uint16(r.Uint()))
	case reflect.Uint32:
		w.Uint32(uint32(r.Uint()))
	case reflect.Uint:
		w.Uint(uint(r.Uint()))
	case reflect.Uintptr:
		w.Uint64(r.Uint())
	}
}

func (w *Writer) anyList(r reflect.Value) {
	elem := r.Type().Elem()
	if k := kindOf(elem.Kind()); k != 0 && k <= kindFloat64 && elem != durationType {
		if r.Kind() == reflect.Array {
			if !r.CanAddr() {
				addressable := reflect.New(r.Type()).Elem()
				addressable.Set(r)
				r = addressable
			}
			r = r.Slice(0, r.Len())
		}
		if k == kindUint8 {
			w.Uint8(tagBytes)
		} else {
			w.Uint8(tagNumbers)
			w.Uint8(k)
		}
		w.count(r.Len())
		if n := r.Len() * int(elem.Size()); n > 0 {
			w.buf = append(w.buf, unsafe.Slice((*byte)(r.UnsafePointer()), n)...)
		}
		return
	}
	w.Uint8(tagSlice)
	w.count(r.Len())
	key := w.level // an array holds no pointer to itself, so only the depth counts
	if r.Kind() == reflect.Slice {
		key = func() any { return sliceKey{pointerKey(r)(), r.Len()} }
	}
	if r.Len() == 0 || !w.enter(key) {
		return
	}
	for i := 0; i < r.Len() && w.err == nil; i++ {
		w.Any(r.Index(i).Interface())
	}
	w.leave(key)
}

func (w *Writer) anyMap(r reflect.Value) {
	text := r.Type().Key().Kind() == reflect.String
	if text {
		w.Uint8(tagRecord)
	} else {
		w.Uint8(tagMap)
	}
	w.count(r.Len())
	key := pointerKey(r)
	if r.Len() == 0 || !w.enter(key) {
		return
	}
	for i := r.MapRange(); i.Next() && w.err == nil; {
		if text {
			w.String(i.Key().String())
		} else {
			w.Any(i.Key().Interface())
		}
		w.Any(i.Value().Interface())
	}
	w.leave(key)
}

// anyPointer writes what a pointer points to, unless that is a struct which the library does not have.
func (w *Writer) anyPointer(r reflect.Value) {
	if r.IsNil() {
		w.Uint8(tagNil)
		return
	}
	elem := r.Type().Elem()
	if t := typesByGo[elem]; (t == nil || t.write == nil) && elem.Kind() == reflect.Struct && elem != timeType {
		w.anyOpaque(r)
		return
	}
	key := pointerKey(r)
	if w.enter(key) {
		w.Any(r.Elem().Interface())
		w.leave(key)
	}
}

// anyStruct writes a struct whose pointer is a class as a handle to a copy.
func (w *Writer) anyStruct(r reflect.Value) {
	t := classOf(reflect.PointerTo(r.Type()))
	if t == nil {
		w.anyOpaque(r)
		return
	}
	w.Uint8(tagHandle)
	w.Uint32(t.id)
	w.copied(r)
}

var (
	timeType     = reflect.TypeFor[time.Time]()
	durationType = reflect.TypeFor[time.Duration]()
)

func (w *Writer) anyOpaque(r reflect.Value) {
	if isNil(r.Interface()) {
		w.Uint8(tagNil)
		return
	}
	w.Uint8(tagHandle)
	w.Uint32(0)
	w.handle(r.Interface())
}

// kindOf is the element kind of a Go kind, 0 where there is none.
func kindOf(k reflect.Kind) uint8 {
	switch k {
	case reflect.Int8:
		return kindInt8
	case reflect.Int16:
		return kindInt16
	case reflect.Int32:
		return kindInt32
	case reflect.Int64:
		return kindInt64
	case reflect.Uint8:
		return kindUint8
	case reflect.Uint16:
		return kindUint16
	case reflect.Uint32:
		return kindUint32
	case reflect.Uint64:
		return kindUint64
	case reflect.Float32:
		return kindFloat32
	case reflect.Float64:
		return kindFloat64
	case reflect.Int:
		return kindInt
	case reflect.Uint:
		return kindUint
	case reflect.Uintptr:
		return kindUintptr
	}
	return 0
}
