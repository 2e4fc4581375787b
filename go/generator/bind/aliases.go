package bind

import (
	"fmt"
	"go/token"
	"go/types"
	"maps"
	"regexp"
	"slices"

	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/load"
)

// aliases gives each package that Go expressions mention a name.
type aliases struct {
	byPath map[string]string
	taken  map[string]string // alias → path
	names  map[string]string // path → what its package clause says
}

func newAliases() *aliases {
	a := &aliases{map[string]string{}, map[string]string{}, map[string]string{}}
	for _, name := range ir.ReservedAliases {
		a.taken[name] = "-"
	}
	return a
}

// Generated Go numbers its variables: the results of a call are r0, r1, and so on.
var numbered = regexp.MustCompile(`^[a-z][0-9]+$`)

func (a *aliases) of(path, name string) string {
	if alias, ok := a.byPath[path]; ok {
		return alias
	}
	alias, format := name, "%s%d"
	if numbered.MatchString(name) || a.taken[name] == "-" && numbered.MatchString(name+"2") {
		format = "%s_%d"
	}
	for i := 2; a.taken[alias] != "" || numbered.MatchString(alias) || token.IsKeyword(alias) || types.Universe.Lookup(alias) != nil; i++ {
		alias = fmt.Sprintf(format, name, i)
	}
	a.byPath[path], a.taken[alias], a.names[path] = alias, path, name
	return alias
}

var qualified = regexp.MustCompile(`\b([\pL_][\pL\pN_]*)\.([\pL_][\pL\pN_]*)`)

// used lists the packages that the expressions of a finished library mention.
func (a *aliases) used(l *ir.Library, build map[string]*pkg) []*ir.Import {
	uses := map[string]map[string]bool{} // path → types
	mention := func(expr string, isType bool) {
		for _, m := range qualified.FindAllStringSubmatch(expr, -1) {
			path := a.taken[m[1]]
			if path == "" || path == "-" {
				continue // time.Time: generated code imports package time by itself
			}
			if uses[path] == nil {
				uses[path] = map[string]bool{}
			}
			if isType {
				uses[path][m[2]] = true
			}
		}
	}
	w := walker{visit: func(t *ir.Type) {
		mention(t.Go, true)
		mention(t.Named, true)
	}}
	w.library(l)
	for _, c := range l.AllClasses() {
		mention(c.Type, true)
	}
	for _, v := range l.AllValues() {
		mention(v.Type, true)
	}
	for _, p := range l.Packages {
		for _, f := range p.Funcs {
			mention(f.Call, false)
		}
		for _, e := range p.Errors {
			mention(e.Expr, false)
		}
		for _, v := range p.Vars {
			mention(v.Expr, false)
		}
	}
	var imports []*ir.Import
	for _, path := range slices.Sorted(maps.Keys(uses)) {
		i := &ir.Import{Path: path, Alias: a.byPath[path], Name: a.names[path], Types: slices.Sorted(maps.Keys(uses[path]))}
		if p := build[path]; p != nil {
			i.Module = p.IR.Module
		}
		if i.Internal = load.IsInternal(path); i.Internal && i.Module == nil {
			i.Module = moduleAround(path, build)
		}
		imports = append(imports, i)
	}
	return imports
}

// A walker visits every type that the bound symbols of a library mention, in the order of the library.
type walker struct {
	visit func(*ir.Type)
	seen  map[*ir.Type]bool
}

func (w *walker) library(l *ir.Library) {
	for _, p := range l.Packages {
		w.funcs(p.Funcs)
		for _, c := range p.Consts {
			w.typ(c.Type)
		}
		for _, v := range p.Vars {
			w.typ(v.Type)
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
			w.typ(e.Type)
			w.funcs(e.Funcs)
		}
		for _, n := range p.Named {
			w.typ(n.Type)
			w.funcs(n.Funcs)
		}
	}
	for _, v := range l.Values {
		w.fields(v.Fields)
	}
	for _, c := range l.Classes {
		w.funcs(c.Methods)
	}
}

func (w *walker) funcs(funcs []*ir.Func) {
	for _, f := range funcs {
		if f.Receiver != nil {
			w.typ(f.Receiver.Type)
		}
		for _, t := range ir.Mentioned(f.Params, f.Results) {
			w.typ(t)
		}
	}
}

func (w *walker) fields(fields []*ir.Field) {
	for _, f := range fields {
		w.typ(f.Type)
	}
}

func (w *walker) typ(t *ir.Type) {
	if w.seen[t] {
		return
	}
	if w.seen == nil {
		w.seen = map[*ir.Type]bool{}
	}
	w.seen[t] = true
	w.visit(t)
	for _, part := range t.Parts() {
		w.typ(part)
	}
}
