// Package shape says how the C functions look that no [ir.Func] describes: accessors, constructors and error variables are
// written as functions, so that both emitters print them like any other.
package shape

import (
	"strings"

	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/table"
)

// Direct reports whether a call has the direct shape.
func Direct(f *ir.Func) bool {
	if f.Throws || len(f.Results) > 1 || f.Receiver != nil && !f.Receiver.Direct {
		return false
	}
	for _, p := range f.Params {
		if !p.Direct {
			return false
		}
	}
	return len(f.Results) == 0 || table.DirectResult(f.Results[0].Type)
}

// Encoded are the parameters that lie in the arena, the receiver first, in the order in which they are written.
func Encoded(f *ir.Func) []*ir.Param { return all(f, func(p *ir.Param) bool { return !p.Direct }) }

// Beside are the parameters that cross as C arguments, the receiver first.
func Beside(f *ir.Func) []*ir.Param { return all(f, func(p *ir.Param) bool { return p.Direct }) }

// Back are the parameters that are written back after the results, in order.
func Back(f *ir.Func) []*ir.Param { return all(f, func(p *ir.Param) bool { return p.WriteBack }) }

func all(f *ir.Func, keep func(*ir.Param) bool) []*ir.Param {
	var kept []*ir.Param
	if f.Receiver != nil && keep(&f.Receiver.Param) {
		kept = append(kept, &f.Receiver.Param)
	}
	for _, p := range f.Params {
		if keep(p) {
			kept = append(kept, p)
		}
	}
	return kept
}

// Getter is the function that reads a field of a class.
func Getter(c *ir.Class, f *ir.Field) *ir.Func {
	g := &ir.Func{
		Go: f.Go, JS: f.JS, Doc: f.Doc, Position: f.Position, Symbol: f.Get, Receiver: receiver(c),
		Results: []*ir.Result{{Type: f.Type, NotNil: f.Live}},
	}
	g.Direct = Direct(g)
	return g
}

// Setter is the function that writes a field of a class.
func Setter(c *ir.Class, f *ir.Field) *ir.Func {
	s := &ir.Func{
		Go: f.Go, JS: f.JS, Position: f.Position, Symbol: f.Set, Receiver: receiver(c),
		Params: []*ir.Param{assigned(f.Type)},
	}
	s.Direct = Direct(s)
	return s
}

// assigned is the parameter of a setter. Go keeps what it assigns.
func assigned(t *ir.Type) *ir.Param {
	return &ir.Param{Go: "v", JS: "value", Type: t, Direct: table.Direct(t, false), Kept: true}
}

// Variable is the function that reads a variable of a package.
func Variable(v *ir.Var) *ir.Func {
	g := &ir.Func{
		Go: v.Go, JS: v.JS, Doc: v.Doc, Position: v.Position, Symbol: v.Get, Results: []*ir.Result{{Type: v.Type, NotNil: v.Live}},
	}
	g.Direct = Direct(g)
	return g
}

// SetVariable is the function that writes a variable of a package.
func SetVariable(v *ir.Var) *ir.Func {
	s := &ir.Func{Go: v.Go, JS: v.JS, Position: v.Position, Symbol: v.Set, Params: []*ir.Param{assigned(v.Type)}}
	s.Direct = Direct(s)
	return s
}

// Call is the function that calls a func value of Go: a method whose receiver is the func. What the func does is not known, so it may
// call JavaScript, and keep what it is given.
func Call(c *ir.Call) *ir.Func {
	s := c.Type.Func
	f := &ir.Func{Symbol: c.Symbol, Receiver: held(c.Type), Results: s.Results, Throws: s.Throws, Callbacks: true, Task: s.Task, Context: s.Context, Async: s.Context}
	for _, p := range c.Type.Func.Params {
		given := *p
		given.Kept, given.Borrowed, given.WriteBack, given.Direct = true, false, false, table.Direct(p.Type, false)
		f.Params = append(f.Params, &given)
	}
	f.Direct = Direct(f)
	return f
}

// Start is the function that starts an iterator: its result is what the steps are made with.
func Start(c *ir.Call) *ir.Func {
	return &ir.Func{
		Symbol: c.Symbol + "_start", Receiver: held(c.Type), Callbacks: true,
		Results: []*ir.Result{{Type: &ir.Type{Kind: ir.Opaque, Go: "any"}, NotNil: true}},
	}
}

func held(t *ir.Type) *ir.Receiver {
	return &ir.Receiver{Param: ir.Param{Go: "f", JS: "this", Type: t, Direct: true}}
}

// Task is the asynchronous form of a function: everything is encoded, the handle of a receiver too, and nothing is borrowed, lent or
// written back. Beside then gives that receiver alone.
func Task(f *ir.Func) *ir.Func {
	f = ByHandle(f)
	t := *f
	t.Direct, t.Callbacks, t.Params = false, false, nil
	for _, p := range f.Params {
		given := *p
		given.Kept, given.Borrowed, given.WriteBack, given.Direct = true, false, false, false
		t.Params = append(t.Params, &given)
	}
	if f.Receiver != nil {
		r := *f.Receiver
		r.Direct, r.WriteBack = table.Of(r.Type.Kind).Verb == "Handle", false
		t.Receiver = &r
	}
	return &t
}

// Receives reports whether one can receive from a channel type.
func Receives(t *ir.Type) bool { return t.Kind != ir.SendChan }

// Sends reports whether one can send to a channel type.
func Sends(t *ir.Type) bool { return t.Kind != ir.RecvChan }

// ByHandle is a function whose receiver crosses as a handle, whatever its type is: an interface and a func do so only as receivers.
func ByHandle(f *ir.Func) *ir.Func {
	if f.Receiver == nil || !f.Receiver.Direct || table.Of(f.Receiver.Type.Kind).C != "" {
		return f
	}
	g, r := *f, *f.Receiver
	t := ir.Type{Kind: ir.Opaque, Go: r.Type.Go}
	r.Type = &t
	g.Receiver = &r
	return &g
}

// Resolve is how the type that a recursive one names crosses; any other is itself.
func Resolve(l *ir.Library, t *ir.Type) *ir.Type {
	if t.Kind != ir.Recursive {
		return t
	}
	return l.Lookup(t.Ref).Named.Type
}

// New is the function that makes the zero value of a class.
func New(c *ir.Class) *ir.Func {
	return &ir.Func{Go: c.Go, JS: c.JS, Symbol: c.Symbol, Position: c.Position, Results: []*ir.Result{{Type: pointer(c), NotNil: true}}}
}

// ErrorVariable is the function that gives an error variable.
func ErrorVariable(e *ir.Error) *ir.Func {
	return &ir.Func{
		Go: e.Go, JS: e.JS, Symbol: e.Symbol, Position: e.Position,
		Results: []*ir.Result{{Type: &ir.Type{Kind: ir.ErrorVal, Go: "error"}}},
	}
}

func receiver(c *ir.Class) *ir.Receiver {
	return &ir.Receiver{Param: ir.Param{Go: strings.ToLower(c.Go[:1]), JS: "this", Type: pointer(c), Direct: true}, Pointer: true}
}

func pointer(c *ir.Class) *ir.Type {
	return &ir.Type{Kind: ir.ClassPointer, Go: "*" + c.Type, Ref: c.Ref}
}
