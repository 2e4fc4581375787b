package features

import "math"

// Bool gives b back.
func Bool(b bool) bool { return b }

// Not is the opposite of b.
func Not(b bool) bool { return !b }

// Int8 gives n back.
func Int8(n int8) int8 { return n }

// Int16 gives n back.
func Int16(n int16) int16 { return n }

// Int32 gives n back.
func Int32(n int32) int32 { return n }

// Int64 gives n back.
func Int64(n int64) int64 { return n }

// Int gives n back.
func Int(n int) int { return n }

// Uint8 gives n back.
func Uint8(n uint8) uint8 { return n }

// Uint16 gives n back.
func Uint16(n uint16) uint16 { return n }

// Uint32 gives n back.
func Uint32(n uint32) uint32 { return n }

// Uint64 gives n back.
func Uint64(n uint64) uint64 { return n }

// Uint gives n back.
func Uint(n uint) uint { return n }

// Uintptr gives n back.
func Uintptr(n uintptr) uintptr { return n }

// Float32 gives x back.
func Float32(x float32) float32 { return x }

// Float64 gives x back.
func Float64(x float64) float64 { return x }

// Rune is the code point r as text.
func Rune(r rune) string { return string(r) }

// Add is a + b.
func Add(a, b int) int { return a + b }

// Negate is -x.
func Negate(x float64) float64 { return -x }

// MaxInt is the largest int, which is no safe integer.
func MaxInt() int { return math.MaxInt }

// SafeInt is the largest int that crosses.
func SafeInt() int { return 1<<53 - 1 }

// DivMod is the quotient and the remainder of a / b.
func DivMod(a, b int) (quotient, remainder int) { return a / b, a % b }

// Scalars gives one value of each width back.
func Scalars(a int8, b uint8, c int16, d uint16, e int32, f uint32, g int64, h uint64) (int8, uint8, int16, uint16, int32, uint32, int64, uint64) {
	return a, b, c, d, e, f, g, h
}

// Nothing takes and gives nothing.
func Nothing() {}

var counter int

// Count adds one to a counter that Go keeps, and gives its value.
func Count() int {
	counter++
	return counter
}

// SumOf takes any number of arguments.
func SumOf(first float64, rest ...float64) float64 {
	for _, x := range rest {
		first += x
	}
	return first
}
