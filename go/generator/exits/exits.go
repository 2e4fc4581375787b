// Package exits finds where a library can end the whole process: os.Exit, log.Fatal, flag.Parse, syscall.Exec, runtime.Goexit, and what
// is called Fatal in packages of others, as loggers have it.
//
// It looks at the bodies of the package's own functions that a bound one refers to, at the values of its variables, and at what these
// refer to in turn; and at what runs when the library is loaded. What is called through an interface or a func value of another
// function, and what functions of other packages do inside, is not seen.
package exits

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
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
	f := &finder{Package: p, bodies: map[types.Object]*body{}, from: map[types.Object]types.Object{}}
	f.read()
	synchronous, asynchronous := f.bound()
	f.walk(synchronous, false)
	f.walk(f.inits, false)
	// A task has a goroutine of its own, and what ends that ends nothing else.
	f.walk(asynchronous, true)
	return f.diags.Sorted()
}

// walk reports what is reached from functions, beside where a walk has been.
func (f *finder) walk(starts []start, task bool) {
	var queue []types.Object
	for _, s := range starts {
		if _, ok := f.from[s.object]; ok {
			continue
		}
		f.from[s.object] = nil
		if s.object.Pkg() != f.Types {
			// A method that an embedded type of another package brings.
			if e, ok := endOf(s.object, s.pos); ok {
				f.report(e, s.as, task)
			}
			continue
		}
		queue = append(queue, s.object)
	}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		b := f.bodies[at]
		if b == nil {
			continue
		}
		for _, e := range b.ends {
			f.report(e, f.way(at), task)
		}
		for _, next := range b.refers {
			if _, ok := f.from[next]; !ok {
				f.from[next] = at
				queue = append(queue, next)
			}
		}
	}
}

func (f *finder) report(e end, way string, task bool) {
	if task && e.goroutine {
		return
	}
	condition := ""
	if e.guessed {
		condition = ", if it does as its name says"
	}
	f.diags = append(f.diags, diag.Diagnostic{Severity: diag.Warning, Code: diag.CodeExit, Package: f.IR.Path, Position: f.Position(e.pos),
		Message: fmt.Sprintf("%s ends the whole process, that of JavaScript too%s; %s reaches it", e.name, condition, way)})
}

type finder struct {
	*load.Package
	bodies map[types.Object]*body
	from   map[types.Object]types.Object // how the walk came there
	inits  []start                       // what runs when the library is loaded: init functions, and what the values of variables call
	diags  diag.List
}

// A start is where a walk begins. as and pos are the name and the place that a function of another package has in this one.
type start struct {
	object types.Object
	as     string
	pos    token.Pos
}

// A body is what matters of a function, or of the value of a variable: what it refers to of the package, and what ends the process.
type body struct {
	refers []types.Object
	ends   []end
	called []types.Object // of a variable's value: what is called when the library is loaded
}

type end struct {
	name      string
	pos       token.Pos
	goroutine bool // only the goroutine ends, which nobody survives where it is the one of a call of JavaScript
	guessed   bool // by its name
}

func (f *finder) read() {
	for _, file := range f.Files {
		for _, d := range file.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				object := f.Info.Defs[d.Name]
				if d.Body == nil || object == nil {
					continue
				}
				f.bodies[object] = f.readBody(d.Body)
				if d.Recv == nil && d.Name.Name == "init" {
					f.inits = append(f.inits, start{object: object})
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if v, ok := spec.(*ast.ValueSpec); ok && d.Tok == token.VAR {
						f.readValues(v)
					}
				}
			}
		}
	}
}

// readValues reads the values of variables of the package.
func (f *finder) readValues(v *ast.ValueSpec) {
	for i, value := range v.Values {
		b := f.readBody(value)
		b.called = f.calledIn(value)
		for j, name := range v.Names {
			if object := f.Info.Defs[name]; object != nil && (i == j || len(v.Values) == 1) {
				f.bodies[object] = b
			}
		}
		// What a value calls runs at the start, whoever uses the variable.
		called := types.NewVar(value.Pos(), f.Types, "the value of "+v.Names[min(i, len(v.Names)-1)].Name, types.Typ[types.Invalid])
		if len(b.called) > 0 {
			atStart := &body{}
			for _, used := range b.called {
				atStart.add(f.Types, used, value.Pos())
			}
			f.bodies[called] = atStart
			f.inits = append(f.inits, start{object: called})
		}
	}
}

func (f *finder) readBody(of ast.Node) *body {
	b := &body{}
	ast.Inspect(of, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && f.Info.Uses[id] != nil {
			b.add(f.Types, f.Info.Uses[id], id.Pos())
		}
		return true
	})
	return b
}

