// Package nodes passes interfaces in both directions.
package nodes

import (
	"cmp"
	"fmt"
	"slices"
)

// A Shape has an area and a name.
type Shape interface {
	Area() float64
	Name() string
}

// A Circle is a shape behind a pointer.
type Circle struct {
	radius float64
}

// NewCircle makes a circle.
func NewCircle(radius float64) *Circle { return &Circle{radius} }

// Area is the area.
func (c *Circle) Area() float64 { return 3 * c.radius * c.radius }

// Name is the name.
func (c *Circle) Name() string { return "circle" }

// Grow makes the circle larger.
func (c *Circle) Grow(by float64) { c.radius += by }

// A Square is a shape by value.
type Square struct {
	Side float64
}

// Area is the area.
func (s Square) Area() float64 { return s.Side * s.Side }

// Name is the name.
func (s Square) Name() string { return "square" }

// A Unit is a shape that is a number.
type Unit float64

// Area is the area.
func (u Unit) Area() float64 { return float64(u) }

// Name is the name.
func (u Unit) Name() string { return "unit" }

type hidden struct{ area float64 }

func (h *hidden) Area() float64 { return h.area }
func (h *hidden) Name() string  { return "hidden" }

// A Box is no shape.
type Box struct {
	content string
}

// NewBox makes a box.
func NewBox(content string) *Box { return &Box{content} }

// Content is what is in the box.
func (b *Box) Content() string { return b.content }

// MakeCircle gives a circle as a shape.
func MakeCircle(radius float64) Shape { return NewCircle(radius) }

// MakeSquare gives a square as a shape: a struct, no pointer to one.
func MakeSquare(side float64) Shape { return Square{side} }

// MakeSquarePointer gives a pointer to a square as a shape.
func MakeSquarePointer(side float64) Shape { return &Square{side} }

// MakeUnit gives a number as a shape.
func MakeUnit(area float64) Shape { return Unit(area) }

// MakeHidden gives a shape whose type is not exported.
func MakeHidden(area float64) Shape { return &hidden{area} }

// NoShape gives nil.
func NoShape() Shape { return nil }

// FindShape gives a shape, nil or an error.
func FindShape(name string) (Shape, error) {
	switch name {
	case "circle":
		return NewCircle(1), nil
	case "nothing":
		return nil, nil
	}
	return nil, fmt.Errorf("there is no %s", name)
}

// TypeOf names what is in s, as Go does.
func TypeOf(s Shape) string { return fmt.Sprintf("%T", s) }

// Kind tells by a type switch what is in s.
func Kind(s Shape) string {
	switch s := s.(type) {
	case nil:
		return "nil"
	case *Circle:
		return "*Circle"
	case Square:
		return "Square"
	case *Square:
		return "*Square"
	case Unit, *hidden:
		return "Go's"
	case fmt.Stringer:
		return "a Stringer: " + s.String()
	}
	return "JavaScript's"
}

// Area is the area of s.
func Area(s Shape) float64 { return s.Area() }

// Both calls both methods.
func Both(s Shape) string { return fmt.Sprint(s.Name(), " ", s.Area()) }

// Echo gives s back.
func Echo(s Shape) Shape { return s }

// EchoShapes gives them back, in a slice of its own.
func EchoShapes(shapes []Shape) []Shape { return slices.Clone(shapes) }

// EchoNamed gives them back, by name.
func EchoNamed(shapes map[string]Shape) map[string]Shape { return shapes }

// EchoWeights gives them back: the keys are shapes.
func EchoWeights(weights map[Shape]int) map[Shape]int { return weights }

// EchoTwo gives both back, the other way around.
func EchoTwo(a, b Shape) (Shape, Shape) { return b, a }

// EchoPair gives both back, in an array.
func EchoPair(pair [2]Shape) [2]Shape { return pair }

// Total adds up areas; nil has none.
func Total(shapes ...Shape) float64 {
	total := 0.0
	for _, s := range shapes {
		if s != nil {
			total += s.Area()
		}
	}
	return total
}

// Largest gives the one with the largest area, nil for none.
func Largest(shapes []Shape) Shape {
	if len(shapes) == 0 {
		return nil
	}
	return slices.MaxFunc(shapes, func(a, b Shape) int { return cmp.Compare(a.Area(), b.Area()) })
}

// Same tells whether a and b are the same in Go.
func Same(a, b Shape) bool { return a == b }

// Distinct counts shapes that are not the same.
func Distinct(shapes []Shape) int {
	seen := map[Shape]bool{}
	for _, s := range shapes {
		seen[s] = true
	}
	return len(seen)
}

// AsAny gives s as a value of any type.
func AsAny(s Shape) any { return s }

// Mixed gives s among other values.
func Mixed(s Shape) []any { return []any{s, 1.5, "text", nil, NewCircle(2), map[string]any{"s": s}} }

// EchoAny gives v back.
func EchoAny(v any) any { return v }

// AnyArea is the area of what is in v.
func AnyArea(v any) (float64, error) {
	if s, ok := v.(Shape); ok {
		return s.Area(), nil
	}
	return 0, fmt.Errorf("%T is no shape", v)
}

// AnyType names what is in v.
func AnyType(v any) string { return fmt.Sprintf("%T", v) }

// A Frame is a struct by value with a shape in it.
type Frame struct {
	Label  string
	Shape  Shape
	Others []Shape
}

// EchoFrame gives f back.
func EchoFrame(f Frame) Frame { return f }

// ReplaceShape puts s into the frame.
func ReplaceShape(f *Frame, s Shape) { f.Shape = s }

// A Holder is a class with a shape in it.
type Holder struct {
	// Shape is the one that it holds.
	Shape Shape
	count int
}

// NewHolder makes a holder.
func NewHolder(s Shape) *Holder { return &Holder{Shape: s} }

// Held is what it holds, and counts.
func (h *Holder) Held() Shape {
	h.count++
	return h.Shape
}

// Area is the area of what it holds.
func (h *Holder) Area() float64 { return h.Shape.Area() }
