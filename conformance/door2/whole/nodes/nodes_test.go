package nodes

import "testing"

func TestKindTellsStructsFromPointers(t *testing.T) {
	for want, s := range map[string]Shape{
		"nil": nil, "*Circle": MakeCircle(1), "Square": MakeSquare(1), "*Square": MakeSquarePointer(1), "Go's": MakeHidden(1),
		"a Stringer: t": NewTag("t"), "JavaScript's": other{},
	} {
		if got := Kind(s); got != want {
			t.Errorf("Kind(%T) is %q, want %q", s, got, want)
		}
	}
}

type other struct{}

func (other) Area() float64 { return 0 }
func (other) Name() string  { return "" }

func TestPlugSendsShapesThroughHandlers(t *testing.T) {
	s, err := Plug([]Plugin{growing{}, growing{}}, "grow", NewCircle(1))
	if err != nil || s.Area() != 27 {
		t.Errorf("Plug gave %v, %v", s, err)
	}
}

type growing struct{}

func (growing) Name() string { return "growing" }

func (growing) Setup(on func(event string, handler func(s Shape) (Shape, error))) error {
	on("grow", func(s Shape) (Shape, error) {
		c := s.(*Circle)
		c.Grow(1)
		return c, nil
	})
	return nil
}
