package typescript

import (
	"fmt"
	"strings"

	"github.com/topherjs/topher/go/generator/emit/shape"
	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/names"
	"github.com/topherjs/topher/go/generator/table"
)

// A call is what a function's body needs to know.
type call struct {
	*module
	f     *ir.Func
	name  string // "geo.Counter.add", for messages
	class string // the class of this, for methods
	// setter is set for accessors, where messages name the field and no parameter.
	setter bool
	// held is the expression for the handle of a receiver that is no this.
	held   string
	locals map[*ir.Param]string
	// options is the parameter behind the others of an asynchronous form.
	options string
}

func (m *module) function(f *ir.Func) {
	name := m.pkg.Name + "." + f.JS
	m.body.line("")
	m.comment(f)
	if f.Async {
		t := m.newTask(f, name, "")
		m.export(f.JS, f.Local, "export function %s("+t.params()+") {")
		t.printTask()
		m.body.line("}")
		m.body.line("")
		m.body.line("%s.async = %s;", f.Local, f.Local)
		return
	}
	c := m.newCall(f, name, "")
	m.export(f.JS, f.Local, "export function %s("+c.params()+") {")
	c.printBody()
	m.body.line("}")
	if f.Task > 0 {
		m.body.line("")
		m.assignTask(f.Local, m.newTask(f, name, ""))
	}
}

// comment says how Go declares what follows.
func (m *module) comment(f *ir.Func) {
	s := m.signature(f)
	if f.Async {
		s += ": asynchronous only"
	}
	m.body.line("// %s", s)
}

// static prints a method of a named type as a function of the value.
func (m *module) static(owner string, f *ir.Func) {
	name := m.pkg.Name + "." + owner + "." + f.JS
	m.comment(f)
	if f.Async {
		t := m.newTask(f, name, "")
		m.body.line("%s(%s) {", property(f.JS), t.params())
		t.printTask()
		m.body.line("},")
		return
	}
	c := m.newCall(f, name, "")
	m.body.line("%s(%s) {", property(f.JS), c.params())
	c.printBody()
	m.body.line("},")
}

func (m *module) newCall(f *ir.Func, name, class string) *call {
	c := &call{module: m, f: shape.ByHandle(f), name: name, class: class}
	c.rename(names.Scope{})
	return c
}

// rename chooses the names of the parameters, of which none is in taken.
func (c *call) rename(taken names.Scope) {
	m := c.module
	c.locals = map[*ir.Param]string{}
	for _, p := range c.all() {
		local := p.JS
		if m.types[local] || names.IsReserved(local) {
			local += "_"
		}
		c.locals[p] = taken.Unique(local)
	}
	if c.options != "" {
		c.options = taken.Unique("options")
	}
}

// all are the parameters in TypeScript: a receiver that is not this comes first.
func (c *call) all() []*ir.Param {
	if c.f.Receiver != nil && c.class == "" && c.held == "" {
		return append([]*ir.Param{&c.f.Receiver.Param}, c.f.Params...)
	}
	return c.f.Params
}

func (c *call) params() string {
	var list []string
	for _, p := range c.all() {
		local := c.locals[p]
		if p.Variadic && c.options == "" {
			local = "..." + local
		}
		list = append(list, local)
	}
	if c.options != "" {
		list = append(list, c.options)
	}
	return strings.Join(list, ", ")
}

