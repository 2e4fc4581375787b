package bind

import (
	"fmt"
	"go/types"
	"maps"
	"slices"
	"strings"

	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/load"
)

// obtain takes out what nobody could call: functions with a parameter whose values JavaScript cannot make and no bound symbol gives.
func (b *binder) obtain() {
	o := &obtainer{binder: b, given: map[string]bool{}}
	met := map[string]bool{}
	o.flow = b.newFlow(func(t *ir.Type, d direction) {
		met[t.Ref] = true
		if t := b.nameless[t]; t != nil {
			o.nameless = append(o.nameless, t)
		}
		if d == out && (t.Ref != "" || t.Kind == ir.Opaque || isSeq(t) || isChan(t)) {
			o.given[keyOf(t)] = true
		}
	})
	o.flow.state()
	waiting := b.calls
	for more := true; more; { // what one function gives, another may take
		more = false
		var rest []*call
		for _, c := range waiting {
			if _, missing := o.missing(c); missing != nil {
				rest = append(rest, c)
				continue
			}
			o.flow.call(c)
			more = true
		}
		waiting = rest
	}
	dropped := map[*ir.Func]bool{}
	for _, c := range waiting {
		if c.isObject() && met[c.owner.ref] { // JavaScript has it called
			continue
		}
		what, t := o.missing(c)
		why := what + ": " + o.why(t)
		if c.owner == nil || c.owner.owner != nil && !c.isObject() {
			at := c.object.Pos()
			if c.owner != nil {
				at = b.posOf(c.owner, c.object)
			}
			b.skip(c.p, c.kind, c.symbol, at, why)
		}
		dropped[c.Func] = c.owner == nil || c.owner.owner == nil || !c.isObject()
	}
	keep := func(funcs []*ir.Func) []*ir.Func {
		return slices.DeleteFunc(funcs, func(f *ir.Func) bool { return dropped[f] })
	}
	for _, p := range b.lib.Packages {
		p.Funcs = keep(p.Funcs)
		for _, funcs := range p.MethodSets() {
			*funcs = keep(*funcs)
		}
	}
	for _, d := range b.decls {
		if d.owner == nil && d.class != nil {
			d.class.Methods = keep(d.class.Methods)
			b.closeForeign(d)
		}
	}
	b.calls = slices.DeleteFunc(b.calls, func(c *call) bool { return dropped[c.Func] })
	for _, c := range b.calls {
		o.leaveOut(c)
	}
}

// An obtainer knows what of types that JavaScript cannot make comes out of Go.
type obtainer struct {
	*binder
	given map[string]bool // by keyOf
	// Types of which values are given that generated code cannot name.
	nameless []types.Type
	flow     *flow
}

// keyOf is one for all types whose values are handles to the same.
func keyOf(t *ir.Type) string {
	if t.Ref != "" && t.Kind != ir.Opaque {
		return t.Ref
	}
	return t.Go
}

// missing is a parameter of a call, or its receiver, for which there is no value, and the type of that.
func (o *obtainer) missing(c *call) (string, *ir.Type) {
	if c.Receiver != nil {
		if t := o.lacksReceiver(c.Receiver.Type); t != nil {
			return fmt.Sprintf("its receiver (%s)", spell(c.recv.Type(), c.object.Pkg())), t
		}
	}
	for i, p := range c.Params {
		if p.Variadic && (i > 0 || c.Receiver != nil || c.Context) {
			continue
		}
		if t := o.lacks(p.Type); t != nil {
			return "parameter " + describe(c.param(i), i), t
		}
	}
	return "", nil
}

// isObject says whether a method belongs to an interface that an object of JavaScript can stand for.
func (c *call) isObject() bool {
	return c.owner != nil && c.owner.class != nil && c.owner.class.Interface != nil && c.owner.class.Interface.Object
}

// leaveOut drops a variadic parameter for which there is no value: Go is called without.
func (o *obtainer) leaveOut(c *call) {
	last := len(c.Params) - 1
	if last < 0 || !c.Params[last].Variadic || c.isObject() {
		return
	}
	t := o.lacks(c.Params[last].Type)
	if t == nil {
		return
	}
	note := fmt.Sprintf("Go's parameter %s is left out: %s.", describe(c.param(last), last), o.why(t))
	c.Params = c.Params[:last]
	o.notes = append(o.notes, func() { c.Doc = strings.TrimSpace(c.Doc + "\n\n" + escapeTSDoc(note)) })
}

