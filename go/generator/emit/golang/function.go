package golang

import (
	"fmt"
	"go/token"
	"strings"
	"unicode/utf8"

	"github.com/topherjs/topher/go/generator/emit/shape"
	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/table"
)

func (f *file) package_(p *ir.Package) {
	for _, fn := range p.Funcs {
		f.function(fn, p.Name+"."+fn.Go, fn.Call)
	}
	for _, e := range p.Enums {
		f.methods(e.Funcs, p.Name+"."+e.Go)
	}
	for _, n := range p.Named {
		f.methods(n.Funcs, p.Name+"."+n.Go)
	}
	for _, v := range p.Values {
		f.methods(v.Funcs, p.Name+"."+v.Go)
	}
	for _, c := range p.Classes {
		if !c.Opaque {
			f.class(c, p.Name+"."+c.Go)
		}
	}
	for _, e := range p.Errors {
		fn := shape.ErrorVariable(e)
		f.assign(fn, p.Name+"."+e.Go, func([]string) string { return e.Expr })
	}
	for _, v := range p.Vars {
		f.variable(v, p.Name+"."+v.Go)
	}
}

func (f *file) variable(v *ir.Var, name string) {
	f.assign(shape.Variable(v), name, func([]string) string {
		if v.Live {
			return "&" + v.Expr
		}
		return v.Expr
	})
	if v.Set != "" {
		f.export(shape.SetVariable(v), name, func(args []string) string { return v.Expr + " = " + args[0] })
	}
}

func (f *file) methods(funcs []*ir.Func, owner string) {
	for _, fn := range funcs {
		f.function(fn, owner+"."+fn.Go, "")
	}
}

func (f *file) class(c *ir.Class, name string) {
	if c.Symbol != "" {
		f.assign(shape.New(c), name, func([]string) string { return "new(" + c.Type + ")" })
	}
	for _, field := range c.Fields {
		path := strings.Join(field.Path, ".")
		if field.Get != "" {
			f.assign(shape.Getter(c, field), name+"."+field.Go, func(args []string) string {
				if field.Live {
					return "&" + args[0] + "." + path
				}
				return args[0] + "." + path
			})
		}
		if field.Set != "" {
			set := shape.Setter(c, field)
			f.export(set, name+"."+field.Go, func(args []string) string { return args[0] + "." + path + " = " + args[1] })
		}
	}
	f.methods(c.Methods, name)
}

func (f *file) function(fn *ir.Func, name, callee string) {
	call := func(context string, args []string) string {
		target := callee
		if fn.Receiver != nil {
			target = args[0]
			if fn.Go != "" { // else the receiver is itself what is called
				target += "." + fn.Go
			}
			args = args[1:]
		}
		if n := len(fn.Params); n > 0 && fn.Params[n-1].Variadic {
			args[len(args)-1] += "..."
		}
		if context != "" {
			args = append([]string{context}, args...)
		}
		return target + "(" + strings.Join(args, ", ") + ")"
	}
	if !fn.Async {
		f.export(fn, name, func(args []string) string { return call("", args) })
	}
	if fn.Task > 0 {
		f.task(fn, name, call)
	}
}

// assign prints an export whose result is an expression of a type that the table may want otherwise.
func (f *file) assign(fn *ir.Func, name string, expr func(args []string) string) {
	for _, r := range fn.Results {
		if r.NotNil && table.Of(r.Type.Kind).Zero == "" && table.Of(r.Type.Kind).C != "" {
			// A live field: the handle is that of the pointer.
			t := *r.Type
			t.Kind, t.Go = ir.ClassPointer, "*"+t.Go
			r.Type = &t
		}
	}
	f.export(fn, name, expr)
}

// export prints one function of Go and its function of C. call is given the receiver and the parameters.
func (f *file) export(fn *ir.Func, name string, call func(args []string) string) {
	f.newExport(fn).print(name, call)
}

func (f *file) newExport(fn *ir.Func) *export {
	fn = shape.ByHandle(fn)
	e := &export{file: f, fn: fn, taken: map[string]bool{}, names: map[*ir.Param]string{}}
	for _, n := range []string{"c", "k", "t", "w", "at", "time", "context", "bits", "err", "host", "wire", "unsafe", "C", "main", "init", "_"} {
		e.taken[n] = true
	}
	for i := range fn.Results {
		e.taken[fmt.Sprintf("r%d", i)] = true
	}
	if fn.Receiver != nil {
		e.name(&fn.Receiver.Param, "recv")
	}
	for i, p := range fn.Params {
		e.name(p, fmt.Sprintf("p%d", i))
	}
	return e
}

type export struct {
	*file
	fn    *ir.Func
	taken map[string]bool
	names map[*ir.Param]string
}

