package typescript

import (
	"strings"

	"github.com/topherjs/topher/go/generator/emit/shape"
	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/names"
	"github.com/topherjs/topher/go/generator/table"
)

// newTask is the asynchronous form of a function: it takes options behind the parameters.
func (m *module) newTask(f *ir.Func, name, class string) *call {
	c := &call{module: m, f: shape.Task(f), name: name, class: class, options: "options"}
	c.rename(names.Scope{})
	return c
}

// assignTask prints the asynchronous form as a property of a function.
func (m *module) assignTask(function string, t *call) {
	m.body.line("%s.async = function (%s) {", function, t.params())
	t.printTask()
	m.body.line("};")
}

// printTask prints the body of an asynchronous form.
func (c *call) printTask() {
	p := &c.body
	p.line("const $ = $lib.begin(%s);", quote(c.name))
	p.line("try {")
	p.line("$.task(%d, %s, %d, arguments.length);", c.f.Task, c.options, len(c.all()))
	switch {
	case c.held != "":
		p.line(`$.float64(%s, "");`, c.held)
	case c.class != "":
		p.line("$.receiver(this, %s);", c.class)
	}
	for _, param := range c.all() {
		p.line("%s", c.write(param.Type, c.locals[param], c.where(param)))
	}
	p.line("return $.start(%s);", c.resultReader(c.f.Results))
	p.line("} catch (error) {")
	p.line("return $.rejected(error);")
	p.line("} finally {")
	p.line("$lib.end($);")
	p.line("}")
}

// resultReader is the function that reads what a task returns, empty where that is nothing. Those that are no reader of a type already
// are defined at the end of the module.
func (m *module) resultReader(results []*ir.Result) string {
	reads := m.results(results)
	value := oneOrList(reads)
	if value == "" {
		return ""
	}
	if reader, found := strings.CutSuffix(value, "($)"); found {
		return reader
	}
	if name := m.readers[value]; name != "" {
		return name
	}
	title := "$result"
	for _, r := range results {
		title += m.title(r.Type)
		if !r.NotNil && table.Of(r.Type.Kind).Zero == "null" && !strings.HasSuffix(title, "OrNull") {
			title += "OrNull"
		}
	}
	if len(title) > 40 {
		title = "$results"
	}
	name := m.unique(title)
	m.readers[value] = name
	if len(reads) == 1 {
		m.readerList.line("const %s = ($) => %s;", name, value)
	} else {
		m.readerList.list("const "+name+" = ($) => [", reads, "];")
	}
	return name
}

// results are the expressions that read results.
func (m *module) results(results []*ir.Result) []string {
	reads := make([]string, len(results))
	for i, r := range results {
		reads[i] = m.read(r.Type, r.NotNil)
	}
	return reads
}

// oneOrList is an expression for all: an array literal where there are several.
func oneOrList(reads []string) string {
	switch len(reads) {
	case 0:
		return ""
	case 1:
		return reads[0]
	}
	return "[" + strings.Join(reads, ", ") + "]"
}

// view prints the class of the asynchronous forms of a class's methods. What has no other form is printed in the class itself.
func (m *module) view(c *ir.Class, name, local, view string) {
	p := &m.body
	p.line("")
	p.line("class %s extends $View {", view)
	for i, f := range c.Methods {
		if i > 0 {
			p.line("")
		}
		if f.Async {
			p.line("%s() {", property(f.JS))
			p.line("return %s.prototype%s.apply(this, arguments);", local, member(f.JS))
			p.line("}")
			continue
		}
		t := m.newTask(f, name+"."+f.JS, local)
		p.line("%s(%s) {", property(f.JS), t.params())
		t.printTask()
		p.line("}")
	}
	p.line("}")
}
