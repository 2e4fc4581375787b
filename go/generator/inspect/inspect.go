// Package inspect says what a library would bind, in what shape, and what not and why, without building it.
package inspect

import (
	"strings"

	"github.com/topherjs/topher/go/generator/diag"
	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/table"
)

// A Report is what inspect says about a package.
type Report struct {
	Package string       `json:"package"`
	Version string       `json:"version,omitempty"` // of its module; empty for the user's own and the standard library
	Bound   []Bound      `json:"bound"`
	Skipped []ir.Skipped `json:"skipped"`
	// Share counts functions and methods, those of interfaces too, which is what one calls.
	Share Share `json:"share"`
	// Reasons sums up why symbols are skipped, the most frequent first.
	Reasons []Reason `json:"reasons,omitempty"`
	// Opaque are the types that cross as opaque handles.
	Opaque []Opaque `json:"opaque,omitempty"`
	// Warnings are about the package's code.
	Warnings []diag.Diagnostic `json:"warnings,omitempty"`
}

// A Reason is why some symbols are skipped.
type Reason struct {
	Reason string `json:"reason"`
	Count  int    `json:"count"`
}

// An Opaque is a type that can only be passed on: why, and, where that helps, which package to add to the build.
type Opaque struct {
	Type  string `json:"type"` // as Go writes it
	Why   string `json:"why"`
	Count int    `json:"count"` // symbols that mention it
}

// A Bound is an exported symbol that is bound.
type Bound struct {
	Name     string      `json:"name"` // as Go writes it: F, Type, Type.Method, Type.Field
	JS       string      `json:"js"`   // as TypeScript reaches it: f, Type, Type.method
	Kind     ir.Symbol   `json:"kind"`
	Shape    string      `json:"shape"`         // of types: class, interface, value, enum, named; of others: direct, arena, task, const, error, variable, accessor, field
	Why      string      `json:"why,omitempty"` // the reason of a type's shape
	Type     string      `json:"type"`          // in TypeScript
	Slices   []Slice     `json:"slices,omitempty"`
	Funcs    []Func      `json:"funcs,omitempty"`
	Position ir.Position `json:"position"`
	// Async says why a function has only the asynchronous form.
	Async string `json:"async,omitempty"`
	// Drain says that channels among its results are read to their end where JavaScript stops early.
	Drain bool `json:"drain,omitempty"`
}

// A Slice says whether a parameter is borrowed or copied.
type Slice struct {
	Param    string `json:"param"`
	Borrowed bool   `json:"borrowed"`
	Why      string `json:"why"`
}

// A Func says whether a parameter that is a function is kept, or lent for the call.
type Func struct {
	Param string `json:"param"`
	Kept  bool   `json:"kept"`
	Why   string `json:"why"`
}

// A Share is how much of a package is bound.
type Share struct {
	Bound    int `json:"bound"`
	Exported int `json:"exported"`
}

// Percent is the share in percent; 100 where there is nothing to bind.
func (s Share) Percent() float64 {
	if s.Exported == 0 {
		return 100
	}
	return 100 * float64(s.Bound) / float64(s.Exported)
}

// Of reports on each package of a library.
func Of(l *ir.Library) []*Report {
	var reports []*Report
	for _, p := range l.Packages {
		r := &reporter{Report: &Report{Package: p.Path, Version: versionOf(p), Bound: []Bound{}, Skipped: append([]ir.Skipped{}, p.Skipped...)}, names: namer(l)}
		r.pkg(p)
		r.Reasons = reasonsOf(r.Skipped)
		r.Opaque = opaqueIn(l, p)
		for _, b := range r.Bound {
			if b.Kind == ir.SymbolFunc || b.Kind == ir.SymbolMethod {
				r.Share.Bound++
				r.Share.Exported++
			}
		}
		for _, s := range r.Skipped {
			if s.Kind == ir.SymbolFunc || s.Kind == ir.SymbolMethod {
				r.Share.Exported++
			}
		}
		reports = append(reports, r.Report)
	}
	return reports
}

func versionOf(p *ir.Package) string {
	if p.Module == nil {
		return ""
	}
	return p.Module.Version
}

// namer finds the names of declarations.
func namer(l *ir.Library) func(string, table.Direction) string {
	return func(ref string, d table.Direction) string {
		switch found := l.Lookup(ref); {
		case found.Class != nil:
			return found.Class.JS
		case found.Value != nil && d != table.Out:
			return found.Value.Input
		case found.Value != nil:
			return found.Value.JS
		case found.Enum != nil:
			return found.Enum.JS
		default:
			return found.Named.JS
		}
	}
}

type reporter struct {
	*Report
	names func(string, table.Direction) string
}

func (r *reporter) add(b Bound) { r.Bound = append(r.Bound, b) }