// name chooses the variable of a parameter: its own name, where nothing else has it. One with letters that C has not would be called
// p and its place by cgo, which looks at no other parameter.
func (e *export) name(p *ir.Param, otherwise string) {
	name := p.Go
	foreign := strings.ContainsFunc(name, func(r rune) bool { return r >= utf8.RuneSelf })
	if name == "" || name == "_" || otherwise == "recv" || foreign {
		name = otherwise
	}
	for e.taken[name] || e.aliases[name] || token.IsKeyword(name) || predeclared[name] || ofC[name] {
		name += "_"
	}
	e.taken[name] = true
	e.names[p] = name
}

func (e *export) fresh(name string) string {
	for e.taken[name] || e.aliases[name] {
		name += "_"
	}
	e.taken[name] = true
	return name
}

// Names that generated code uses in their predeclared meaning.
var predeclared = map[string]bool{
	"any": true, "bool": true, "byte": true, "error": true, "float32": true, "float64": true, "int": true, "int16": true, "int32": true,
	"int64": true, "int8": true, "nil": true, "new": true, "rune": true, "string": true, "true": true, "uint": true, "uint16": true,
	"uint32": true, "uint64": true, "uint8": true, "uintptr": true, "comparable": true,
}

// Names that mean something in C, where cgo declares the exports with the names of their parameters.
var ofC = func() map[string]bool {
	set := map[string]bool{}
	for name := range strings.FieldsSeq(`
		auto break case char const continue default do double else enum extern float for goto if inline int long register restrict
		return short signed sizeof static struct switch typedef union unsigned void volatile while asm typeof
		alignas alignof bool constexpr false nullptr static_assert thread_local true typeof_unqual
		complex imaginary I NULL errno linux unix i386 stdin stdout stderr near far interface min max`) {
		set[name] = true
	}
	return set
}()

var goOf = map[string]string{
	"int32_t": "int32", "uint32_t": "uint32", "int64_t": "int64", "uint64_t": "uint64", "float": "float32", "double": "float64",
}

func (e *export) print(name string, call func([]string) string) {
	fn := e.fn
	goParams := []string{"t unsafe.Pointer"}
	cParams, cArgs := []string{}, []string{"topher_current"}
	if !fn.Direct {
		goParams = append(goParams, "at int32")
		cParams, cArgs = append(cParams, "int32_t at"), append(cArgs, "at")
	}
	args := map[*ir.Param]string{}
	for i, p := range shape.Beside(fn) {
		row := table.Of(p.Type.Kind)
		v := e.names[p]
		a := fmt.Sprintf("a%d", i)
		if row.Lent {
			n := e.fresh(v + "Len")
			goParams = append(goParams, v+" unsafe.Pointer", n+" float64")
			cParams, cArgs = append(cParams, row.C+a, "double "+a+"_len"), append(cArgs, a, a+"_len")
			args[p] = strings.NewReplacer("{p}", v, "{n}", n).Replace(e.argument(p.Type))
			continue
		}
		goParams = append(goParams, v+" "+goOf[row.C])
		cParams, cArgs = append(cParams, row.C+" "+a), append(cArgs, a)
		args[p] = e.held(p, v)
	}
	for _, p := range shape.Encoded(fn) {
		args[p] = e.names[p]
	}
	list := e.list(args)
	result := "(bits int32)"
	cResult := "int32_t"
	if fn.Direct {
		result, cResult = "", "void"
		if len(fn.Results) > 0 {
			cResult = table.Of(fn.Results[0].Type.Kind).CResult
			result = goOf[cResult]
		}
	}
	p := &e.functions
	p.text("\n//export z%s\nfunc z%s(%s) %s {\n", fn.Symbol, fn.Symbol, strings.Join(goParams, ", "), result)
	if fn.Direct {
		e.direct(name, call(list))
	} else {
		e.arena(name, call(list))
	}
	p.text("}\n")

	if len(cParams) == 0 {
		cParams = []string{"void"}
	}
	back := "return "
	if cResult == "void" {
		back = ""
	}
	e.c.text("API %s %s(%s) { IN(%q); %sz%s(%s); }\n", cResult, fn.Symbol, strings.Join(cParams, ", "), name, back, fn.Symbol, strings.Join(cArgs, ", "))
}

// list is the receiver and the parameters as they are given to the function.
func (e *export) list(args map[*ir.Param]string) []string {
	var list []string
	if e.fn.Receiver != nil {
		list = append(list, args[&e.fn.Receiver.Param])
	}
	for _, p := range e.fn.Params {
		list = append(list, args[p])
	}
	return list
}

// held is the expression for a direct argument, of which v is what C has. A receiver is never nil.
func (e *export) held(p *ir.Param, v string) string {
	s := strings.ReplaceAll(e.argument(p.Type), "{p}", v)
	if e.fn.Receiver != nil && p == &e.fn.Receiver.Param {
		s = strings.Replace(s, "host.Argument[", "host.Receiver[", 1)
	}
	return s
}

