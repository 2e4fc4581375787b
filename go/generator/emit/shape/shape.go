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
		Params: []*ir.Param{{Go: "v", JS: "value", Type: f.Type, Direct: table.Direct(f.Type, false)}},
	}
	s.Direct = Direct(s)
	return s
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