func (r *reporter) pkg(p *ir.Package) {
	for _, c := range p.Consts {
		r.add(Bound{Name: c.Go, JS: c.JS, Kind: ir.SymbolConst, Shape: "const", Type: c.Value, Position: c.Position})
	}
	for _, e := range p.Errors {
		r.add(Bound{Name: e.Go, JS: e.JS, Kind: ir.SymbolVar, Shape: "error", Type: "GoError", Position: e.Position})
	}
	for _, v := range p.Vars {
		r.add(Bound{Name: v.Go, JS: "vars." + v.JS, Kind: ir.SymbolVar, Shape: "variable", Type: table.TypeScript(v.Type, table.Out, r.names), Position: v.Position})
	}
	for _, e := range p.Enums {
		r.add(Bound{Name: e.Go, JS: e.JS, Kind: ir.SymbolType, Shape: "enum", Why: "it is a basic type with constants", Type: r.underlying(e.Type), Position: e.Position})
		for _, m := range e.Members {
			r.add(Bound{Name: m.Go, JS: e.JS + "." + m.JS, Kind: ir.SymbolConst, Shape: "const", Type: m.Value, Position: m.Position})
		}
		r.methods(e.Go, e.JS, e.Funcs)
	}
	for _, n := range p.Named {
		r.add(Bound{Name: n.Go, JS: n.JS, Kind: ir.SymbolType, Shape: "named", Why: "it crosses as its underlying type", Type: r.underlying(n.Type), Position: n.Position})
		r.methods(n.Go, n.JS, n.Funcs)
	}
	for _, v := range p.Values {
		r.add(Bound{Name: v.Go, JS: v.JS, Kind: ir.SymbolType, Shape: "value", Why: v.Why, Type: "interface " + v.JS, Position: v.Position})
		r.fields(v.Go, v.JS, "field", v.Fields)
		r.methods(v.Go, v.JS, v.Funcs)
	}
	for _, c := range p.Classes {
		shape, why := "class", c.Why
		if c.Interface != nil {
			shape = "interface"
			if c.Interface.Why != "" {
				why += "; only handles stand for it: " + c.Interface.Why
			}
		}
		r.add(Bound{Name: c.Go, JS: c.JS, Kind: ir.SymbolType, Shape: shape, Why: why, Type: shape + " " + c.JS, Position: c.Position})
		r.fields(c.Go, c.JS, "accessor", c.Fields)
		r.methods(c.Go, c.JS, c.Methods)
	}
	for _, f := range p.Funcs {
		r.fn(f.Go, f.JS, ir.SymbolFunc, f)
	}
	for _, e := range p.Exports {
		r.export(e)
	}
}

// underlying writes what a named type stands for, not its name.
func (r *reporter) underlying(t *ir.Type) string {
	if t.Func != nil { // one gives it to Go
		return table.Alias(t, table.In, r.names)
	}
	return table.Alias(t, table.Out, r.names)
}

func (r *reporter) fields(owner, js, shape string, fields []*ir.Field) {
	for _, f := range fields {
		r.add(Bound{Name: owner + "." + f.Go, JS: js + "." + f.JS, Kind: ir.SymbolField, Shape: shape, Type: table.TypeScript(f.Type, table.Out, r.names), Position: f.Position})
	}
}

func (r *reporter) methods(owner, js string, funcs []*ir.Func) {
	for _, f := range funcs {
		r.fn(owner+"."+f.Go, js+"."+f.JS, ir.SymbolMethod, f)
	}
}

func (r *reporter) fn(name, js string, kind ir.Symbol, f *ir.Func) {
	params := f.Params
	if f.Receiver != nil && f.Receiver.Type.Kind != ir.ClassPointer {
		params = append([]*ir.Param{&f.Receiver.Param}, params...)
	}
	b := Bound{Name: name, JS: js, Kind: kind, Shape: "arena", Position: f.Position, Drain: f.Drain}
	takes, gives := table.Params(params, table.In, r.names), table.Results(f.Results, table.Out, r.names)
	switch {
	case f.Context:
		b.Async = "it takes a context"
	case f.Async:
		b.Async = "a directive says so"
	}
	switch {
	case f.Async:
		b.Shape, takes, gives = "task", table.AsyncParams(params, r.names), "Task<"+gives+">"
	case f.Direct:
		b.Shape = "direct"
	}
	b.Type = "(" + takes + ") => " + gives
	for _, p := range params {
		if p.Why != "" {
			if p.Type.Kind == ir.FuncVal {
				b.Funcs = append(b.Funcs, Func{p.JS, p.Kept, p.Why})
			} else {
				b.Slices = append(b.Slices, Slice{p.JS, p.Borrowed, p.Why})
			}
		}
	}
	r.add(b)
}

func (r *reporter) export(e *ir.Export) {
	var params []string
	for _, p := range e.Params {
		params = append(params, p.Type)
	}
	r.add(Bound{Name: e.Go, JS: e.JS, Kind: ir.SymbolFunc, Shape: "export", Type: "fn([" + strings.Join(params, ", ") + "], " + e.Result + ")", Position: e.Position})
}
