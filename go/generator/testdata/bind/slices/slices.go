// Package slices has slices and arrays, kept and not kept.
package slices

import "bytes"

type Celsius float64

var kept [][]byte

// Sum keeps nothing.
func Sum(xs []float64) float64 {
	var s float64
	for _, x := range xs {
		s += x
	}
	return s
}

// Keep keeps its slice.
func Keep(b []byte) { kept = append(kept, b) }

// KeepInside keeps it through the standard library.
func KeepInside(b []byte) *bytes.Reader { return bytes.NewReader(b) }

// Back gives it back.
func Back(xs []int32) []int32 { return xs }

// Closure keeps it in a goroutine.
func Closure(xs []float32) { go func() { _ = xs[0] }() }

// Compare hands it to the standard library, which keeps nothing.
func Compare(a, b []byte) int { return bytes.Compare(a, b) }

// Each calls back while it has the slice.
func Each(xs []float64, f func(float64)) {
	for _, x := range xs {
		f(x)
	}
}

// Unused does not look at its parameter.
func Unused(_ []byte) {}

func Named(xs []Celsius) []Celsius            { return append([]Celsius(nil), xs...) }
func Big(xs []int64, ys []uint64)             {}
func Ints(xs []int, ys []uint) []int          { return xs }
func Strings(xs []string) [][]string          { return [][]string{xs} }
func Bools(xs []bool) []bool                  { return xs }
func Digest(b []byte) [16]byte                { return [16]byte{} }
func Vector(v [3]float64, w [2]string) [4]int { return [4]int{} }

// A Buffer has methods with slices.
type Buffer struct{ b []byte }

// Write copies.
func (b *Buffer) Write(p []byte) (int, error) { b.b = append(b.b, p...); return len(p), nil }

// Set keeps.
func (b *Buffer) Set(p []byte) { b.b = p }
