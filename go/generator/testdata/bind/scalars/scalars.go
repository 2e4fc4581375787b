// Package scalars has each scalar as a parameter and as a result.
package scalars

// Pi is close to the ratio.
const Pi = 3.14159

const (
	// Big is no safe integer.
	Big = 1 << 60
	// Small is a typed constant.
	Small int8   = -5
	Wide  uint64 = 1<<64 - 1
	Text         = "a\x00\"\u2028</script>"
	Yes          = true
	Rune         = 'x'
	Tiny         = 1e-300
)

// Huge is outside of float64.
const Huge = 1e400

const Unsafe int = 1 << 60

func Bool(v bool) bool          { return v }
func Int8(v int8) int8          { return v }
func Int16(v int16) int16       { return v }
func Int32(v rune) int32        { return v }
func Int64(v int64) int64       { return v }
func Int(v int) int             { return v }
func Uint8(v byte) uint8        { return v }
func Uint16(v uint16) uint16    { return v }
func Uint32(v uint32) uint32    { return v }
func Uint64(v uint64) uint64    { return v }
func Uint(v uint) uint          { return v }
func Uintptr(v uintptr) uintptr { return v }
func Float32(v float32) float32 { return v }
func Float64(v float64) float64 { return v }
func String(v string) string    { return v }

// Nothing takes and gives nothing.
func Nothing() {}

// Unnamed has parameters without usable names.
func Unnamed(_ int, _ float64, delete bool) {}
