package wire

import "reflect"

// Dynamic writes what is in an interface, which is not nil: the id of its class, or id where it has none, and a handle. Of a
// struct whose pointer is a class the handle holds a copy.
func (w *Writer) Dynamic(id uint32, v any) {
	r := reflect.ValueOf(v)
	if t := classOf(r.Type()); t != nil {
		w.Uint32(t.id)
		w.hold(v)
		return
	}
	if r.Kind() == reflect.Struct {
		if t := classOf(reflect.PointerTo(r.Type())); t != nil {
			w.Uint32(t.id)
			w.copied(r)
			return
		}
	}
	w.Uint32(id)
	w.hold(v)
}

// ReadDynamic reads the id of a class, which says nothing here, and a handle. A copy is the struct again, unless only its pointer is a T.
func ReadDynamic[T any](r *Reader) T {
	_ = r.Uint32()
	return ReadValue[T](r)
}

// ReadValue reads a handle as [ReadHandle] does, for an interface type T: a copy is the struct again, unless only its pointer
// is a T.
func ReadValue[T any](r *Reader) (v T) {
	h := r.Handle()
	if h == 0 || r.err != nil {
		return v
	}
	if r.Objects == nil {
		r.Fail(none)
		return v
	}
	value, err := r.Objects.Value(h)
	if err == nil {
		if v, ok := value.(T); ok {
			return v
		}
		var held any
		if held, err = r.Objects.Held(h); err == nil {
			v, err = Cast[T](held)
		}
	}
	if err != nil {
		r.Fail(err)
	}
	return v
}

// value reads a handle as any does.
func (r *Reader) value() any { return ReadValue[any](r) }

// classOf is the class whose values are of type t.
func classOf(t reflect.Type) *typ {
	if c := typesByGo[t]; c != nil && c.class {
		return c
	}
	return nil
}

// copied writes a handle to a copy of a struct.
func (w *Writer) copied(r reflect.Value) {
	if w.Objects == nil {
		w.Fail(none)
		return
	}
	p := reflect.New(r.Type())
	p.Elem().Set(r)
	w.Float64(float64(w.Objects.HoldCopy(p.Interface())))
}

// hold writes a handle to what is in an interface, which may be a nil pointer.
func (w *Writer) hold(v any) {
	if w.Objects == nil {
		w.Fail(none)
		return
	}
	w.Float64(float64(w.Objects.Hold(v)))
}