// calledIn lists what an expression calls when it is evaluated, which is not what functions call that it makes.
func (f *finder) calledIn(of ast.Node) (called []types.Object) {
	ast.Inspect(of, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if lit, ok := ast.Unparen(n.Fun).(*ast.FuncLit); ok {
				for id := range identifiers(lit) {
					if used := f.Info.Uses[id]; used != nil {
						called = append(called, used)
					}
				}
			}
			if id := callee(n.Fun); id != nil && f.Info.Uses[id] != nil {
				called = append(called, f.Info.Uses[id])
			}
		case *ast.FuncLit:
			return false
		}
		return true
	})
	return called
}

func identifiers(of ast.Node) func(yield func(*ast.Ident) bool) {
	return func(yield func(*ast.Ident) bool) {
		for n := range ast.Preorder(of) {
			if id, ok := n.(*ast.Ident); ok && !yield(id) {
				return
			}
		}
	}
}

// callee is the name of what is called, nil where that is an expression of its own.
func callee(fun ast.Expr) *ast.Ident {
	switch fun := ast.Unparen(fun).(type) {
	case *ast.Ident:
		return fun
	case *ast.SelectorExpr:
		return fun.Sel
	case *ast.IndexExpr:
		return callee(fun.X)
	case *ast.IndexListExpr:
		return callee(fun.X)
	}
	return nil
}

func (b *body) add(own *types.Package, used types.Object, pos token.Pos) {
	switch o := used.(type) {
	case *types.Func:
		used = o.Origin()
	case *types.Var:
		if o.Parent() != own.Scope() {
			return
		}
	case *types.Const:
	default:
		return
	}
	if used.Pkg() != own {
		if e, ok := endOf(used, pos); ok {
			b.ends = append(b.ends, e)
		}
		return
	}
	if !slices.Contains(b.refers, used) {
		b.refers = append(b.refers, used)
	}
}

// What ends the process, or replaces it. A flag set that was made with flag.ExitOnError ends it as flag.Parse does.
var processEnds = map[string]bool{
	"os.Exit": true, "syscall.Exit": true, "syscall.Exec": true, "flag.Parse": true, "flag.ExitOnError": true,
	"golang.org/x/sys/unix.Exit": true, "golang.org/x/sys/unix.Exec": true,
}

// What ends the goroutine: runtime.Goexit, and the methods of package testing that call it.
var goroutineEnds = regexp.MustCompile(`^(runtime\.Goexit|testing\.\w+\.(Fatalf?|FailNow|Skipf?|SkipNow))$`)

// How loggers call what logs and then ends the process.
var fatalName = regexp.MustCompile(`^Fatal(f|ln|w|fn|Fn|S|Depth|Depthf|Context|Contextf|ContextDepth|ContextDepthf)?$`)

// endOf tells how something of another package ends the process.
func endOf(used types.Object, pos token.Pos) (end, bool) {
	name := nameOf(used)
	switch _, isFunc := used.(*types.Func); {
	case processEnds[name]:
		return end{name: name, pos: pos}, true
	case goroutineEnds.MatchString(name):
		return end{name: name, pos: pos, goroutine: true}, true
	case isFunc && fatalName.MatchString(used.Name()):
		return end{name: name, pos: pos, guessed: used.Pkg() != nil && used.Pkg().Path() != "log"}, true
	}
	return end{}, false
}

// nameOf is a function as messages name it: os.Exit, log.Logger.Fatal, and within the package of the way run, Server.Close.
func nameOf(o types.Object) string {
	name := o.Name()
	if f, ok := o.(*types.Func); ok && f.Signature().Recv() != nil {
		t := types.Unalias(f.Signature().Recv().Type())
		if p, ok := t.(*types.Pointer); ok {
			t = types.Unalias(p.Elem())
		}
		if n, ok := t.(*types.Named); ok {
			name = n.Obj().Name() + "." + name
		}
	}
	if o.Pkg() == nil {
		return name
	}
	return o.Pkg().Path() + "." + name
}

// way is the bound function from which the walk came, and what was between.
func (f *finder) way(at types.Object) string {
	var names []string
	for ; at != nil; at = f.from[at] {
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
func (f *finder) bound() (synchronous, asynchronous []start) {
	add := func(bound *ir.Func, o types.Object, as string, pos token.Pos) {
		fn, ok := o.(*types.Func)
		switch {
		case !ok:
		case bound.Async:
			asynchronous = append(asynchronous, start{fn.Origin(), as, pos})
		default:
			synchronous = append(synchronous, start{fn.Origin(), as, pos})
		}
	}
	methods := func(owner string, funcs []*ir.Func) {
		t, ok := f.Types.Scope().Lookup(plain(owner)).(*types.TypeName)
		if !ok {
			return
		}
		for _, m := range funcs {
			o, _, _ := types.LookupFieldOrMethod(t.Type(), true, f.Types, m.Go)
			add(m, o, owner+"."+m.Go, t.Pos())
		}
	}
	for _, fn := range f.IR.Funcs {
		add(fn, f.Types.Scope().Lookup(plain(fn.Go)), fn.Go, token.NoPos)
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
