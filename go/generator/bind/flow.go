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
	// Leave out funcs that nobody has after the call, of which then only what they are given and return goes anywhere.
	lent bool
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
		w.argument(&c.Receiver.Param, !c.Async)
	}
	for _, p := range c.Params {
		w.argument(p, !c.Async)
	}
	for _, r := range c.Results {
		w.typ(r.Type, out)
	}
}

// argument visits what is given to Go, and what is written back of it, which only a synchronous form does.
func (w *flow) argument(p *ir.Param, synchronous bool) {
	if w.lent && w.b.stays[p] {
		w.signature(p.Type.Func, in)
	} else {
		w.typ(p.Type, in)
	}
	if synchronous && (p.WriteBack || p.Type.Kind == ir.ValuePointer) {
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
	if t.Kind != ir.SendChan {
		w.typ(t.Elem, d)
	}
	if t.Kind == ir.SendChan || t.Kind == ir.Chan { // what is sent goes against the channel
		w.typ(t.Elem, !d)
	}
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
	b.lib.Keeps = b.givesTarget(false)
	// A func that a task keeps can run in another call only where somebody else may have it.
	found := b.givesTarget(true)
	var leaves *leaves
	if found {
		leaves = b.leaves()
	}
	objects := b.errorObjects()
	for _, c := range b.calls {
		c.Callbacks = !c.Async && (b.takesTarget(c) || found && (!leaves.has(c.object) || objects && b.mayGiveError(c)))
		b.lend(c)
	}
}

// givesTarget says whether JavaScript gives Go anything to call, in any form of a function, beside funcs that are lent.
func (b *binder) givesTarget(lent bool) bool {
	found := false
	w := b.newFlow(func(t *ir.Type, d direction) { found = found || d == in && b.isTarget(t) })
	w.lent = lent
	w.library()
	return found
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

// printed visits what generated code mentions: what crosses, and what would where JavaScript gave one of the structs, each of which index.js
// can write.
func (w *flow) printed() {
	w.library()
	for _, v := range w.b.lib.AllValues() {
		w.fields(v.Fields, in)
	}
}

// nameCalls gives the func, iterator and channel types that come out of Go the symbols through which their values are called.
func (b *binder) nameCalls() {
	calls, count := map[string]*ir.Call{}, map[string]int{}
	b.newFlow(func(t *ir.Type, d direction) {
		what := calledAs(t)
		if what == "" || d == in || calls[t.Go] != nil {
			return
		}
		count[what]++
		calls[t.Go] = &ir.Call{Symbol: b.symbol(b.lib.Packages[0].Name, what, strconv.Itoa(count[what])), Type: t}
		b.lib.Calls = append(b.lib.Calls, calls[t.Go])
	}).printed()
	b.newFlow(func(t *ir.Type, _ direction) {
		if c := calls[t.Go]; c != nil && calledAs(t) != "" {
			t.Call = c.Symbol
		}
	}).printed()
}

// calledAs is what the symbols of a type are called after whose values JavaScript calls; empty for any other.
func calledAs(t *ir.Type) string {
	switch {
	case t.Kind == ir.FuncVal:
		return "func"
	case isSeq(t):
		return "seq"
	case isChan(t):
		return "chan"
	}
	return ""
}

// numberTasks numbers what has an asynchronous form: every function and method, and the funcs that come out of Go.
func (b *binder) numberTasks() {
	tasks := map[string]int{}
	for i, t := range b.lib.Tasks() {
		if t.Func != nil {
			t.Func.Task = i + 1
		} else {
			tasks[t.Call.Type.Go] = i + 1
		}
	}
	b.newFlow(func(t *ir.Type, _ direction) {
		if t.Func != nil {
			t.Func.Task = tasks[t.Go]
		}
	}).printed()
}
