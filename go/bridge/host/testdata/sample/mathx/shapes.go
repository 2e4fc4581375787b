package mathx

import "fmt"

// A Shape is an interface that JavaScript may implement.
type Shape interface {
	Area() float64
	Describe(prefix string) (string, error)
}

// A Circle is a class whose value is a Shape.
type Circle struct{ radius float64 }

// Area is three times the square of the radius.
func (c Circle) Area() float64 { return 3 * c.radius * c.radius }

// Describe describes.
func (c Circle) Describe(prefix string) (string, error) {
	return fmt.Sprint(prefix, "circle ", c.radius), nil
}

// Grow makes the circle larger.
func (c *Circle) Grow(n float64) float64 {
	c.radius += n
	return c.radius
}

// A Square is a class whose pointer is a Shape.
type Square struct{ side float64 }

// Area is the square of the side.
func (s *Square) Area() float64 { return s.side * s.side }

// Describe describes.
func (s *Square) Describe(prefix string) (string, error) {
	return fmt.Sprint(prefix, "square ", s.side), nil
}

type hidden struct{ *Square }

// NewShape is a circle for 0, a square for 1, a shape without a class for 2, nil for anything else.
func NewShape(kind int) Shape {
	switch kind {
	case 0:
		return Circle{2}
	case 1:
		return &Square{3}
	case 2:
		return hidden{&Square{4}}
	}
	return nil
}

// Largest is the shape with the largest area.
func Largest(shapes []Shape) (largest Shape) {
	for _, s := range shapes {
		if largest == nil || s.Area() > largest.Area() {
			largest = s
		}
	}
	return largest
}

// Describe describes a shape.
func Describe(s Shape) (string, error) { return s.Describe("a ") }

// DynamicType is the type of what is in s.
func DynamicType(s Shape) string { return fmt.Sprintf("%T", s) }

// DynamicTypeOfAny is the type of what is in v.
func DynamicTypeOfAny(v any) string { return fmt.Sprintf("%T", v) }

// KeepShape keeps s.
func KeepShape(s Shape) { keptShape.put(s) }

// KeptArea is the area of what was kept.
func KeptArea() float64 { return keptShape.get().Area() }

// KeptShape is what was kept, as any.
func KeptShape() any { return keptShape.get() }

// KeptAreaElsewhere calls a method of what was kept on another goroutine, and waits until that has ended.
func KeptAreaElsewhere() string {
	s, done := keptShape.get(), make(chan string, 1)
	go func() {
		defer close(done)
		_, err := s.Describe("")
		done <- fmt.Sprint(err)
		s.Area()
		panic("not reached")
	}()
	text := <-done
	<-done
	return text
}
