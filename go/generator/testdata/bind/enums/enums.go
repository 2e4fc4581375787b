// Package enums has named basic types with constants.
package enums

// A Color is a color.
type Color int

const (
	// ColorRed is red.
	ColorRed Color = iota
	ColorDarkGreen
	ColorBlue // like the sky
)

// A Level has constants without a common prefix.
type Level string

const (
	LevelHigh Level = "high"
	Low       Level = "low"
)

// A Version would lose all but its digits.
type Version uint8

const (
	Version1 Version = 1
	Version2 Version = 2
)

type Wide int64

const WideMax Wide = 1<<63 - 1

type Flag bool

const FlagOn Flag = true

type Ratio float64

const RatioHalf Ratio = 0.5

type hidden int

// Exported has an unexported type.
const Exported hidden = 7

// String names it.
func (c Color) String() string { return "" }

// Set writes to its receiver.
func (c *Color) Set(s string) error { return nil }

func Mix(a, b Color) Color                              { return a }
func All(cs []Color, m map[Level]Color) (Wide, []Level) { return 0, nil }
func Bytes(vs []Version) []Ratio                        { return nil }