// argument is the expression for a direct argument, with {p} and {n} left to fill.
func (e *export) argument(t *ir.Type) string {
	c := codecOf(t)
	s := strings.ReplaceAll(c.argument, "{T}", t.Go)
	if t.Elem != nil {
		s = strings.ReplaceAll(s, "{E}", t.Elem.Go)
	}
	if t.Named != "" && !strings.HasPrefix(s, t.Go+"(") && !c.typed {
		s = convert(t.Go, s)
	}
	if s == goOf[table.Of(t.Kind).C]+"({p})" {
		return "{p}"
	}
	return s
}

func (e *export) direct(name, call string) {
	p := &e.functions
	p.text("c := host.BeginDirect(t, %q)\ndefer c.EndDirect()\n", name)
	if len(e.fn.Results) == 0 {
		p.text("%s\nc.Done()\n", call)
		return
	}
	t := e.fn.Results[0].Type
	s := codecOf(t).result
	if t.Named != "" && !strings.Contains(s, "{C}") {
		call = convert(t.Named, call)
	}
	s = strings.NewReplacer("{v}", call, "{C}", goOf[table.Of(t.Kind).CResult]).Replace(s)
	p.text("return %s\n", s)
}

func (e *export) arena(name, call string) {
	p := &e.functions
	p.text("c := host.Begin(t, at, %q)\ndefer c.End(&bits)\n", name)
	wanted := e.reads()
	p.text("c.Ready()\n")
	back := shape.Back(e.fn)
	e.outcome("c", "return bits", call, len(back) > 0)
	for _, param := range back {
		v := e.names[param]
		if w := wanted[param]; w != "" {
			s := strings.ReplaceAll(codecOf(param.Type).writeBack, "{back}", w)
			p.text("%s\n", e.fill(s, param.Type, theWriter, v))
			continue
		}
		if s := codecOf(param.Type).writeBack; strings.HasPrefix(s, "if ") {
			p.text("%s\n", e.fill(s, param.Type, theWriter, v))
			continue
		}
		p.text("%s\n", e.write(param.Type, theWriter, v))
	}
	p.text("return bits\n")
}

// reads prints what decodes the parameters, and gives for each that its encoding says whether it is written back the variable that knows.
func (e *export) reads() (wanted map[*ir.Param]string) {
	p := &e.functions
	wanted = map[*ir.Param]string{}
	for _, param := range shape.Encoded(e.fn) {
		v := e.names[param]
		c := codecOf(param.Type)
		if param.WriteBack && c.readBack != "" {
			wanted[param] = e.fresh(v + "Back")
			if param.Type.Named == "" {
				p.text("%s, %s := %s\n", v, wanted[param], e.fill(c.readBack, param.Type, callIn, ""))
				continue
			}
			raw := e.fresh(v + "Raw")
			p.text("%s, %s := %s\n%s := %s\n", raw, wanted[param], e.fill(c.readBack, param.Type, callIn, ""), v, convert(param.Type.Go, raw))
			continue
		}
		p.text("%s := %s\n", v, e.read(param.Type, callIn))
	}
	return wanted
}

// outcome prints the call, and what writes its results or its error. of is the variable that takes them, and leave the statement after an
// error; more says that something is written behind the results.
func (e *export) outcome(of, leave, call string, more bool) {
	p := &e.functions
	fn := e.fn
	results := make([]string, len(fn.Results))
	for i := range results {
		results[i] = fmt.Sprintf("r%d", i)
	}
	switch {
	case fn.Throws && len(results) == 0:
		p.text("if err := %s; err != nil {\n%s.Throw(err)\n%s\n}\n", call, of, leave)
	case fn.Throws:
		p.text("%s, err := %s\nif err != nil {\n%s.Throw(err, %s)\n%s\n}\n", strings.Join(results, ", "), call, of, strings.Join(e.thrown(results), ", "), leave)
	case len(results) == 0:
		p.text("%s\n", call)
	default:
		p.text("%s := %s\n", strings.Join(results, ", "), call)
	}
	if len(results) == 0 && !more {
		p.text("%s.Returned()\n", of)
		return
	}
	p.text("w := %s.Returned()\n", of)
	for i, r := range fn.Results {
		if drained := codecOf(r.Type).drained; fn.Drain && drained != "" {
			p.text("%s\n", e.fill(drained, r.Type, theWriter, results[i]))
			continue
		}
		p.text("%s\n", e.write(r.Type, theWriter, results[i]))
	}
}

// thrown are the other results of a call that failed. A class by value is given as a pointer: its type is known by that.
func (e *export) thrown(results []string) []string {
	given := make([]string, len(results))
	for i, r := range e.fn.Results {
		given[i] = results[i]
		if row := table.Of(r.Type.Kind); row.Form == table.Declared && row.C != "" && row.Zero == "" {
			given[i] = "&" + given[i]
		}
	}
	return given
}