// signature is how Go declares a function, and how its slices travel.
func (m *module) signature(f *ir.Func) string {
	var b strings.Builder
	b.WriteString("func ")
	if r := f.Receiver; r != nil {
		goType := r.Type.Go
		if r.Pointer && !strings.HasPrefix(goType, "*") {
			goType = "*" + goType
		}
		if !r.Pointer {
			goType = strings.TrimPrefix(goType, "*")
		}
		fmt.Fprintf(&b, "(%s) ", strings.TrimSpace(r.Go+" "+m.spell(goType)))
	}
	b.WriteString(f.Go + "(")
	if f.Context {
		if len(f.Params) == 0 || f.Params[0].Go != "" {
			b.WriteString("ctx ")
		}
		b.WriteString("context.Context")
	}
	var notes []string
	for i, p := range f.Params {
		if i > 0 || f.Context {
			b.WriteString(", ")
		}
		goType := p.Type.Go
		if p.Variadic {
			goType = "..." + p.Type.Elem.Go
		}
		b.WriteString(strings.TrimSpace(p.Go + " " + m.spell(goType)))
		switch {
		case p.Borrowed:
			notes = append(notes, p.JS+" borrowed")
		case p.WriteBack:
			notes = append(notes, p.JS+" copied and written back")
		}
	}
	b.WriteString(")")
	var results []string
	for _, r := range f.Results {
		results = append(results, strings.TrimSpace(r.Go+" "+m.spell(r.Type.Go)))
	}
	if f.Throws {
		name := ""
		if len(f.Results) > 0 && f.Results[0].Go != "" {
			name = "err "
		}
		results = append(results, name+"error")
	}
	switch {
	case len(results) == 1 && !strings.Contains(results[0], " "):
		b.WriteString(" " + results[0])
	case len(results) > 0:
		b.WriteString(" (" + strings.Join(results, ", ") + ")")
	}
	if len(notes) > 0 {
		b.WriteString(": " + strings.Join(notes, ", "))
	}
	return b.String()
}

func (c *call) printBody() {
	n, least := len(c.all()), ""
	operator := "!=="
	if n > 0 && c.all()[n-1].Variadic {
		n, least, operator = n-1, ", true", "<"
	}
	if n > 0 || least == "" {
		c.body.line("if (arguments.length %s %d) throw $lib.arity(%s, %d, arguments.length%s);", operator, n, quote(c.name), n, least)
	}
	c.print()
}

func (c *call) print() {
	params := shape.Beside(c.f)
	signature := letters(params, c.f.Results, c.f.Direct)
	if c.f.Callbacks {
		signature += "!"
	}
	native := c.symbolOf(c.f.Symbol, signature)
	if c.f.Direct {
		c.direct(native, params)
	} else {
		c.arena(native, params)
	}
}

func (c *call) direct(native string, params []*ir.Param) {
	args := c.direct_(params)
	p := &c.body
	if len(c.f.Results) == 0 {
		p.list(native+"(", args, ");")
		p.line("if ($header[0] !== 0) throw $lib.failed(%s);", quote(c.name))
		return
	}
	result := c.local("result")
	before, after := directResult(c.f.Results[0].Type)
	p.list("const "+result+" = "+before+native+"(", args, ")"+after+";")
	p.line("if ($header[0] !== 0) throw $lib.failed(%s);", quote(c.name))
	p.line("return %s;", result)
}

// directResult says what makes a direct result a value of TypeScript.
func directResult(t *ir.Type) (before, after string) {
	row := table.Of(t.Kind)
	if row.Out == "boolean" {
		return "", " !== 0"
	}
	if l := letterOf[row.CResult]; l == "l" || l == "L" {
		return "$lib.toInt64(", ")"
	}
	return "", ""
}

// direct_ checks the direct arguments. Views of borrowed slices are taken first: they cross as two arguments.
func (c *call) direct_(params []*ir.Param) []string {
	var args []string
	for _, p := range params {
		if table.Of(p.Type.Kind).Lent {
			view := c.view(p)
			verb := codecOf(p.Type).write
			check := c.fill(strings.TrimSuffix(strings.Replace(verb, "$.", "$lib.", 1), ";"), p.Type, c.locals[p], c.whole(p))
			c.body.line("const %s = %s;", view, check)
			args = append(args, view, "$lib.length("+view+")")
			continue
		}
		args = append(args, c.check(p))
	}
	return args
}

func (c *call) check(p *ir.Param) string {
	if c.f.Receiver != nil && p == &c.f.Receiver.Param && c.held != "" {
		return c.held
	}
	if c.f.Receiver != nil && p == &c.f.Receiver.Param && c.class != "" {
		return fmt.Sprintf("$lib.receiver(this, %s, %s)", c.class, quote(c.name))
	}
	verb := strings.TrimSuffix(strings.Replace(codecOf(p.Type).write, "$.", "$lib.", 1), ";")
	return c.fill(verb, p.Type, c.locals[p], c.whole(p))
}

