package wire

import (
	"encoding/binary"
	"math"
	"time"
)

// A Reader reads the values that a Writer, or the TypeScript side, has written.
type Reader struct {
	// Objects knows what handles stand for. Without it a handle is an error.
	Objects Objects

	buf  []byte
	pos  int
	owed int // elements of enclosing lists that still have to come; each takes a byte at least
	room int // bytes that lists may still allocate ahead of their elements
	deep int
	err  *Error
}

// Reset makes r read buf from its beginning and forgets what was before. What lies behind the last value is not looked at.
func (r *Reader) Reset(buf []byte) {
	r.buf = buf
	r.pos = 0
	r.owed = 0
	r.room = 16*len(buf) + 1024
	r.deep = 0
	r.err = nil
}

// Err is the first error, nil when all was well.
func (r *Reader) Err() *Error { return r.err }

// Rest is how many bytes are left.
func (r *Reader) Rest() int { return len(r.buf) - r.pos }

// Fail notes an error. The first one stays, and from here on everything reads as zero.
func (r *Reader) Fail(err *Error) {
	if r.err == nil {
		r.err = err
	}
	r.buf = nil
	r.pos = 0
}

// take returns the next n bytes, nil when there are fewer.
func (r *Reader) take(n int) []byte {
	p := r.pos
	if n > len(r.buf)-p {
		r.short(n)
		return nil
	}
	r.pos = p + n
	return r.buf[p : p+n]
}

func (r *Reader) short(n int) {
	r.Fail(Errorf(CodeWire, "%d bytes are needed and %d are left", n, r.Rest()))
}

// Bool reads 0 or 1.
func (r *Reader) Bool() bool {
	b := r.Uint8()
	if b > 1 {
		r.Fail(Errorf(CodeWire, "the byte %d is no bool", b))
	}
	return b == 1
}

// Int8 reads one byte.
func (r *Reader) Int8() int8 { return int8(r.Uint8()) }

// Int16 reads two bytes.
func (r *Reader) Int16() int16 { return int16(r.Uint16()) }

// Int32 reads four bytes.
func (r *Reader) Int32() int32 { return int32(r.Uint32()) }

// Int64 reads eight bytes.
func (r *Reader) Int64() int64 { return int64(r.Uint64()) }

// Uint8 reads one byte.
func (r *Reader) Uint8() uint8 {
	if b := r.take(1); b != nil {
		return b[0]
	}
	return 0
}

// Uint16 reads two bytes.
func (r *Reader) Uint16() uint16 {
	if b := r.take(2); b != nil {
		return binary.LittleEndian.Uint16(b)
	}
	return 0
}

