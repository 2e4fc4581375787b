package inspect

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/topherjs/topher/go/generator/ir"
)

// reasonsOf counts the reasons, whatever they are said of.
func reasonsOf(skipped []ir.Skipped) []Reason {
	var all []Reason
	for _, s := range skipped {
		text := cause(s.Reason)
		i := slices.IndexFunc(all, func(r Reason) bool { return r.Reason == text })
		if i < 0 {
			i = len(all)
			all = append(all, Reason{Reason: text})
		}
		all[i].Count++
	}
	slices.SortStableFunc(all, func(a, b Reason) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.Reason, b.Reason)) })
	return all
}

var whichType = regexp.MustCompile(`^the type \S+ is not exported`)

// cause is a reason without the place that it is said of: parameter x (T), its result 1 (T), a field's type.
func cause(reason string) string {
	if i := strings.LastIndex(reason, ": "); i >= 0 {
		reason = reason[i+2:]
	}
	return whichType.ReplaceAllString(reason, "the type is not exported")
}

// opaqueIn lists the types that cross as opaque handles in a package, those that most symbols mention first.
func opaqueIn(l *ir.Library, p *ir.Package) []Opaque {
	w := &opaqueWalker{foreign: map[string]*ir.Class{}}
	for _, c := range l.Classes {
		if c.Opaque {
			w.foreign[c.Ref] = c
		}
	}
	w.funcs(p.Funcs)
	for _, v := range p.Vars {
		w.symbol(v.Type)
	}
	for _, c := range p.Classes {
		w.fields(c.Fields)
		w.funcs(c.Methods)
	}
	for _, v := range p.Values {
		w.fields(v.Fields)
		w.funcs(v.Funcs)
	}
	for _, e := range p.Enums {
		w.funcs(e.Funcs)
	}
	for _, n := range p.Named {
		w.symbol(n.Type)
		w.funcs(n.Funcs)
	}
	slices.SortStableFunc(w.found, func(a, b Opaque) int { return b.Count - a.Count })
	return w.found
}

type opaqueWalker struct {
	foreign map[string]*ir.Class
	found   []Opaque
}

func (w *opaqueWalker) funcs(funcs []*ir.Func) {
	for _, f := range funcs {
		w.symbol(ir.Mentioned(f.Params, f.Results)...)
	}
}

func (w *opaqueWalker) fields(fields []*ir.Field) {
	for _, f := range fields {
		w.symbol(f.Type)
	}
}

// symbol counts the opaque types that one symbol mentions, each once.
func (w *opaqueWalker) symbol(mentioned ...*ir.Type) {
	met := map[string]bool{}
	var walk func(t *ir.Type)
	walk = func(t *ir.Type) {
		name, why := "", ""
		if c := w.foreign[t.Ref]; c != nil {
			name, why = c.Type, c.Why
		} else if t.Kind == ir.Opaque {
			name, why = t.Go, t.Why
		}
		if name != "" && !met[name] {
			met[name] = true
			w.count(name, why)
		}
		for _, part := range t.Parts() {
			walk(part)
		}
	}
	for _, t := range mentioned {
		walk(t)
	}
}

func (w *opaqueWalker) count(name, why string) {
	i := slices.IndexFunc(w.found, func(o Opaque) bool { return o.Type == name })
	if i < 0 {
		i = len(w.found)
		w.found = append(w.found, Opaque{Type: name, Why: why})
	}
	w.found[i].Count++
}
