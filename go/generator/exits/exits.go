// Package exits finds where a call of a bound function can end the whole process: os.Exit, log.Fatal, runtime.Goexit.
//
// It looks at the bodies of the package's own functions that a bound one refers to, and at what these refer to in turn. What is called
// through an interface, through a func value or in another package is not seen.
package exits

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/topherjs/topher/go/generator/diag"
	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/load"
)

// Find reports each place that a bound function of a package may reach, as a warning that names the way to it.
func Find(p *load.Package) diag.List {
	if p.Types == nil || p.Info == nil {
		return nil
	}
	f := &finder{Package: p, bodies: map[*types.Func]*body{}}
	f.read()
	var diags diag.List
	from := map[*types.Func]*types.Func{} // how the walk came there
	synchronous, asynchronous := f.bound()
	f.walk(synchronous, from, func(end) bool { return true }, &diags)
	// A task has a goroutine of its own, and what ends that ends nothing else.
	f.walk(asynchronous, from, func(e end) bool { return e.name != "runtime.Goexit" }, &diags)
	return diags.Sorted()
}

// walk reports what is reached from functions, beside where a walk has been.
func (f *finder) walk(starts []*types.Func, from map[*types.Func]*types.Func, fatal func(end) bool, diags *diag.List) {
	var queue []*types.Func
	for _, start := range starts {
		if _, ok := from[start]; !ok {
			from[start] = nil
			queue = append(queue, start)
		}
	}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		b := f.bodies[at]
		if b == nil {
			continue
		}
		for _, end := range b.ends {
			if !fatal(end) {
				continue
			}
			*diags = append(*diags, diag.Diagnostic{Severity: diag.Warning, Code: diag.CodeExit, Package: f.IR.Path, Position: f.Position(end.pos),
				Message: fmt.Sprintf("%s ends the whole process, that of JavaScript too; %s reaches it", end.name, f.way(from, at))})
		}
		for _, next := range b.refers {
			if _, ok := from[next]; !ok {
				from[next] = at
				queue = append(queue, next)
			}
		}
	}
}

type finder struct {
	*load.Package
	bodies map[*types.Func]*body
}

// A body is what matters of a function: the package's functions that it refers to, and what ends the process.
type body struct {
	refers []*types.Func
	ends   []end
}

type end struct {
	name string
	pos  token.Pos
}

func (f *finder) read() {
	for _, file := range f.Files {
		for _, d := range file.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Body == nil {
				continue
			}
			object, ok := f.Info.Defs[fn.Name].(*types.Func)
			if !ok {
				continue
			}
			b := &body{}
			f.bodies[object] = b
			ast.Inspect(fn.Body, func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok {
					if used, ok := f.Info.Uses[id].(*types.Func); ok {
						b.add(f.Types, used.Origin(), id.Pos())
					}
				}
				return true
			})
		}
	}
}

func (b *body) add(own *types.Package, used *types.Func, pos token.Pos) {
	switch name := nameOf(used); {
	case used.Pkg() == own:
		if !slices.Contains(b.refers, used) {
			b.refers = append(b.refers, used)
		}
	case name == "os.Exit", name == "syscall.Exit", name == "runtime.Goexit", strings.HasPrefix(name, "log.Fatal"), strings.HasPrefix(name, "log.Logger.Fatal"):
		b.ends = append(b.ends, end{name, pos})
	}
}

// nameOf is a function as messages name it: os.Exit, log.Logger.Fatal, and within the package of the way run, Server.Close.
func nameOf(f *types.Func) string {
	name := f.Name()
	if recv := f.Signature().Recv(); recv != nil {
		t := types.Unalias(recv.Type())
		if p, ok := t.(*types.Pointer); ok {
			t = types.Unalias(p.Elem())
		}
		if n, ok := t.(*types.Named); ok {
			name = n.Obj().Name() + "." + name
		}
	}
	if f.Pkg() == nil {
		return name
	}
	return f.Pkg().Path() + "." + name
}

// way is the bound function from which the walk came, and what was between.
func (f *finder) way(from map[*types.Func]*types.Func, at *types.Func) string {
	var names []string
	for ; at != nil; at = from[at] {
		names = append(names, strings.TrimPrefix(nameOf(at), f.Types.Path()+"."))
	}
	slices.Reverse(names)
	if len(names) == 1 {
		return names[0]
	}
	return names[0] + " (through " + strings.Join(names[1:], ", ") + ")"
}

// bound lists the functions and methods of the package that are bound, in the order in which they are: those that have a synchronous
// form, and those that have none.
func (f *finder) bound() (synchronous, asynchronous []*types.Func) {
	add := func(bound *ir.Func, o types.Object) {
		fn, ok := o.(*types.Func)
		switch {
		case !ok:
		case bound.Async:
			asynchronous = append(asynchronous, fn.Origin())
		default:
			synchronous = append(synchronous, fn.Origin())
		}
	}
	methods := func(owner string, funcs []*ir.Func) {
		t, ok := f.Types.Scope().Lookup(plain(owner)).(*types.TypeName)
		if !ok {
			return
		}
		for _, m := range funcs {
			o, _, _ := types.LookupFieldOrMethod(t.Type(), true, f.Types, m.Go)
			add(m, o)
		}
	}
	for _, fn := range f.IR.Funcs {
		add(fn, f.Types.Scope().Lookup(plain(fn.Go)))
	}
	for owner, funcs := range f.IR.MethodSets() {
		methods(owner, *funcs)
	}
	return synchronous, asynchronous
}

// plain is a name without type arguments.
func plain(name string) string {
	name, _, _ = strings.Cut(name, "[")
	return name
}
