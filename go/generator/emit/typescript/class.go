package typescript

import (
	"slices"
	"strings"

	"github.com/topherjs/topher/go/generator/emit/shape"
	"github.com/topherjs/topher/go/generator/ir"
)

func (m *module) classOf(c *ir.Class) {
	p := &m.body
	name, local := m.messageName(c), c.JS
	p.line("")
	if c.Interface != nil {
		local = m.interfaceClass(c)
		p.line("// type %s interface: %s", m.spell(c.Type), strings.ReplaceAll(c.Why, "\n", " "))
		p.line("class %s extends $Handle {", local)
	} else {
		p.line("// type %s struct: %s", c.Go, strings.ReplaceAll(c.Why, "\n", " "))
		p.line("export class %s extends $Handle {", local)
	}
	first := true
	gap := func() {
		if !first {
			p.line("")
		}
		first = false
	}
	for _, s := range c.Statics {
		first = false
		if f := m.funcNamed(s.Func); f != nil {
			p.line("static %s = %s;", property(s.JS), f.Local)
		}
	}
	for _, f := range c.Fields {
		if f.Get != "" {
			gap()
			m.accessor(c, name, f)
		}
	}
	for _, f := range c.Methods {
		gap()
		m.method(f, name, local)
	}
	view := ""
	if len(c.Methods) > 0 {
		view = m.unique("$" + c.JS + "Async")
		m.views = true
		gap()
		p.line("get async() {")
		p.line("return new %s(this);", view)
		p.line("}")
	}
	if c.String && !slices.ContainsFunc(c.Methods, func(f *ir.Func) bool { return f.JS == "toString" }) {
		gap()
		p.line("toString() {")
		p.line("return this.%s();", methodNamed(c, "String"))
		p.line("}")
	}
	if c.Close != "" {
		gap()
		p.line("[globalThis.Symbol.dispose]() {")
		p.line("if ($Handle.isReleased(this)) return;")
		p.line("try {")
		p.line("this.%s();", methodNamed(c, c.Close))
		p.line("} finally {")
		p.line("super[globalThis.Symbol.dispose]();")
		p.line("}")
		p.line("}")
	}
	p.line("}")
	m.register(c, name, local)
	if view != "" {
		m.view(c, name, local, view)
	}
}

func (m *module) method(f *ir.Func, name, local string) {
	p := &m.body
	m.comment(f)
	if f.Async {
		t := m.newTask(f, name+"."+f.JS, local)
		p.line("%s(%s) {", property(f.JS), t.params())
		t.printTask()
	} else {
		call := m.newCall(f, name+"."+f.JS, local)
		p.line("%s(%s) {", property(f.JS), call.params())
		call.printBody()
	}
	p.line("}")
}

// register prints how objects of a class are made, and which class its type id is.
func (m *module) register(c *ir.Class, name, local string) {
	p := &m.body
	var given []string
	for _, f := range c.Fields {
		if f.Set != "" && !f.Promoted {
			given = append(given, quote(f.JS))
		}
	}
	if c.Opaque || c.Symbol == "" {
		p.line("$lib.class(%d, %s, %s, {});", c.ID, local, quote(name))
		return
	}
	how := []string{"zero: " + m.symbolOf(c.Symbol, "i:i")}
	if len(given) > 0 {
		list := "fields: ["
		for i, g := range given {
			if i > 0 {
				list += ", "
			}
			list += g
		}
		how = append(how, list+"]")
	}
	var one printer
	one.list("$lib.class("+itoa(c.ID)+", "+c.JS+", "+quote(name)+", {", how, "});")
	for _, l := range lines(one.String()) {
		p.line("%s", l)
	}
}

func (m *module) accessor(c *ir.Class, name string, f *ir.Field) {
	p := &m.body
	m.getter(m.newCall(shape.Getter(c, f), name+"."+f.JS, c.JS), f.JS)
	p.line("}")
	if f.Set == "" {
		return
	}
	p.line("")
	m.setter(m.newCall(shape.Setter(c, f), name+"."+f.JS, c.JS), f.JS)
	p.line("}")
}

func (m *module) funcNamed(goName string) *ir.Func {
	for _, f := range m.pkg.Funcs {
		if f.Go == goName {
			return f
		}
	}
	return nil
}

func methodNamed(c *ir.Class, goName string) string {
	for _, f := range c.Methods {
		if f.Go == goName {
			return f.JS
		}
	}
	return goName
}