// lacksReceiver is as lacks. What has methods to call comes out of Go, even where an object of JavaScript could stand for it.
func (o *obtainer) lacksReceiver(t *ir.Type) *ir.Type {
	if d := o.decls[t.Ref]; t.Kind != ir.ClassPointer || d.class.Interface == nil {
		return o.lacks(t)
	} else if i := d.named.Underlying().(*types.Interface); o.given[d.ref] || o.implemented(i) {
		return nil
	}
	return t
}

// lacks is the part of a type for which there is no value, or nil.
func (o *obtainer) lacks(t *ir.Type) *ir.Type {
	switch t.Kind {
	case ir.Slice, ir.Array, ir.Record, ir.Pointer, ir.Map, ir.Pairs:
		if t.Key != nil {
			if missing := o.lacks(t.Key); missing != nil {
				return missing
			}
		}
		return o.lacks(t.Elem)
	case ir.SendChan, ir.Chan: // JavaScript makes one, and need not send
		return nil
	case ir.Seq, ir.Seq2, ir.RecvChan:
		if o.given[keyOf(t)] {
			return nil
		}
		if t.Key != nil {
			if missing := o.lacks(t.Key); missing != nil {
				return missing
			}
		}
		return o.lacks(t.Elem)
	case ir.ClassPointer, ir.ClassStruct:
		if d := o.decls[t.Ref]; o.has(d) {
			return nil
		}
		return t
	case ir.Interface:
		d := o.decls[t.Ref]
		if d.class.Interface.Object || o.given[d.ref] || o.implemented(d.named.Underlying().(*types.Interface)) {
			return nil
		}
		return t
	case ir.Opaque:
		if o.given[keyOf(t)] {
			return nil
		}
		if i, ok := o.opaques[t.Go].Underlying().(*types.Interface); ok && o.implemented(i) {
			return nil
		}
		return t
	}
	return nil
}

// has says whether there are objects of a class: JavaScript makes them, or Go gives them.
func (o *obtainer) has(d *decl) bool {
	switch {
	case d.class == nil:
		return false
	case d.class.Interface != nil:
		return o.given[d.ref]
	}
	return d.owner != nil || o.given[d.ref]
}

// implemented says whether there are objects of a class, or of an interface, that implements another interface.
func (o *obtainer) implemented(i *types.Interface) bool {
	if slices.ContainsFunc(o.nameless, func(t types.Type) bool { return types.Implements(t, i) }) {
		return true
	}
	for _, ref := range slices.Sorted(maps.Keys(o.decls)) {
		if d := o.decls[ref]; o.has(d) && (types.Implements(d.named, i) || types.Implements(types.NewPointer(d.named), i)) {
			return true
		}
	}
	return false
}

// why says why there is no value of a type.
func (o *obtainer) why(t *ir.Type) string {
	if t.Kind == ir.Opaque {
		return fmt.Sprintf("%s; it crosses as an opaque handle, and no bound symbol gives one%s", t.Why, o.hint(t))
	}
	return "no bound symbol gives one and JavaScript cannot make one" + o.hint(t)
}

// hint names the package that would bring values of a type.
func (o *obtainer) hint(t *ir.Type) string {
	var n *types.Named
	switch d := o.decls[t.Ref]; {
	case d != nil:
		n = d.named
	case o.opaques[t.Go] != nil:
		n, _ = types.Unalias(deref(o.opaques[t.Go])).(*types.Named)
	}
	if n == nil {
		return ""
	}
	if i, ok := n.Underlying().(*types.Interface); ok {
		for m := range i.Methods() {
			if fillsSlice(m) { // no object of JavaScript could stand for it there either
				return ""
			}
		}
	}
	if n.Obj().Pkg() == nil || o.byPath[n.Obj().Pkg().Path()] != nil || load.IsInternal(n.Obj().Pkg().Path()) {
		return ""
	}
	return o.addToBuild(n)
}
