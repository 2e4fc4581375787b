package main

import (
	"encoding/json"

	"github.com/topherjs/topher/bench/values"
	"github.com/topherjs/topher/bench/work"
)

type method func(r *lineRequest) (any, error)

var methods = map[string]method{
	"noop":           with(func(struct{}) any { work.Noop(); return nil }),
	"add2":           with(func(p struct{ A, B number }) any { return number(work.Add2(float64(p.A), float64(p.B))) }),
	"add":            with(add),
	"sum":            with(func(numbers []float64) any { return number(work.Sum(numbers)) }),
	"normalize":      with(normalized),
	"pi":             with(func(terms int) any { return work.Pi(terms) }),
	"piOnCores":      with(func(terms int) any { return work.PiOnCores(terms) }),
	"shuffle":        with(shuffledBy(work.Shuffle)),
	"shuffleOnCores": with(shuffledBy(work.ShuffleOnCores)),
	"dot":            with(func(p vectors) any { return number(work.Dot(p.A, p.B)) }),
	"dotOnCores":     with(func(p vectors) any { return number(work.DotOnCores(p.A, p.B)) }),
	"ends":           with(func(numbers []float64) any { return number(work.Ends(numbers)) }),
	"half":           with(func(x number) any { return number(values.Half(float64(x))) }),
	"echoText":       with(func(text string) any { return values.EchoText(text) }),
	"echoBytes":      with(func(b []byte) any { return values.EchoBytes(b) }), // encoding/json has bytes as base64
	"moveItem":       with(func(it values.Item) any { return values.MoveItem(it) }),
	"items":          with(func(n int) any { return values.Items(n) }),
	"sumItems":       with(func(items []values.Item) any { return number(values.SumItems(items)) }),
	"echoItems":      with(func(items []values.Item) any { return values.EchoItems(items) }),
	"doubleMap":      with(func(m map[string]float64) any { return values.DoubleMap(m) }),
	"refuse":         refuse,
	"callBack":       callBackByLines,
	"newCounter":     with(func(start int) any { return newCounter(start) }),
	"counterAdd":     counterAddByLines,
}

// integers are as text, as no number of JSON holds every int64 for all who read it.
type integers struct {
	A int64 `json:",string"`
	B int64 `json:",string"`
}

type vectors struct{ A, B []float64 }

// with makes a method of a function that takes the params and cannot fail.
func with[P any](f func(params P) any) method {
	return func(r *lineRequest) (any, error) {
		var params P
		if err := json.Unmarshal(r.params, &params); err != nil {
			return nil, err
		}
		return f(params), nil
	}
}

func add(p integers) any {
	return struct {
		Sum int64 `json:"sum,string"`
	}{work.Add(p.A, p.B)}
}

func normalized(p struct {
	Room    int
	Numbers []float64
}) any {
	n := work.Normalize(p.Numbers, p.Numbers[:min(p.Room, len(p.Numbers))])
	return p.Numbers[:n]
}

func shuffledBy(shuffle func(numbers []float64, seed uint32)) func(p struct {
	Seed    uint32
	Numbers []float64
}) any {
	return func(p struct {
		Seed    uint32
		Numbers []float64
	}) any {
		shuffle(p.Numbers, p.Seed)
		return p.Numbers
	}
}

func refuse(r *lineRequest) (any, error) {
	var text string
	if err := json.Unmarshal(r.params, &text); err != nil {
		return nil, err
	}
	return nil, values.Refuse(text)
}

func callBackByLines(r *lineRequest) (any, error) {
	given := r.session.callbacks.open(r.id)
	defer r.session.callbacks.close(r.id)
	return with(func(times int) any {
		return number(values.CallBack(times, func(x float64) float64 {
			asked := number(x)
			r.session.answer(answer{ID: r.id, Call: &asked})
			return <-given
		}))
	})(r)
}

func counterAddByLines(r *lineRequest) (any, error) {
	var p struct{ Counter, N int }
	if err := json.Unmarshal(r.params, &p); err != nil {
		return nil, err
	}
	return addTo(p.Counter, p.N)
}