func (c *call) arena(native string, params []*ir.Param) {
	p := &c.body
	p.line("const $ = $lib.begin(%s);", quote(c.name))
	p.line("try {")
	for _, param := range shape.Encoded(c.f) {
		c.encode(param)
	}
	args := append([]string{"$.ready()"}, c.direct_(params)...)
	p.list("$.call("+native+"(", args, "));")
	c.returns()
	p.line("} catch (error) {")
	p.line("throw $.refused(error);")
	p.line("} finally {")
	p.line("$lib.end($);")
	p.line("}")
}

func (c *call) encode(param *ir.Param) {
	v, at := c.locals[param], c.where(param)
	k := codecOf(param.Type)
	switch {
	case !param.Kept && param.Type.Func != nil:
		c.body.line("%s", lent(c.write(param.Type, v, at)))
	case !param.WriteBack || k.back == "":
		c.body.line("%s", c.write(param.Type, v, at))
	case c.wantsBack(param):
		c.body.line("const %s = %s;", c.view(param), c.fill(k.back, param.Type, v, at))
	default:
		c.body.line("%s", c.fill(k.back, param.Type, v, at))
	}
}

// lent is what writes a function that Go does not keep beyond the call.
func lent(write string) string { return strings.Replace(write, "$.func(", "$.lend(", 1) }

// wantsBack reports whether the argument itself decides if it is written back: a typed array is, a plain array is not.
func (c *call) wantsBack(p *ir.Param) bool { return table.Of(p.Type.Kind).Lent }

func (c *call) returns() {
	p := &c.body
	back := shape.Back(c.f)
	value := oneOrList(c.module.results(c.f.Results))
	if value != "" && len(back) == 0 {
		p.line("return %s;", value)
		return
	}
	result := c.local("result")
	if value != "" {
		p.line("const %s = %s;", result, value)
	}
	for _, param := range back {
		update := c.fill(codecOf(param.Type).update, param.Type, c.locals[param], "")
		if c.wantsBack(param) {
			update = fmt.Sprintf("if (%s) %s", c.view(param), update)
		}
		p.line("%s", update)
	}
	if value != "" {
		p.line("return %s;", result)
	}
}

// local is a name for a variable of the function, which a parameter may have too.
func (c *call) local(name string) string {
	for _, l := range c.locals {
		if l == name {
			return "$" + name
		}
	}
	return name
}

// view is the variable that goes with a parameter: $xs for xs.
func (c *call) view(p *ir.Param) string {
	name := "$" + c.locals[p]
	for c.private[name] || strings.HasPrefix(name, "$write") || strings.HasPrefix(name, "$read") || strings.HasPrefix(name, "$update") ||
		strings.HasPrefix(name, "$run") || strings.HasPrefix(name, "$call") || strings.HasPrefix(name, "$step") || strings.HasPrefix(name, "$methods") || strings.HasPrefix(name, "$fields") || strings.HasPrefix(name, "$zero") || strings.HasPrefix(name, "$chan") || strings.HasPrefix(name, "$result") {
		name = "$" + name
	}
	return name
}

// where names a parameter in messages within the call, whole in messages of its own.
func (c *call) where(p *ir.Param) string {
	if c.setter {
		return `""`
	}
	for i, other := range c.all() {
		if other == p {
			return quote(c.ordinal(i, p))
		}
	}
	return `"the receiver"`
}

func (c *call) whole(p *ir.Param) string {
	if c.setter {
		return quote(c.name)
	}
	for i, other := range c.all() {
		if other == p {
			return quote(c.name + ": " + c.ordinal(i, p))
		}
	}
	return quote(c.name)
}

// ordinal is what messages call a parameter. Those of a func type may have no name.
func (c *call) ordinal(i int, p *ir.Param) string {
	if c.held != "" && p.Go == "" {
		return fmt.Sprintf("parameter %d", i+1)
	}
	return fmt.Sprintf("parameter %d (%s)", i+1, p.JS)
}
