package features

import "slices"

// Stack is a named slice with methods.
type Stack []string

// Len is how many there are.
func (s Stack) Len() int { return len(s) }

// Push adds to the end, in place.
func (s *Stack) Push(text string) { *s = append(*s, text) }

// Reversed is the stack upside down.
func (s Stack) Reversed() Stack {
	r := slices.Clone(s)
	slices.Reverse(r)
	return r
}

// Meters is a named number with methods.
type Meters float64

// Feet converts.
func (m Meters) Feet() float64 { return float64(m) / 0.3048 }

// EchoMeters gives m back.
func EchoMeters(m Meters) Meters { return m }

// EchoStack gives s back.
func EchoStack(s Stack) Stack { return s }

// Text is a named string.
type Text string

// EchoText gives t back.
func EchoText(t Text) Text { return t }

// Alias is another name for Point.
type Alias = Point

// EchoAlias gives a back.
func EchoAlias(a Alias) Alias { return a }

// Pi is a constant without a type.
const Pi = 3.14159

// Answer is an integer constant.
const Answer = 42

// Wide is a constant that needs 64 bits.
const Wide int64 = 1 << 60

// Motto is a text constant, with a quote and a line break.
const Motto = "say \"go\"\n"

// Enabled is a boolean constant.
const Enabled = true

// Kelvin is a number with one name.
type Kelvin float64

// Freezing is where ice melts.
const Freezing Kelvin = 273.15

// EchoKelvins gives ks back, which is no typed array: its elements have names.
func EchoKelvins(ks []Kelvin) []Kelvin { return ks }
