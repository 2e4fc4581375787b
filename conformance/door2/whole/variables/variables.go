// Package variables has variables of every kind.
package variables

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"runtime"
	"slices"
	"strings"
	"time"
)

// The variables.
var (
	// Verbose makes it talk.
	Verbose bool
	Level   = 3
	Small   int8
	Count   int64   = 1 << 60
	Size    uint64  = 7
	Ratio           = 0.5
	Single  float32 = 1.5
	Name            = "first"
	Data            = []byte{1, 2, 3}
	Weights         = []float64{1, 2}
	Numbers         = []int{4, 5}
	Words           = []string{"a", "b"}
	Grid            = [3]float64{1, 2, 3}
	Limits          = map[string]int{"a": 1}
	Names           = map[int]string{1: "one"}
	Origin          = Point{X: 1}
	Corner          = &Point{Y: 2}
	Nowhere *Point
	Start        = time.UnixMilli(5000)
	Wait         = 1500 * time.Millisecond
	Extra   any  = "extra"
	Mood         = Calm
	Title   Text = "title"

	// Standard is a class by value: reading it gives the variable itself.
	Standard Config
	// Current is a class behind a pointer.
	Current = NewConfig("current")
	// Spare is nil.
	Spare *Config

	// Transform is called by Apply.
	Transform = strings.ToUpper
	// Maybe is nil.
	Maybe func(n int) int
	// Greeter is an interface.
	Greeter Greeting = Polite{"sir"}
	// Out is a writer.
	Out io.Writer = io.Discard
	// In is a reader.
	In io.Reader = strings.NewReader("from Go")
	// Items is an iterator.
	Items iter.Seq[int] = slices.Values([]int{1, 2, 3})

	// ErrFirst is an error: it is exported by itself.
	ErrFirst = errors.New("first")

	// Stream cannot cross.
	Stream = make(chan int)
	// Complex has no counterpart.
	Complex = complex(1, 2)
	hidden  = 1

	// LegacyName has another name in TypeScript.
	//
	//topher:name modern
	LegacyName = "legacy"
	// Ignored is left out.
	//
	//topher:ignore
	Ignored = hidden
)

// A Point crosses by value.
type Point struct{ X, Y int }

// Text is a named string.
type Text string

// A Mode is an enum.
type Mode int

// The modes.
const (
	Calm Mode = iota
	Wild
)

// A Config is a class.
type Config struct {
	Title  string
	secret int
}

// NewConfig makes one.
func NewConfig(title string) *Config { return &Config{Title: title} }

// Touch changes what is hidden.
func (c *Config) Touch() int {
	c.secret++
	return c.secret
}

// A Greeting greets.
type Greeting interface {
	Greet(name string) string
}

// Polite is a greeting of Go's.
type Polite struct{ Suffix string }

// Greet greets.
func (p Polite) Greet(name string) string { return "hello " + name + ", " + p.Suffix }

// Describe prints the simple ones as Go sees them.
func Describe() string {
	return fmt.Sprint(Verbose, Level, Small, Count, Size, Ratio, Single, Name, Data, Weights, Numbers, Words, Grid, Limits, Names,
		Origin, Wait, Extra, Mood, Title)
}

// DescribeCorner prints what Corner points to.
func DescribeCorner() string { return fmt.Sprint(Corner) }

// DescribeStart prints Start.
func DescribeStart() int64 { return Start.UnixMilli() }

// StandardTitle is Standard.Title.
func StandardTitle() string { return Standard.Title }

// SetStandard sets Standard.
func SetStandard(title string) { Standard = Config{Title: title} }

// IsCurrent tells whether c is Current.
func IsCurrent(c *Config) bool { return c == Current }

// Apply calls Transform.
func Apply(text string) string {
	if Transform == nil {
		return "nil"
	}
	return Transform(text)
}

// Greet calls Greeter.
func Greet(name string) string {
	if Greeter == nil {
		return "nobody greets"
	}
	return Greeter.Greet(name)
}

// Print writes to Out.
func Print(text string) error {
	_, err := io.WriteString(Out, text)
	return err
}

// ReadIn reads In.
func ReadIn() (string, error) {
	b, err := io.ReadAll(In)
	return string(b), err
}

// SumItems adds up Items.
func SumItems() int {
	sum := 0
	for n := range Items {
		sum += n
	}
	return sum
}

// SortedLimits gives the keys of Limits.
func SortedLimits() []string { return slices.Sorted(maps.Keys(Limits)) }

// SetWords sets Words from Go.
func SetWords(words ...string) { Words = words }

// Collect runs Go's garbage collector.
func Collect() {
	runtime.GC()
	runtime.GC()
}
