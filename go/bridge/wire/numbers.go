package wire

import "unsafe"

// A Number is an element type of the slices that cross as they lie in memory.
type Number interface {
	~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~float32 | ~float64
}

// The element kinds, as tags 14 and 19 of any name them.
const (
	kindInt8 = 1 + iota
	kindInt16
	kindInt32
	kindInt64
	kindUint8
	kindUint16
	kindUint32
	kindUint64
	kindFloat32
	kindFloat64
	kindInt
	kindUint
	kindUintptr
)

// Elements are copied raw, so the processor's order of bytes must be the wire's.
func init() {
	one := uint16(1)
	if raw([]uint16{one})[0] != 1 {
		panic("topher: big-endian processors are not supported")
	}
}

// WriteNumbers writes the count and the elements raw.
func WriteNumbers[T Number](w *Writer, v []T) {
	w.count(len(v))
	w.buf = append(w.buf, raw(v)...)
}

// ReadNumbers reads a count and the elements. The result is never nil.
func ReadNumbers[T Number](r *Reader) []T {
	var zero T
	b := r.span(int(unsafe.Sizeof(zero)))
	v := make([]T, len(b)/int(unsafe.Sizeof(zero)))
	copy(raw(v), b)
	return v
}

// ReadNumbersBack reads a slice that is copied in, and whether its elements are wanted back.
func ReadNumbersBack[T Number](r *Reader) (v []T, wanted bool) {
	wanted = r.Bool()
	return ReadNumbers[T](r), wanted
}

// WriteNumbersBack writes the elements of such a slice back where they are wanted.
func WriteNumbersBack[T Number](w *Writer, v []T, wanted bool) {
	if wanted {
		WriteNumbers(w, v)
	}
}

// WriteNumberArray writes the elements of an array, given as v[:].
func WriteNumberArray[T Number](w *Writer, v []T) {
	if len(v) == 0 {
		w.Empty()
	}
	w.buf = append(w.buf, raw(v)...)
}

// ReadNumberArray reads the elements of an array, given as v[:].
func ReadNumberArray[T Number](r *Reader, v []T) {
	if len(v) == 0 {
		r.Empty()
		return
	}
	b := raw(v)
	copy(b, r.take(len(b)))
}

// raw is the memory of a slice of numbers.
func raw[T Number](v []T) []byte {
	if len(v) == 0 {
		return nil
	}
	return unsafe.Slice((*byte)(unsafe.Pointer(&v[0])), len(v)*int(unsafe.Sizeof(v[0])))
}
