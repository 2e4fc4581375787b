package main

import (
	"encoding/binary"
	"math"
	"unsafe"

	"github.com/topherjs/topher/bench/values"
)

// A reader takes what a payload is made of, from first to last. A payload that is too short ends the program: the client is at fault.
type reader struct{ rest []byte }

func (r *reader) take(n int) []byte {
	taken := r.rest[:n:n]
	r.rest = r.rest[n:]
	return taken
}

func (r *reader) uint32() uint32   { return binary.LittleEndian.Uint32(r.take(4)) }
func (r *reader) int64() int64     { return int64(binary.LittleEndian.Uint64(r.take(8))) }
func (r *reader) float64() float64 { return math.Float64frombits(uint64(r.int64())) }

// int takes an integer that fits into a number of JavaScript.
func (r *reader) int() int { return int(r.float64()) }

// text takes a length and so many bytes.
func (r *reader) text() string { return string(r.take(int(r.uint32()))) }

func (r *reader) item() values.Item {
	return values.Item{ID: r.int64(), Price: r.float64(), Name: r.text()}
}

func (r *reader) items() []values.Item {
	items := make([]values.Item, r.uint32())
	for i := range items {
		items[i] = r.item()
	}
	return items
}

func (r *reader) floatMap() map[string]float64 {
	n := int(r.uint32())
	m := make(map[string]float64, n)
	for range n {
		name := r.text()
		m[name] = r.float64()
	}
	return m
}

// floats takes n numbers without a copy: all processors that this is built for are little-endian, and the place is a multiple of 8.
func (r *reader) floats(n int) []float64 {
	return unsafe.Slice((*float64)(unsafe.Pointer(unsafe.SliceData(r.take(n*8)))), n)
}

// allFloats takes the rest as numbers.
func (r *reader) allFloats() []float64 { return r.floats(len(r.rest) / 8) }

func bytesOf(numbers []float64) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(numbers))), len(numbers)*8)
}

func appendUint32(to []byte, n uint32) []byte { return binary.LittleEndian.AppendUint32(to, n) }
func appendInt64(to []byte, n int64) []byte   { return binary.LittleEndian.AppendUint64(to, uint64(n)) }
func appendFloat64(to []byte, x float64) []byte {
	return binary.LittleEndian.AppendUint64(to, math.Float64bits(x))
}
func appendText(to []byte, s string) []byte { return append(appendUint32(to, uint32(len(s))), s...) }

func appendItem(to []byte, it values.Item) []byte {
	return appendText(appendFloat64(appendInt64(to, it.ID), it.Price), it.Name)
}

func appendItems(to []byte, items []values.Item) []byte {
	to = appendUint32(to, uint32(len(items)))
	for _, each := range items {
		to = appendItem(to, each)
	}
	return to
}

func appendMap(to []byte, m map[string]float64) []byte {
	to = appendUint32(to, uint32(len(m)))
	for name, x := range m {
		to = appendFloat64(appendText(to, name), x)
	}
	return to
}
