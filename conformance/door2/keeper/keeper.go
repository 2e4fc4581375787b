// Package keeper keeps what it is given: memory that was lent to a call must not be among it.
package keeper

import (
	"bytes"
	"io"
	"slices"
)

var (
	numbers [][]float64
	texts   [][]byte
	readers []*bytes.Reader
	global  []float64
)

// Keep keeps xs.
func Keep(xs []float64) int {
	numbers = append(numbers, xs)
	return len(numbers)
}

// Kept is a copy of what Keep kept at place i.
func Kept(i int) []float64 { return slices.Clone(numbers[i]) }

// KeepBytes keeps b.
func KeepBytes(b []byte) int {
	texts = append(texts, b)
	return len(texts)
}

// KeptBytes is a copy of what KeepBytes kept at place i.
func KeptBytes(i int) []byte { return slices.Clone(texts[i]) }

// KeepTail keeps a part of xs.
func KeepTail(xs []float64) { global = xs[1:] }

// KeptTail is a copy of that part.
func KeptTail() []float64 { return slices.Clone(global) }

// KeepReader keeps a reader over b.
func KeepReader(b []byte) int {
	readers = append(readers, bytes.NewReader(b))
	return len(readers)
}

// ReadKept reads all that the reader at place i has.
func ReadKept(i int) ([]byte, error) {
	r := readers[i]
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// A Box holds a slice.
type Box struct {
	xs []float64
}

// NewBox makes a box that holds xs.
func NewBox(xs []float64) *Box { return &Box{xs} }

// Put replaces what the box holds.
func (b *Box) Put(xs []float64) { b.xs = xs }

// Get is a copy of what the box holds.
func (b *Box) Get() []float64 { return slices.Clone(b.xs) }

// Sum adds up xs and what the box holds; it keeps nothing.
func (b *Box) Sum(xs []float64) float64 {
	sum := 0.0
	for _, x := range b.xs {
		sum += x
	}
	for _, x := range xs {
		sum += x
	}
	return sum
}

// KeepInGoroutine reads xs after the call, on a goroutine that waits for Go.
func KeepInGoroutine(xs []float64) {
	last = make(chan float64, 1)
	start = make(chan struct{})
	go func(done chan float64, start chan struct{}) {
		<-start
		sum := 0.0
		for _, x := range xs {
			sum += x
		}
		done <- sum
	}(last, start)
}

var (
	last  chan float64
	start chan struct{}
)

// GoroutineSum lets the goroutine go and gives its sum.
func GoroutineSum() float64 {
	close(start)
	return <-last
}

// Through gives back a part of what it was given.
func Through(xs []float64) []float64 { return xs[:len(xs):len(xs)] }

// KeepClosure keeps a func that reads xs.
func KeepClosure(xs []float64) { closure = func() []float64 { return xs } }

var closure func() []float64

// KeptClosure is a copy of what that func reads.
func KeptClosure() []float64 { return slices.Clone(closure()) }

// Sum keeps nothing.
func Sum(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum
}

// Double doubles each element in place and keeps nothing.
func Double(xs []float64) {
	for i := range xs {
		xs[i] *= 2
	}
}

// Forget drops everything.
func Forget() {
	numbers, texts, readers, global, closure = nil, nil, nil, nil, nil
}
