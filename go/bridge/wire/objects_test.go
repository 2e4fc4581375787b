package wire_test

import (
	"fmt"
	"reflect"

	"github.com/topherjs/topher/go/bridge/wire"
)

// objects is a handle table that gives the same value the same handle, so that golden bytes stay the same.
type objects struct {
	values  []any
	copies  map[wire.Handle]bool
	slots   map[uint32]*thrown
	targets map[uint32]*target
}

// target is an object of JavaScript.
type target struct{ id uint32 }

type thrown struct {
	slot    uint32
	message string
}

func (e *thrown) Error() string { return e.message }

func (o *objects) Hold(v any) wire.Handle {
	for i, held := range o.values {
		if held == v {
			return wire.Handle(i + 1)
		}
	}
	o.values = append(o.values, v)
	return wire.Handle(len(o.values))
}

func (o *objects) Held(h wire.Handle) (any, *wire.Error) {
	if h > wire.Handle(len(o.values)) {
		return nil, wire.Errorf(wire.CodeHandleReleased, "there is no handle %d", h)
	}
	return o.values[h-1], nil
}

func (o *objects) HoldCopy(pointer any) wire.Handle {
	h := o.Hold(pointer)
	if o.copies == nil {
		o.copies = map[wire.Handle]bool{}
	}
	o.copies[h] = true
	return h
}

func (o *objects) Value(h wire.Handle) (any, *wire.Error) {
	v, err := o.Held(h)
	if err == nil && o.copies[h] {
		v = reflect.ValueOf(v).Elem().Interface()
	}
	return v, err
}

func (o *objects) Target(v any) (uint32, bool) {
	if t, ok := v.(*target); ok {
		return t.id, true
	}
	return 0, false
}

func (o *objects) Kept(id uint32) any {
	if o.targets == nil {
		o.targets = map[uint32]*target{}
	}
	if o.targets[id] == nil {
		o.targets[id] = &target{id}
	}
	return o.targets[id]
}

func (o *objects) KeptFunc(id uint32) any { return o.Kept(id) }

func (o *objects) Thrown(err error) (uint32, string, bool) {
	if e, ok := err.(*thrown); ok {
		return e.slot, e.message, true
	}
	return 0, "", false
}

func (o *objects) Caught(slot uint32, message string) error {
	if o.slots == nil {
		o.slots = map[uint32]*thrown{}
	}
	if o.slots[slot] == nil {
		o.slots[slot] = &thrown{slot, message}
	}
	return o.slots[slot]
}

// The types of a library, as generated code has them.

type point struct {
	x, y  float64
	label string
}

func writePoint(w *wire.Writer, v point) {
	w.Float64(v.x)
	w.Float64(v.y)
	w.String(v.label)
}

func readPoint(r *wire.Reader) (v point) {
	v.x = r.Float64()
	v.y = r.Float64()
	v.label = r.String()
	return v
}

type empty struct{}

func writeEmpty(w *wire.Writer, _ empty) { w.Empty() }

func readEmpty(r *wire.Reader) (v empty) {
	r.Empty()
	return v
}

// node is recursive through a pointer, a slice and a map.
type node struct {
	name     string
	next     *node
	children []node
	named    map[string]node
}

func writeNode(w *wire.Writer, v node) {
	w.String(v.name)
	wire.WritePointer(w, v.next, writeNode)
	wire.WriteSlice(w, v.children, writeNode)
	wire.WriteMap(w, v.named, (*wire.Writer).String, writeNode)
}

func readNode(r *wire.Reader) (v node) {
	v.name = r.String()
	v.next = wire.ReadPointer(r, readNode)
	v.children = wire.ReadSlice(r, readNode)
	v.named = wire.ReadMap[map[string]node](r, (*wire.Reader).String, readNode)
	return v
}

type class struct{ n int }

type classError struct{ path string }

func (e *classError) Error() string { return "open " + e.path }

type number uint16

func (e number) Error() string { return fmt.Sprintf("error number %d", uint16(e)) }

func init() {
	wire.RegisterValue(7, writePoint, readPoint)
	wire.RegisterValue(8, writeNode, readNode)
	wire.RegisterValue(12, func(w *wire.Writer, v box) { w.Any(v.v) }, func(r *wire.Reader) box { return box{r.Any()} })
	wire.RegisterClass[*class](9)
	wire.RegisterClass[*classError](10)
	wire.RegisterError[*classError](10)
	wire.RegisterError[number](11)
}

func write(o wire.Objects, f func(*wire.Writer)) ([]byte, *wire.Error) {
	var w wire.Writer
	w.Objects = o
	f(&w)
	return w.Written(), w.Err()
}

func reader(o wire.Objects, b []byte) *wire.Reader {
	var r wire.Reader
	r.Objects = o
	r.Reset(b)
	return &r
}