// Uint32 reads four bytes.
func (r *Reader) Uint32() uint32 {
	if b := r.take(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

// Uint64 reads eight bytes.
func (r *Reader) Uint64() uint64 {
	if b := r.take(8); b != nil {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}

// Uintptr reads eight bytes. What a uintptr of this processor cannot hold is an error.
func (r *Reader) Uintptr() uintptr {
	v := r.Uint64()
	if uint64(uintptr(v)) != v {
		r.Fail(Errorf(CodeRange, "%d does not fit into a uintptr", v))
		return 0
	}
	return uintptr(v)
}

// Float32 reads four bytes.
func (r *Reader) Float32() float32 { return math.Float32frombits(r.Uint32()) }

// Float64 reads eight bytes.
func (r *Reader) Float64() float64 { return math.Float64frombits(r.Uint64()) }

// Int reads a float64 that must be a safe integer.
func (r *Reader) Int() int {
	v := r.Float64()
	if !(v >= -MaxSafe && v <= MaxSafe) || v != math.Trunc(v) || float64(int(v)) != v {
		r.Fail(Errorf(CodeRange, "%v is not a safe integer", v))
		return 0
	}
	return int(v)
}

// Uint reads a float64 that must be a safe integer and not negative.
func (r *Reader) Uint() uint {
	v := r.Float64()
	if !(v >= 0 && v <= MaxSafe) || v != math.Trunc(v) || float64(uint(v)) != v {
		r.Fail(Errorf(CodeRange, "%v is not a safe integer of zero or more", v))
		return 0
	}
	return uint(v)
}

// String reads a length in bytes and the text. The TypeScript side writes valid UTF-8 only; the bytes are taken as they are.
func (r *Reader) String() string { return string(r.span(1)) }

// Bytes reads a length and the bytes. The result is never nil.
func (r *Reader) Bytes() []byte { return append([]byte{}, r.span(1)...) }

// Copy reads a length and as many bytes into the beginning of b, and says how many. More than b holds is an error.
func (r *Reader) Copy(b []byte) int {
	s := r.span(1)
	if len(s) > len(b) {
		r.Fail(Errorf(CodeWire, "%d bytes came where at most %d were asked for", len(s), len(b)))
		return 0
	}
	return copy(b, s)
}

// Time reads milliseconds since 1970 as a time in UTC. What no Date holds is an error.
func (r *Reader) Time() time.Time {
	ms := r.Float64()
	if !(ms >= -maxDate && ms <= maxDate) || ms != math.Trunc(ms) {
		r.Fail(Errorf(CodeRange, "%v is not the time of a valid Date", ms))
		return time.Time{}
	}
	return time.UnixMilli(int64(ms)).UTC()
}

// Duration reads milliseconds. NaN and what a time.Duration cannot hold are errors.
//
// The nearest nanosecond is not always the one that was written: the product is rounded too. Of its neighbours the one is
// taken that reads as these milliseconds.
func (r *Reader) Duration() time.Duration {
	ms := r.Float64()
	switch ms { // Go programs say "for ever" with the longest one
	case milliseconds(math.MaxInt64):
		return math.MaxInt64
	case milliseconds(math.MinInt64):
		return math.MinInt64
	}
	ns := math.Round(ms * float64(time.Millisecond))
	if !(ns >= -(1<<63) && ns < 1<<63) {
		r.Fail(Errorf(CodeRange, "%v milliseconds do not fit into a time.Duration", ms))
		return 0
	}
	d := time.Duration(ns)
	for _, near := range [...]time.Duration{d, d - 1, d + 1} {
		if milliseconds(near) == ms {
			return near
		}
	}
	return d
}

// span reads a count of elements of a size, and returns their bytes without copying.
func (r *Reader) span(size int) []byte {
	n := uint64(r.Uint32()) * uint64(size)
	if n > r.free() || r.err != nil {
		r.Fail(Errorf(CodeWire, "a length of %d bytes is more than the rest", n))
		return nil
	}
	return r.take(int(n))
}

// count reads how many elements follow and reserves a byte for each of them, times the values of one.
func (r *Reader) count(values int) int {
	n := uint64(r.Uint32())
	if n*uint64(values) > r.free() || r.err != nil {
		r.Fail(Errorf(CodeWire, "a count of %d is more than the rest holds", n))
		return 0
	}
	r.owed += int(n) * values
	return int(n)
}

// free is how many bytes no enclosing list has reserved.
func (r *Reader) free() uint64 { return uint64(max(0, r.Rest()-r.owed)) }

// ahead is how many of n elements to make room for before they are read. An element may take one byte here and a kilobyte
// in Go, so only a generous share of the input is believed; beyond it lists grow as elements come.
func (r *Reader) ahead(n int, size uintptr) int {
	if need := uint64(n) * uint64(size); need <= uint64(r.room) {
		r.room -= int(need)
		return n
	}
	return min(n, 16)
}

// enter goes one level down and reports whether that is allowed.
func (r *Reader) enter() bool {
	r.deep++
	if r.deep > MaxDepth {
		r.Fail(Errorf(CodeDepth, "the value is nested deeper than %d", MaxDepth))
		return false
	}
	return true
}

func (r *Reader) leave() { r.deep-- }
