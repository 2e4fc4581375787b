// Package inspect says what a library would bind, in what shape, and what not and why, without building it.
package inspect

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/table"
)

// A Report is what inspect says about a package.
type Report struct {
	Package string       `json:"package"`
	Bound   []Bound      `json:"bound"`
	Skipped []ir.Skipped `json:"skipped"`
	// Share counts functions and methods, which is what one calls.
	Share Share `json:"share"`
}

// A Bound is an exported symbol that is bound.
type Bound struct {
	Name     string      `json:"name"` // as Go writes it: F, Type, Type.Method, Type.Field
	JS       string      `json:"js"`   // as TypeScript reaches it: f, Type, Type.method
	Kind     ir.Symbol   `json:"kind"`
	Shape    string      `json:"shape"`         // of types: class, value, enum, named; of others: direct, arena, const, error, accessor, static
	Why      string      `json:"why,omitempty"` // the reason of a type's shape
	Type     string      `json:"type"`          // in TypeScript
	Slices   []Slice     `json:"slices,omitempty"`
	Position ir.Position `json:"position"`
}

// A Slice says whether a parameter is borrowed or copied.
type Slice struct {
	Param    string `json:"param"`
	Borrowed bool   `json:"borrowed"`
	Why      string `json:"why"`
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
		r := &reporter{Report: &Report{Package: p.Path, Bound: []Bound{}, Skipped: append([]ir.Skipped{}, p.Skipped...)}, names: namer(l)}
		r.pkg(p)
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

// namer finds the names of declarations.
func namer(l *ir.Library) func(string, table.Direction) string {
	return func(ref string, d table.Direction) string {
		switch found := l.Lookup(ref); {
		case found.Class != nil:
			return found.Class.JS
		case found.Value != nil && d == table.In:
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
		r.add(Bound{Name: c.Go, JS: c.JS, Kind: ir.SymbolType, Shape: "class", Why: c.Why, Type: "class " + c.JS, Position: c.Position})
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
	u := *t
	u.Ref = ""
	if table.Of(t.Kind).Form == table.Declared {
		return r.names(t.Ref, table.Out)
	}
	if t.Func != nil { // one gives it to Go
		return table.TypeScript(&u, table.In, r.names)
	}
	return table.TypeScript(&u, table.Out, r.names)
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
	b := Bound{Name: name, JS: js, Kind: kind, Shape: "arena", Position: f.Position,
		Type: "(" + table.Params(params, table.In, r.names) + ") => " + table.Results(f.Results, table.Out, r.names)}
	if f.Direct {
		b.Shape = "direct"
	}
	for _, p := range params {
		if p.Why != "" {
			b.Slices = append(b.Slices, Slice{p.JS, p.Borrowed, p.Why})
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

// JSON writes the report of one package as one object, and those of several as { "packages": [report, …] }.
func JSON(w io.Writer, reports []*Report) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	if len(reports) == 1 {
		return e.Encode(reports[0])
	}
	return e.Encode(map[string]any{"packages": reports})
}

// Text writes reports for people.
func Text(w io.Writer, reports []*Report) error {
	var b strings.Builder
	for i, r := range reports {
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "package %s: %d of %d functions and methods are bound (%.0f %%)\n", r.Package, r.Share.Bound, r.Share.Exported, r.Share.Percent())
		for _, s := range r.Bound {
			fmt.Fprintf(&b, "\n  %s\n    %s: %s", s.Name, s.JS, s.Type)
			if s.Why != "" {
				fmt.Fprintf(&b, "\n    %s, because %s", s.Shape, s.Why)
			}
			for _, slice := range s.Slices {
				how := "copied"
				if slice.Borrowed {
					how = "borrowed"
				}
				fmt.Fprintf(&b, "\n    %s is %s: %s", slice.Param, how, slice.Why)
			}
		}
		if len(r.Skipped) > 0 {
			fmt.Fprintf(&b, "\n\n  skipped: %d\n", len(r.Skipped))
			for _, s := range r.Skipped {
				fmt.Fprintf(&b, "\n  %s\n    %s:%d:%d: %s", s.Name, s.Position.File, s.Position.Line, s.Position.Column, s.Reason)
			}
		}
		b.WriteString("\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
