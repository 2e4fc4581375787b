package typescript

import (
	"fmt"
	"strings"

	"github.com/topherjs/topher/go/generator/emit/shape"
	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/names"
)

// runFunc prints what decodes a call from Go, calls a function of JavaScript, and encodes what it returns.
func runFunc(m *module, t *ir.Type, name string) {
	p := &m.definitions
	p.line("")
	p.line("// %s", m.spell(t.Go))
	p.line("function %s($, f) {", name)
	m.answer("f", "", t.Func.Params, t.Func.Results)
	p.line("}")
}

// runInterface prints the same for an object of JavaScript that stands for an interface: which method it is comes first.
func runInterface(m *module, t *ir.Type, name string) {
	p := &m.definitions
	p.line("")
	p.line("// %s", m.spell(t.Go))
	p.line("function %s($, target) {", name)
	p.line("switch ($.readUint32()) {")
	for i, f := range m.lib.Lookup(t.Ref).Class.Methods {
		p.line("case %d: {", i)
		m.answer("target"+member(f.JS), " of "+f.JS, f.Params, f.Results)
		p.line("break;")
		p.line("}")
	}
	p.line("}")
	p.line("}")
}

// answer prints the call of a function of JavaScript with what Go gives, and the reply. of says in messages whose result it is.
func (m *module) answer(target, of string, params []*ir.Param, results []*ir.Result) {
	p := &m.definitions
	args := make([]string, len(params))
	for i, param := range params {
		args[i] = m.read(param.Type, false)
		if param.Variadic {
			args[i] = "..." + args[i]
		}
	}
	switch n := len(results); n {
	case 0:
		p.list(target+"(", args, ");")
		p.line("$.reply();")
	case 1:
		p.list("const result = "+target+"(", args, ");")
		p.line("$.reply();")
		p.line("%s", m.write(results[0].Type, "result", quote("the result"+of)))
	default:
		at := ""
		if of != "" {
			at = ", " + quote("the result"+of)
		}
		p.list("const results = $.results("+target+"(", args, fmt.Sprintf("), %d%s);", n, at))
		p.line("$.reply();")
		for i, r := range results {
			p.line("%s", m.write(r.Type, fmt.Sprintf("results[%d]", i), quote(fmt.Sprintf("result %d%s", i+1, of))))
		}
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
	c := m.newCall(shape.Call(&ir.Call{Symbol: t.Call, Type: t}), t.Go, "")
	c.held = "handle()"
	c.rename(names.Scope{"handle": true})
	p := &m.body
	p.line("")
	p.line("// %s of Go", m.spell(t.Go))
	p.line("function %s(handle) {", name)
	p.line("return function (%s) {", c.params())
	c.printBody()
	p.line("};")
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

// stepSequence prints how an iterator of Go is started and stepped, and how a value is read.
func stepSequence(m *module, t *ir.Type, name string) {
	start, next := m.symbolOf(t.Call+"_start", "id:i!"), m.symbolOf(t.Call+"_next", "id:i!")
	value := m.read(t.Elem, false)
	if t.Key != nil {
		value = "[" + m.read(t.Key, false) + ", " + value + "]"
	}
	p := &m.definitions
	p.line("")
	p.line("// %s of Go", m.spell(t.Go))
	p.list("const "+name+" = [", []string{start, next, "($) => " + value}, "];")
}
