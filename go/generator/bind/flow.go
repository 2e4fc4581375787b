package bind

import (
	"strconv"

	"github.com/topherjs/topher/go/generator/ir"
)

// A direction says which way a value goes.
type direction bool

// The directions.
const (
	in  direction = true  // from JavaScript to Go
	out direction = false // from Go to JavaScript
)

// A flow visits every type whose values cross, with the direction in which they do.
type flow struct {
	b     *binder
	visit func(*ir.Type, direction)
	seen  map[passage]bool
}

type passage struct {
	t *ir.Type
	d direction
}

func (b *binder) newFlow(visit func(*ir.Type, direction)) *flow {
	return &flow{b: b, visit: visit, seen: map[passage]bool{}}
}

// library visits what all of the symbols of the library take and give.
func (w *flow) library() {
	for _, c := range w.b.calls {
		w.call(c)
	}
	w.state()
	for _, v := range w.b.lib.AllValues() { // an any can hold one
		w.fields(v.Fields, out)
	}
	for _, p := range w.b.lib.Packages {
		for _, n := range p.Named {
			if d := w.b.decls[n.Ref]; d != nil && errorOf(d.named) != "" { // so can an error
				w.typ(n.Type, out)
			}
		}
	}
}

// state visits what is read and set: the fields of classes, and variables.
func (w *flow) state() {
	for _, p := range w.b.lib.Packages {
		for _, c := range p.Classes {
			for _, f := range c.Fields {
				w.typ(f.Type, out)
				if f.Set != "" {
					w.typ(f.Type, in)
				}
			}
		}
		for _, v := range p.Vars {
			w.typ(v.Type, out)
			if v.Set != "" {
				w.typ(v.Type, in)
			}
		}
	}
}

func (w *flow) call(c *call) {
	if c.Receiver != nil {
		w.argument(&c.Receiver.Param)
	}
	for _, p := range c.Params {
		w.argument(p)
	}
	for _, r := range c.Results {
		w.typ(r.Type, out)
	}
}

// argument visits what is given to Go, and what is written back of it.
func (w *flow) argument(p *ir.Param) {
	if p.Type.Kind == ir.FuncVal && !p.Kept { // lent: it is not a value that Go has, but what it is given and returns are
		w.signature(p.Type.Func, in)
	} else {
		w.typ(p.Type, in)
	}
	if p.WriteBack || p.Type.Kind == ir.ValuePointer {
		w.typ(p.Type, out)
	}
}

// signature visits what a func gets and gives that goes in a direction itself.
func (w *flow) signature(s *ir.Signature, d direction) {
	for _, p := range s.Params {
		w.typ(p.Type, !d)
	}
	for _, r := range s.Results {
		w.typ(r.Type, d)
	}
}

func (w *flow) fields(fields []*ir.Field, d direction) {
	for _, f := range fields {
		w.typ(f.Type, d)
	}
}

func (w *flow) typ(t *ir.Type, d direction) {
	if t == nil || w.seen[passage{t, d}] {
		return
	}
	w.seen[passage{t, d}] = true
	w.visit(t, d)
	w.typ(t.Key, d)
	w.typ(t.Elem, d)
	if t.Func != nil {
		w.signature(t.Func, d)
	}
	switch found := w.b.decls[t.Ref]; {
	case found == nil:
	case t.Kind == ir.Recursive && found.alias != nil:
		w.typ(found.alias.Type, d)
	case found.value != nil:
		w.fields(found.value.Fields, d)
	case found.class != nil && found.class.Interface != nil && found.class.Interface.Object && d == in:
		for _, m := range found.class.Methods {
			for _, p := range m.Params {
				w.typ(p.Type, out)
			}
			for _, r := range m.Results {
				w.typ(r.Type, in)
			}
		}
	}
}

// decideCalls says of each function whether it runs JavaScript, and what it borrows and keeps.
func (b *binder) decideCalls() {
	for _, c := range b.calls {
		b.keep(c)
	}
	w := b.newFlow(func(t *ir.Type, d direction) {
		b.lib.Keeps = b.lib.Keeps || d == in && b.isTarget(t)
	})
	w.library()
	leaves, objects := b.leaves(), b.errorObjects()
	for _, c := range b.calls {
		c.Callbacks = b.takesTarget(c) || b.lib.Keeps && (!leaves.has(c.object) || objects && b.mayGiveError(c))
		b.lend(c)
	}
}

// takesTarget says whether something that Go may call is among what a function takes.
func (b *binder) takesTarget(c *call) bool {
	found := false
	w := b.newFlow(func(t *ir.Type, d direction) { found = found || d == in && b.isTarget(t) })
	for _, p := range c.Params {
		w.typ(p.Type, in)
	}
	if c.Receiver != nil {
		w.typ(c.Receiver.Type, in)
	}
	return found
}

// errorObjects says whether an object of JavaScript can stand for an error: what is asked for its message then is JavaScript.
func (b *binder) errorObjects() bool {
	for _, d := range b.decls {
		if d.class != nil && d.class.Interface != nil && d.class.Interface.Object && errorOf(d.named) != "" {
			return true
		}
	}
	return false
}

// mayGiveError says whether an error may be among what a function gives.
func (b *binder) mayGiveError(c *call) bool {
	found := c.Throws
	w := b.newFlow(func(t *ir.Type, d direction) {
		found = found || d == out && (t.Kind == ir.ErrorVal || t.Kind == ir.Any || t.Kind == ir.Interface)
	})
	w.call(c)
	return found
}

// nameCalls gives the func and iterator types that come out of Go the symbols through which their values are called.
func (b *binder) nameCalls() {
	calls := map[string]*ir.Call{}
	b.newFlow(func(t *ir.Type, d direction) {
		what := map[ir.Kind]string{ir.FuncVal: "func", ir.Seq: "seq", ir.Seq2: "seq"}[t.Kind]
		if what == "" || d == in || calls[t.Go] != nil {
			return
		}
		n := 1
		for _, c := range b.lib.Calls {
			if (c.Type.Kind == ir.FuncVal) == (t.Kind == ir.FuncVal) {
				n++
			}
		}
		calls[t.Go] = &ir.Call{Symbol: b.symbol(b.lib.Packages[0].Name, what, strconv.Itoa(n)), Type: t}
		b.lib.Calls = append(b.lib.Calls, calls[t.Go])
	}).library()
	b.newFlow(func(t *ir.Type, _ direction) {
		if c := calls[t.Go]; c != nil && (t.Kind == ir.FuncVal || t.Kind == ir.Seq || t.Kind == ir.Seq2) {
			t.Call = c.Symbol
		}
	}).library()
}
