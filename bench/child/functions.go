package main

import (
	"github.com/topherjs/topher/bench/values"
	"github.com/topherjs/topher/bench/work"
)

// A function answers a request; its result may be in the request's own memory.
type function struct {
	name string
	run  func(r *request) ([]byte, error)
}

// functions are known by their places here.
var functions = []function{
	{"noop", func(*request) ([]byte, error) { work.Noop(); return nil, nil }},
	{"add2", func(r *request) ([]byte, error) { return float(work.Add2(r.float64(), r.float64())) }},
	{"add", func(r *request) ([]byte, error) { return appendInt64(nil, work.Add(r.int64(), r.int64())), nil }},
	{"sum", func(r *request) ([]byte, error) { return float(work.Sum(r.allFloats())) }},
	{"normalize", normalize},
	{"pi", func(r *request) ([]byte, error) { return float(work.Pi(r.int())) }},
	{"piOnCores", func(r *request) ([]byte, error) { return float(work.PiOnCores(r.int())) }},
	{"shuffle", shuffled(work.Shuffle)},
	{"shuffleOnCores", shuffled(work.ShuffleOnCores)},
	{"dot", product(work.Dot)},
	{"dotOnCores", product(work.DotOnCores)},
	{"ends", func(r *request) ([]byte, error) { return float(work.Ends(r.allFloats())) }},
	{"half", func(r *request) ([]byte, error) { return float(values.Half(r.float64())) }},
	{"echoText", func(r *request) ([]byte, error) { return []byte(values.EchoText(string(r.rest))), nil }},
	{"echoBytes", func(r *request) ([]byte, error) { return values.EchoBytes(r.rest), nil }},
	{"moveItem", func(r *request) ([]byte, error) { return appendItem(nil, values.MoveItem(r.item())), nil }},
	{"items", func(r *request) ([]byte, error) { return appendItems(nil, values.Items(r.int())), nil }},
	{"sumItems", func(r *request) ([]byte, error) { return float(values.SumItems(r.items())) }},
	{"echoItems", func(r *request) ([]byte, error) { return appendItems(nil, values.EchoItems(r.items())), nil }},
	{"doubleMap", func(r *request) ([]byte, error) { return appendMap(nil, values.DoubleMap(r.floatMap())), nil }},
	{"refuse", func(r *request) ([]byte, error) { return nil, values.Refuse(string(r.rest)) }},
	{"callBack", callBack},
	{"newCounter", func(r *request) ([]byte, error) { return float(float64(newCounter(r.int()))) }},
	{"counterAdd", counterAdd},
}

func float(x float64) ([]byte, error) { return appendFloat64(nil, x), nil }

// normalize takes how many differences there is room for, and the numbers; it gives the differences, in their place.
func normalize(r *request) ([]byte, error) {
	room, numbers := r.int(), r.allFloats()
	n := work.Normalize(numbers, numbers[:min(room, len(numbers))])
	return bytesOf(numbers[:n]), nil
}

// shuffled takes the seed and the numbers, and gives the numbers.
func shuffled(shuffle func(numbers []float64, seed uint32)) func(r *request) ([]byte, error) {
	return func(r *request) ([]byte, error) {
		seed, numbers := uint32(r.int()), r.allFloats()
		shuffle(numbers, seed)
		return bytesOf(numbers), nil
	}
}

// product takes how many numbers are in the first, and both.
func product(dot func(a, b []float64) float64) func(r *request) ([]byte, error) {
	return func(r *request) ([]byte, error) {
		n := r.int()
		a, b := r.floats(n), r.allFloats()
		return float(dot(a, b))
	}
}

func callBack(r *request) ([]byte, error) {
	given := r.session.callbacks.open(r.id)
	defer r.session.callbacks.close(r.id)
	return float(values.CallBack(r.int(), func(x float64) float64 {
		r.session.answer(r.id, statusCallback, appendFloat64(nil, x))
		return <-given
	}))
}

func counterAdd(r *request) ([]byte, error) {
	now, err := addTo(r.int(), r.int())
	return appendFloat64(nil, float64(now)), err
}
