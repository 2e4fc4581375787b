package typescript

import (
	"fmt"
	"slices"
	"strings"

	"github.com/topherjs/topher/go/generator/emit/shape"
	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/names"
)

// runFunc prints how a function of JavaScript is called with what Go gives, and how what it returns is written.
func runFunc(m *module, t *ir.Type, name string) {
	p := &m.definitions
	p.line("")
	p.line("// %s", m.spell(t.Go))
	p.line("const %s = [", name)
	if t.Func.Context {
		p.line("($, f) => {")
		m.answer("f", t.Func.Params, true)
		p.line("},")
	} else {
		p.list("($, f) => f(", m.given(t.Func.Params), "),")
	}
	m.reply(t.Func.Results)
	p.line("];")
}

// runInterface prints the same for an object of JavaScript that stands for an interface, of whose methods operation is the index.
func runInterface(m *module, t *ir.Type, name string) {
	p := &m.definitions
	methods := m.lib.Lookup(t.Ref).Class.Methods
	p.line("")
	p.line("// %s", m.spell(t.Go))
	p.line("const %s = [", name)
	p.line("($, target, operation) => {")
	p.line("switch (operation) {")
	for i, f := range methods {
		end := p.case_(i, f.Context)
		m.answer("target"+member(f.JS), f.Params, f.Context)
		end()
	}
	p.line("}")
	p.line("},")
	if !slices.ContainsFunc(methods, func(f *ir.Func) bool { return len(f.Results) > 0 }) {
		p.line("() => {},")
		p.line("];")
		return
	}
	p.line("($, value, operation) => {")
	p.line("switch (operation) {")
	for i, f := range methods {
		if len(f.Results) == 0 {
			continue
		}
		end := p.case_(i, len(f.Results) > 1)
		m.returned(f.Results, " of "+f.JS)
		p.line("break;")
		end()
	}
	p.line("}")
	p.line("},")
	p.line("];")
}

// case_ begins a case of a switch, in braces where it declares something.
func (p *printer) case_(i int, braces bool) (end func()) {
	if braces {
		p.line("case %d: {", i)
		return func() { p.line("}") }
	}
	p.line("case %d:", i)
	p.depth++
	return func() { p.depth-- }
}

// given are the arguments of a function of JavaScript.
func (m *module) given(params []*ir.Param) []string {
	args := make([]string, len(params))
	for i, param := range params {
		args[i] = m.read(param.Type, false)
		if param.Variadic {
			args[i] = "..." + args[i]
		}
	}
	return args
}

// answer prints the call of a function of JavaScript. A context stands before the arguments on the wire and behind them in JavaScript.
func (m *module) answer(target string, params []*ir.Param, context bool) {
	p := &m.definitions
	args := m.given(params)
	if context {
		p.line("const context = $.readContext();")
		args = append(args, "context")
	}
	p.list("return "+target+"(", args, ");")
}

// reply prints the function that writes what a function of JavaScript has returned.
func (m *module) reply(results []*ir.Result) {
	p := &m.definitions
	if len(results) == 0 {
		p.line("() => {},")
		return
	}
	if len(results) == 1 {
		p.arrow("($, value) => ", m.write(results[0].Type, "value", `"the result"`), ",")
		return
	}
	p.line("($, value) => {")
	m.returned(results, "")
	p.line("},")
}

// arrow prints a function of one statement, without braces where that is an expression.
func (p *printer) arrow(before, statement, after string) {
	one := before + strings.TrimSuffix(statement, ";") + after
	if !strings.HasPrefix(statement, "if ") && 2*p.depth+len([]rune(one)) <= width {
		p.line("%s", one)
		return
	}
	p.line("%s{", before)
	p.line("%s", statement)
	p.line("}%s", after)
}

// returned prints what writes the results in value. of says in messages whose they are.
func (m *module) returned(results []*ir.Result, of string) {
	p := &m.definitions
	if len(results) == 1 {
		p.line("%s", m.write(results[0].Type, "value", quote("the result"+of)))
		return
	}
	at := ""
	if of != "" {
		at = ", " + quote("the result"+of)
	}
	p.line("const results = $.results(value, %d%s);", len(results), at)
	for i, r := range results {
		p.line("%s", m.write(r.Type, fmt.Sprintf("results[%d]", i), quote(fmt.Sprintf("result %d%s", i+1, of))))
	}
}

// methods is the list of the methods that an object must have to be given for an interface.
func (m *module) methods(c *ir.Class, run string) string {
	name := "$methods" + strings.TrimPrefix(run, "$run")
	list := make([]string, len(c.Methods))
	for i, f := range c.Methods {
		list[i] = quote(f.JS)
	}
	return m.constant(name, "["+strings.Join(list, ", ")+"]")
}

// callFunc prints what makes a function of JavaScript that calls a func of Go.
func callFunc(m *module, t *ir.Type, name string) {
	f := shape.Call(&ir.Call{Symbol: t.Call, Type: t})
	held := func(c *call) *call {
		c.held = "handle()"
		c.rename(names.Scope{"handle": true})
		return c
	}
	task := held(m.newTask(f, t.Go, ""))
	p := &m.body
	p.line("")
	if f.Async {
		p.line("// %s of Go: asynchronous only", m.spell(t.Go))
		p.line("function %s(handle) {", name)
		p.line("const $f = function (%s) {", task.params())
		task.printTask()
		p.line("};")
		p.line("$f.async = $f;")
	} else {
		p.line("// %s of Go", m.spell(t.Go))
		p.line("function %s(handle) {", name)
		c := held(m.newCall(f, t.Go, ""))
		p.line("const $f = function (%s) {", c.params())
		c.printBody()
		p.line("};")
		m.assignTask("$f", task)
	}
	p.line("return $f;")
	p.line("}")
}

// runSequence prints what encodes one value, or one pair, of an iterable of JavaScript.
func runSequence(m *module, t *ir.Type, name string) {
	p := &m.definitions
	p.line("")
	p.line("// %s of JavaScript", m.spell(t.Go))
	if t.Key == nil {
		p.line("function %s($, value) {", name)
	} else {
		p.line("function %s($, pair) {", name)
		p.line("const [key, value] = $.pair(pair);")
		p.line("%s", m.write(t.Key, "key", `"a key"`))
	}
	p.line("%s", m.write(t.Elem, "value", `"a value"`))
	p.line("}")
}

// stepSequence prints how an iterator of Go is started, stepped, and read ahead, and how a value is read.
func stepSequence(m *module, t *ir.Type, name string) {
	start, next, open := m.symbolOf(t.Call+"_start", "id:i!"), m.symbolOf(t.Call+"_next", "id:i!"), m.symbolOf(t.Call+"_open", "id:i")
	value := m.read(t.Elem, false)
	if t.Key != nil {
		value = "[" + m.read(t.Key, false) + ", " + value + "]"
	}
	p := &m.definitions
	p.line("")
	p.line("// %s of Go", m.spell(t.Go))
	p.list("const "+name+" = [", []string{start, next, "($) => " + value, open}, "];")
}
