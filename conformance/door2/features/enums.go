package features

// A Color is one of a few.
type Color string

// The colors.
const (
	ColorRed   Color = "red"
	ColorGreen Color = "green"
	ColorBlue  Color = "blue"
)

// EchoColor gives c back.
func EchoColor(c Color) Color { return c }

// Palette gives all colors.
func Palette() []Color { return []Color{ColorRed, ColorGreen, ColorBlue} }

// EchoPainted gives a map with enum keys back.
func EchoPainted(m map[Color]int) map[Color]int { return m }

// A Level is a number with names.
type Level int

// The levels.
const (
	Debug Level = iota - 1
	Info
	Warn
)

// String is the level's name.
func (l Level) String() string {
	switch l {
	case Debug:
		return "debug"
	case Info:
		return "info"
	case Warn:
		return "warn"
	}
	return "?"
}

// Next is the level above.
func (l Level) Next() Level { return l + 1 }

// Raise makes l one higher, in place.
func (l *Level) Raise() { *l++ }

// EchoLevel gives l back.
func EchoLevel(l Level) Level { return l }

// EchoLevels gives a slice of an enum back.
func EchoLevels(ls []Level) []Level { return ls }

// Flags is a small unsigned number with names.
type Flags uint8

// The flags.
const (
	FlagRead Flags = 1 << iota
	FlagWrite
)

// EchoFlagsValue gives f back.
func EchoFlagsValue(f Flags) Flags { return f }

// Big is a 64-bit number with names.
type Big int64

// The big ones.
const (
	BigOne  Big = 1
	BigHuge Big = 1 << 62
)

// EchoBig gives b back.
func EchoBig(b Big) Big { return b }
