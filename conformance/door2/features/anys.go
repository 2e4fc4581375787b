package features

import (
	"fmt"
	"time"
)

// EchoAny gives v back.
func EchoAny(v any) any { return v }

// TypeName is the Go type of v.
func TypeName(v any) string { return fmt.Sprintf("%T", v) }

// EchoList gives a slice of anything back.
func EchoList(vs []any) []any { return vs }

// EchoObject gives a map of anything back.
func EchoObject(m map[string]any) map[string]any { return m }

// Sample gives a value of a Go type by its name.
func Sample(kind string) any {
	n := 7
	switch kind {
	case "int":
		return 7
	case "int8":
		return int8(7)
	case "uint16":
		return uint16(7)
	case "int64":
		return int64(7)
	case "uint64":
		return uint64(7)
	case "float32":
		return float32(0.5)
	case "string":
		return "seven"
	case "bytes":
		return []byte{7}
	case "floats":
		return []float64{7}
	case "strings":
		return []string{"seven"}
	case "point":
		return Point{7, 8}
	case "pointer":
		return &Point{7, 8}
	case "number pointer":
		return &n
	case "account":
		return NewAccount("seven")
	case "error":
		return ErrEmpty
	case "time":
		return time.UnixMilli(7).UTC()
	case "duration":
		return 7 * time.Millisecond
	case "map":
		return map[int]string{7: "seven"}
	case "color":
		return ColorRed
	case "nil":
		return nil
	case "func":
		return func() {}
	case "chan":
		return make(chan int)
	case "complex":
		return complex(7, 7)
	}
	return struct{}{}
}
