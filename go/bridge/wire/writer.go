package wire

import (
	"encoding/binary"
	"math"
	"time"
	"unicode/utf8"
)

// MaxSafe is the largest integer that JavaScript's number holds exactly together with all below it: 2^53 − 1.
const MaxSafe = 1<<53 - 1

// A Writer appends values to a buffer. The zero Writer is ready and grows from nothing.
type Writer struct {
	// Objects keeps what crosses as a handle. Without it such a value is an error.
	Objects Objects

	buf     []byte
	fixed   int // capacity of the buffer that Reset was given
	err     *Error
	nesting nesting
}

// Reset makes w write into buf[:cap(buf)] from its beginning and forgets what was before.
func (w *Writer) Reset(buf []byte) {
	w.buf = buf[:0]
	w.fixed = cap(buf)
	w.err = nil
	w.nesting.reset()
}

// Written is what was written since Reset: the beginning of its buffer, or where that was full memory of its own.
func (w *Writer) Written() []byte { return w.buf }

// Spilled reports that the buffer given to Reset was too small.
func (w *Writer) Spilled() bool { return cap(w.buf) != w.fixed }

// Err is the first error, nil when all was well.
func (w *Writer) Err() *Error { return w.err }

// Fail notes an error. The first one stays.
func (w *Writer) Fail(err *Error) {
	if w.err == nil {
		w.err = err
	}
}

// Bool writes 0 or 1.
func (w *Writer) Bool(v bool) {
	b := byte(0)
	if v {
		b = 1
	}
	w.buf = append(w.buf, b)
}

// Int8 writes one byte.
func (w *Writer) Int8(v int8) { w.buf = append(w.buf, byte(v)) }

// Int16 writes two bytes.
func (w *Writer) Int16(v int16) { w.Uint16(uint16(v)) }

// Int32 writes four bytes.
func (w *Writer) Int32(v int32) { w.Uint32(uint32(v)) }

// Int64 writes eight bytes.
func (w *Writer) Int64(v int64) { w.Uint64(uint64(v)) }

// Uint8 writes one byte.
func (w *Writer) Uint8(v uint8) { w.buf = append(w.buf, v) }

// Uint16 writes two bytes.
func (w *Writer) Uint16(v uint16) { w.buf = binary.LittleEndian.AppendUint16(w.buf, v) }

// Uint32 writes four bytes.
func (w *Writer) Uint32(v uint32) { w.buf = binary.LittleEndian.AppendUint32(w.buf, v) }

// Uint64 writes eight bytes.
func (w *Writer) Uint64(v uint64) { w.buf = binary.LittleEndian.AppendUint64(w.buf, v) }

// Uintptr writes eight bytes.
func (w *Writer) Uintptr(v uintptr) { w.Uint64(uint64(v)) }

// Float32 writes four bytes, exact for every value.
func (w *Writer) Float32(v float32) { w.Uint32(math.Float32bits(v)) }

// Float64 writes eight bytes, exact for every value.
func (w *Writer) Float64(v float64) { w.Uint64(math.Float64bits(v)) }

// Int writes a float64. An integer beyond ±[MaxSafe] is an error.
func (w *Writer) Int(v int) {
	if int64(v) > MaxSafe || int64(v) < -MaxSafe {
		w.unsafe("int", int64(v))
	}
	w.Float64(float64(v))
}

// Uint writes a float64. An integer beyond [MaxSafe] is an error.
func (w *Writer) Uint(v uint) {
	if uint64(v) > MaxSafe {
		w.unsafe("uint", v)
	}
	w.Float64(float64(v))
}

func (w *Writer) unsafe(kind string, v any) { w.Fail(UnsafeInteger(kind, v)) }

// UnsafeInteger is the error for an int or uint that a JavaScript number cannot hold.
func UnsafeInteger(kind string, v any) *Error {
	return Errorf(CodeRange, "the %s %d is not a safe integer; %s64 crosses as a bigint", kind, v, kind)
}

// String writes the length in bytes and the text as UTF-8. Each byte that is not part of valid UTF-8 becomes U+FFFD.
func (w *Writer) String(v string) {
	if !utf8.ValidString(v) {
		v = string([]rune(v))
	}
	w.countable(len(v))
	w.buf = append(binary.LittleEndian.AppendUint32(w.buf, uint32(len(v))), v...)
}

// Bytes writes the length and the bytes.
func (w *Writer) Bytes(v []byte) {
	w.countable(len(v))
	w.buf = append(binary.LittleEndian.AppendUint32(w.buf, uint32(len(v))), v...)
}

// Raw writes bytes that are values already.
func (w *Writer) Raw(v []byte) { w.buf = append(w.buf, v...) }

// Time writes the milliseconds since 1970, floored. A time that no Date holds is an error.
func (w *Writer) Time(v time.Time) {
	ms := v.UnixMilli()
	// UnixMilli wraps beyond some 292 million years; the seconds do not.
	if s := v.Unix(); s > maxDate/1000 || s < -maxDate/1000 || ms > maxDate || ms < -maxDate {
		w.Fail(Errorf(CodeRange, "the time %v is beyond what a Date holds", v))
	}
	w.Float64(float64(ms))
}

// maxDate is the largest number of milliseconds on either side of 1970 that a Date holds:
// https://tc39.es/ecma262/#sec-time-values-and-time-range.
const maxDate = 8_640_000_000_000_000

// Duration writes milliseconds: exact below 2^33 ms, which is 99 days.
func (w *Writer) Duration(v time.Duration) { w.Float64(milliseconds(v)) }

func milliseconds(v time.Duration) float64 { return float64(v) / float64(time.Millisecond) }

// count writes a length.
func (w *Writer) count(n int) {
	w.countable(n)
	w.Uint32(uint32(n))
}

// countable notes an error where a length does not fit.
func (w *Writer) countable(n int) {
	if uint64(n) > math.MaxUint32 {
		w.Fail(Errorf(CodeRange, "%d elements are more than cross at once", n))
	}
}
