package fuzzed

import (
	"math"
	"reflect"
	"testing"
	"time"
)

func TestMaker_MakesTheSameValueAgain(t *testing.T) {
	m, other := &Maker[Nested]{}, &Maker[Nested]{}
	different, refused := 0, 0
	for seed := range 200 {
		if out, back := m.Refusals(seed, 20); out != "" || back != "" {
			refused++ // of keys that fall together which one stays is chance
			continue
		}
		if text := m.Differs(seed, 20, crossed(other.Make(seed, 20))); text != "" {
			t.Fatalf("seed %d: %s", seed, text)
		}
		if m.Differs(seed, 20, crossed(other.Make(seed+1, 20))) != "" {
			different++
		}
	}
	if crossing := 200 - refused; crossing < 100 || different < crossing*95/100 {
		t.Errorf("only %d seeds of %d make something else than the next one", different, crossing)
	}
}

// crossed is v as it comes back.
func crossed[T any](v T) T {
	var c crossing
	return c.typed(reflect.ValueOf(&v).Elem()).Interface().(T)
}

func TestMaker_NestsWithinItsSize(t *testing.T) {
	m := &Maker[Node]{}
	for seed := range 2000 {
		if n := count(m.Make(seed, 10)); n > 100 {
			t.Fatalf("seed %d: %d nodes of size 10", seed, n)
		}
	}
}

func count(n Node) int {
	sum := 1
	if n.Next != nil {
		sum += count(*n.Next)
	}
	for _, c := range n.Children {
		sum += count(c)
	}
	for _, c := range n.Named {
		sum += count(c)
	}
	return sum
}

func TestCrossing_FollowsTheMapping(t *testing.T) {
	number := 7
	for name, c := range map[string]struct{ sent, want any }{
		"an int":              {7, 7.0},
		"a uint64":            {uint64(7), int64(7)},
		"a named text":        {Red, "red"},
		"text of no use":      {"a\xff", "a\ufffd"},
		"numbers with a name": {[]Celsius{1}, []float64{1}},
		"durations":           {[]time.Duration{time.Second}, []any{1000.0}},
		"a pointer":           {&number, 7.0},
		"a nil map":           {map[string]int(nil), map[string]any{}},
		"a map":               {map[int]string{1: "a"}, map[any]any{1.0: "a"}},
		"a struct":            {Key{1, "a"}, map[string]any{"number": 1.0, "text": "a"}},
		"an embedded one":     {Embedding{Base{1, "a"}, "b"}, map[string]any{"id": 1.0, "name": "a", "extra": "b"}},
		"pairs in a struct": {struct {
			M map[Key]int `json:"m"`
		}{map[Key]int{{}: 1}}, map[string]any{"m": []any{[]any{map[string]any{"number": 0.0, "text": ""}, 1.0}}}},
	} {
		var x crossing
		got := x.untyped(reflect.ValueOf(c.sent), false)
		if x.out != "" || x.back != "" || !reflect.DeepEqual(got.Interface(), c.want) {
			t.Errorf("%s comes back as %#v, %q, %q", name, got, x.out, x.back)
		}
	}
	for name, c := range map[string]struct {
		sent      any
		out, back string
	}{
		"an unsafe integer":       {[]any{1 << 60}, codeRange, ""},
		"a late time":             {time.UnixMilli(8_640_000_000_000_001), codeRange, ""},
		"keys that fall together": {map[string]int{"\xff": 1, "\xfe": 2}, codeKeys, ""},
		"equal numbers":           {map[any]any{1: 1, 1.0: 2}, codeKeys, ""},
		"a large bigint":          {uint64(math.MaxUint64), "", codeRange},
	} {
		var x crossing
		x.untyped(reflect.ValueOf(c.sent), false)
		if x.out != c.out || x.back != c.back {
			t.Errorf("%s is refused with %q, %q", name, x.out, x.back)
		}
	}
}

func TestDiffers_SeesEachChange(t *testing.T) {
	nan := math.Float64frombits(0x7ff8000000000002)
	for name, c := range map[string]struct{ want, got any }{
		"a sign":       {0.0, math.Copysign(0, -1)},
		"a type":       {any(1.0), any(1)},
		"an element":   {[]string{"a"}, []string{"b"}},
		"nil":          {[]string{}, []string(nil)},
		"a key":        {map[string]int{"a": 1}, map[string]int{"b": 1}},
		"a field":      {Key{1, "a"}, Key{1, "b"}},
		"a nanosecond": {time.Duration(1 << 52), time.Duration(1<<52 + 1)},
		"bits of NaN":  {[]float64{nan}, []float64{math.NaN()}},
		"a zone":       {time.UnixMilli(0).UTC(), time.UnixMilli(0).In(time.FixedZone("x", 60))},
	} {
		if differ(reflect.ValueOf(c.want), reflect.ValueOf(c.got), "value") == "" {
			t.Errorf("%s is not seen", name)
		}
		if text := differ(reflect.ValueOf(c.want), reflect.ValueOf(c.want), "value"); text != "" {
			t.Errorf("%s: a value differs from itself: %s", name, text)
		}
	}
}

func TestDiffers_KnowsThatNoNaNIsLikeAnother(t *testing.T) {
	of := func(elements ...string) reflect.Value {
		m := map[any]string{}
		for _, e := range elements {
			m[math.NaN()] = e
		}
		return reflect.ValueOf(m)
	}
	for range 20 { // maps have no order
		if text := differ(of("a", "b", "b"), of("b", "a", "b"), "value"); text != "" {
			t.Fatal(text)
		}
		if differ(of("a", "b", "b"), of("a", "a", "b"), "value") == "" {
			t.Fatal("an element that is another was not seen")
		}
	}
}
