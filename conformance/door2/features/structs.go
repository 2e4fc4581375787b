package features

import "strings"

// A Point is a value: all fields are exported and it has no methods.
type Point struct {
	X, Y float64
}

// A Line has two points.
type Line struct {
	From Point
	To   Point
	Name string // how it is called
}

// A Person has fields of many kinds, with json tags.
type Person struct {
	Name     string            `json:"name"`
	Age      int               `json:"age,omitempty"`
	Email    *string           `json:"email"`
	Tags     []string          `json:"tags"`
	Address  Address           `json:"address"`
	Previous []Address         `json:"previous_addresses"`
	Notes    map[string]string `json:"notes"`
	Friend   *Person           `json:"friend"`
	Photo    []byte            `json:"photo"`
	Score    float64           `json:",string"`
	Secret   string            `json:"-"`
}

// An Address is where a person lives.
type Address struct {
	Street string
	City   string
	ZIP    string
}

// A Base is embedded by [Employee].
type Base struct {
	ID   int
	Name string
}

// An Employee embeds a Base, whose fields it has like its own.
type Employee struct {
	Base
	Boss   string
	Salary int64
}

// EchoPoint gives p back.
func EchoPoint(p Point) Point { return p }

// EchoLine gives l back.
func EchoLine(l Line) Line { return l }

// EchoPerson gives p back.
func EchoPerson(p Person) Person { return p }

// EchoEmployee gives e back.
func EchoEmployee(e Employee) Employee { return e }

// EchoPoints gives a slice of structs back.
func EchoPoints(ps []Point) []Point { return ps }

// EchoPlaces gives a map of structs back.
func EchoPlaces(m map[string]Point) map[string]Point { return m }

// Midpoint is halfway between a and b.
func Midpoint(a, b Point) Point { return Point{(a.X + b.X) / 2, (a.Y + b.Y) / 2} }

// Shout gives the name of p in capitals.
func Shout(p Person) string { return strings.ToUpper(p.Name) }

// Grid makes n points.
func Grid(n int) []Point {
	ps := make([]Point, n)
	for i := range ps {
		ps[i] = Point{float64(i), float64(-i)}
	}
	return ps
}

// EchoAnonymous gives a struct without a name back.
func EchoAnonymous(s struct{ A, B int }) struct{ A, B int } { return s }

// A Manager embeds a pointer, which may be nil: it stays in Go.
type Manager struct {
	*Base
	Reports int
}

// EchoManager gives m back.
func EchoManager(m Manager) Manager { return m }

// NilManager has no Base.
func NilManager() Manager { return Manager{Reports: 3} }
