package wire

import (
	"reflect"
	"unsafe"
)

// WriteSlice writes the count and each element. nil is written as empty.
func WriteSlice[T any](w *Writer, v []T, write func(*Writer, T)) {
	w.count(len(v))
	if len(v) == 0 {
		return
	}
	key := func() any { return sliceKey{&v[0], len(v)} }
	if !w.enter(key) {
		return
	}
	for i := 0; i < len(v) && w.err == nil; i++ {
		write(w, v[i])
	}
	w.leave(key)
}

// ReadSlice reads a count and as many elements. The result is never nil.
func ReadSlice[T any](r *Reader, read func(*Reader) T) []T {
	n := r.count(1)
	var zero T
	v := make([]T, 0, r.ahead(n, unsafe.Sizeof(zero)))
	if n == 0 || !r.enter() {
		return v
	}
	for range n {
		r.owed--
		v = append(v, read(r))
		if r.err != nil {
			return v
		}
	}
	r.leave()
	return v
}

// WriteArray writes the elements of an array, given as v[:]: the length is part of the type.
func WriteArray[T any](w *Writer, v []T, write func(*Writer, T)) {
	if len(v) == 0 {
		w.Uint8(0)
	}
	for i := 0; i < len(v) && w.err == nil; i++ {
		write(w, v[i])
	}
}

// ReadArray reads the elements of an array, given as v[:].
func ReadArray[T any](r *Reader, v []T, read func(*Reader) T) {
	if len(v) == 0 {
		r.Empty()
		return
	}
	// The array counts as one byte in what encloses it, and it takes one for each element.
	if len(v) > r.Rest()-r.owed {
		r.short(len(v))
		return
	}
	r.owed += len(v)
	for i := range v {
		r.owed--
		v[i] = read(r)
		if r.err != nil {
			return
		}
	}
}

// WriteMap writes the count and key and value in turn, in no particular order. nil is written as empty.
func WriteMap[M ~map[K]V, K comparable, V any](w *Writer, m M, key func(*Writer, K), value func(*Writer, V)) {
	w.count(len(m))
	if len(m) == 0 {
		return
	}
	id := func() any { return pointerKey(reflect.ValueOf(m))() }
	if !w.enter(id) {
		return
	}
	for k, v := range m {
		key(w, k)
		value(w, v)
		if w.err != nil {
			return
		}
	}
	w.leave(id)
}

// ReadMap reads a count and key and value in turn. Keys that are the same in Go are an error, and so is one that holds what cannot be
// compared in an interface: Go panics for such a key. The result is never nil.
func ReadMap[M ~map[K]V, K comparable, V any](r *Reader, key func(*Reader) K, value func(*Reader) V) M {
	n := r.count(2)
	var k0 K
	var v0 V
	m := make(M, r.ahead(n, 2*(unsafe.Sizeof(k0)+unsafe.Sizeof(v0))))
	if n == 0 || !r.enter() {
		return m
	}
	uncertain := mayHoldInterface(reflect.TypeFor[K]().Kind())
	for i := range n {
		r.owed--
		k := key(r)
		r.owed--
		v := value(r)
		if r.err != nil {
			return m
		}
		if uncertain && !isComparable(k) {
			r.Fail(Errorf(CodeKeys, "a %T cannot be the key of a map", k))
			return m
		}
		m[k] = v
		if len(m) != i+1 {
			r.Fail(Errorf(CodeKeys, "two keys are both %v in Go", k))
			return m
		}
	}
	r.leave()
	return m
}

func mayHoldInterface(k reflect.Kind) bool {
	return k == reflect.Interface || k == reflect.Struct || k == reflect.Array
}

// isComparable is a function of its own because what it looks at goes to the heap.
//
//go:noinline
func isComparable[K comparable](k K) bool { return reflect.ValueOf(&k).Elem().Comparable() }

// WritePointer writes 0 for nil, or 1 and what v points to. A value that contains itself is an error.
func WritePointer[T any](w *Writer, v *T, write func(*Writer, T)) {
	w.Bool(v != nil)
	if v == nil {
		return
	}
	key := func() any { return v }
	if !w.enter(key) {
		return
	}
	write(w, *v)
	w.leave(key)
}

// ReadPointer reads nil or a pointer to a new value.
func ReadPointer[T any](r *Reader, read func(*Reader) T) *T {
	if !r.Bool() || !r.enter() {
		return nil
	}
	v := read(r)
	r.leave()
	return &v
}

// Empty writes the one byte of a struct without fields.
func (w *Writer) Empty() { w.Uint8(0) }

// Empty reads the one byte of a struct without fields.
func (r *Reader) Empty() {
	if b := r.Uint8(); b != 0 {
		r.Fail(Errorf(CodeWire, "the byte %d stands where nothing is", b))
	}
}
