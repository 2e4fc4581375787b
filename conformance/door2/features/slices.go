package features

import "slices"

// Mean is the arithmetic mean of xs, NaN where there are none.
func Mean(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs))
}

// Scale multiplies every element by factor, in place.
func Scale(xs []float64, factor float64) {
	for i := range xs {
		xs[i] *= factor
	}
}

// EchoFloats gives a copy of xs back.
func EchoFloats(xs []float64) []float64 { return slices.Clone(xs) }

// EchoFloats32 gives a copy of xs back.
func EchoFloats32(xs []float32) []float32 { return slices.Clone(xs) }

// EchoInt8s gives a copy of xs back.
func EchoInt8s(xs []int8) []int8 { return slices.Clone(xs) }

// EchoInt16s gives a copy of xs back.
func EchoInt16s(xs []int16) []int16 { return slices.Clone(xs) }

// EchoInt32s gives a copy of xs back.
func EchoInt32s(xs []int32) []int32 { return slices.Clone(xs) }

// EchoInt64s gives a copy of xs back.
func EchoInt64s(xs []int64) []int64 { return slices.Clone(xs) }

// EchoUint16s gives a copy of xs back.
func EchoUint16s(xs []uint16) []uint16 { return slices.Clone(xs) }

// EchoUint32s gives a copy of xs back.
func EchoUint32s(xs []uint32) []uint32 { return slices.Clone(xs) }

// EchoUint64s gives a copy of xs back.
func EchoUint64s(xs []uint64) []uint64 { return slices.Clone(xs) }

// SortFloats sorts xs in place.
func SortFloats(xs []float64) { slices.Sort(xs) }

// EchoInts gives a copy of xs back.
func EchoInts(xs []int) []int { return slices.Clone(xs) }

// EchoUints gives a copy of xs back.
func EchoUints(xs []uint) []uint { return slices.Clone(xs) }

// EchoBools gives a copy of xs back.
func EchoBools(xs []bool) []bool { return slices.Clone(xs) }

// EchoStrings gives a copy of xs back.
func EchoStrings(xs []string) []string { return slices.Clone(xs) }

// EchoGrid gives a slice of slices back.
func EchoGrid(rows [][]float64) [][]float64 { return rows }

// EchoChunks gives a slice of byte slices back.
func EchoChunks(chunks [][]byte) [][]byte { return chunks }

// NilFloats is a nil slice.
func NilFloats() []float64 { return nil }

// NilStrings is a nil slice.
func NilStrings() []string { return nil }

// IsNilStrings says whether xs is nil.
func IsNilStrings(xs []string) bool { return xs == nil }

// Celsius is a named number without constants.
type Celsius float64

// EchoCelsius gives a slice of a named number back.
func EchoCelsius(xs []Celsius) []Celsius { return slices.Clone(xs) }

// Readings is a named slice.
type Readings []float64

// EchoReadings gives a named slice back.
func EchoReadings(xs Readings) Readings { return slices.Clone(xs) }

// Range gives n numbers that count up from 0.
func Range(n int) []float64 {
	xs := make([]float64, n)
	for i := range xs {
		xs[i] = float64(i)
	}
	return xs
}
