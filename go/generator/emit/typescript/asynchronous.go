package typescript

import (
	"slices"

	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/names"
	"github.com/topherjs/topher/go/generator/table"
)

// async prints the asynchronous form of a function as its member.
func (d *declaration) async(f *ir.Func, class, before string) {
	d.comment2(f.Doc, f.Deprecated, d.taskTags(f)...)
	params, result := d.taskSignature(f, class)
	d.out.list(before+"async(", params, "): "+result+";")
}

// taskSignature is the same of the asynchronous form: a variadic parameter is an array, and options stand behind the parameters.
func (d *declaration) taskSignature(f *ir.Func, class string) (params []string, result string) {
	c := d.newTask(f, "", class)
	for _, p := range c.all() {
		params = append(params, c.locals[p]+": "+d.typeOf(p.Type, async))
	}
	return append(params, c.options+"?: "+d.global("TaskOptions")), d.task(f.Results)
}

// taskMember prints the asynchronous form of a method.
func (d *declaration) taskMember(f *ir.Func, class string) {
	d.comment2(f.Doc, f.Deprecated, d.taskTags(f)...)
	params, result := d.taskSignature(f, class)
	d.out.list(methodName(f.JS)+"(", params, "): "+result+";")
}

// static prints a function of a const object with its asynchronous form.
func (d *declaration) static(f *ir.Func) {
	params, result := d.signature(f, "")
	tags := d.tags(f)
	if f.Async {
		params, result = d.taskSignature(f, "")
		tags = d.taskTags(f)
	}
	d.comment2(f.Doc, f.Deprecated, tags...)
	d.out.line("readonly %s: {", property(f.JS))
	d.out.list("(", params, "): "+result+";")
	d.async(f, "", "")
	d.out.line("};")
}

// view prints the member through which the asynchronous forms of methods are called.
func (d *declaration) view(c *ir.Class, name string) {
	if len(c.Methods) == 0 {
		return
	}
	d.out.line("/** The asynchronous forms of the methods. */")
	d.out.line("readonly async: %s.Async;", name)
}

// namespace prints the types that belong to a class: that of the asynchronous forms of its methods, and what more prints.
func (d *declaration) namespace(c *ir.Class, name string, more func()) {
	if len(c.Methods) == 0 {
		return
	}
	d.within = true
	defer func() { d.within = false }()
	d.out.line("export declare namespace %s {", name)
	d.comment2("The asynchronous forms of the methods of {@link "+name+"}.", "")
	d.out.line("interface Async {")
	for _, f := range c.Methods {
		d.taskMember(f, name)
	}
	d.out.line("}")
	if more != nil {
		d.out.line("")
		more()
	}
	d.out.line("}")
}

// implemented prints a method as an object of JavaScript has it.
func (d *declaration) implemented(f *ir.Func, class string, promises bool) {
	defer d.plainly()()
	d.comment2(f.Doc, f.Deprecated, d.tags(f)...)
	params, result := d.signature(f, class)
	if f.Context {
		taken := names.Scope{}
		for _, p := range f.Params {
			taken.Unique(p.JS)
		}
		if params = d.withContext(params, taken); len(params) == 1 && len(f.Params) > 0 {
			params = []string{"...args: any[]"} // which handles take as an array
		}
	}
	if f.Async || promises && len(f.Results) > 0 {
		result += " | " + d.globals("PromiseLike") + "<" + result + ">"
	}
	d.out.list(methodName(f.JS)+"(", params, "): "+result+";")
}

// ofFuncs prints what functions of a named type are beside what its alias says: those that return promises, and funcs of Go.
func (d *declaration) ofFuncs(n *ir.Named) {
	promises, comes := d.mayPromise(n), d.comesOut(n)
	if !promises && !comes {
		return
	}
	d.within = true
	defer func() { d.within = false }()
	d.out.line("export declare namespace %s {", n.JS)
	s := n.Type.Func
	if promises {
		t := *n.Type
		t.Ref = ""
		d.comment2("{@link "+n.JS+"} as a parameter where goroutines call it: it may return a promise.", "")
		d.out.line("type AsyncInput = %s;", table.Present(d.typeOf(&t, async)))
	}
	if promises && comes {
		d.out.line("")
	}
	if comes {
		d.comment2("{@link "+n.JS+"} as Go gives it.", "")
		d.out.line("interface FromGo {")
		async, task := d.funcParams(s, async), d.task(s.Results)
		if s.Context {
			d.out.list("(", async, "): "+task+";")
		} else {
			d.out.list("(", d.funcParams(s, in), "): "+d.results(s.Results)+";")
		}
		d.out.list("async(", async, "): "+task+";")
		d.out.line("}")
	}
	d.out.line("}")
}

// mayPromise reports whether functions of a named type may return promises where their alias does not say so.
func (d *declaration) mayPromise(n *ir.Named) bool {
	return n != nil && n.Type.Func != nil && !n.Type.Func.Context && len(n.Type.Func.Results) > 0 && !d.isRecursive(n.Ref)
}

// comesOut reports whether a named type is a func type of which Go gives values.
func (d *declaration) comesOut(n *ir.Named) bool {
	return n != nil && n.Type.Func != nil && slices.ContainsFunc(d.lib.Calls, func(c *ir.Call) bool { return c.Type.Ref == n.Ref })
}

// taskTags are what TSDoc says of the asynchronous form, which copies all that it is given.
func (d *declaration) taskTags(f *ir.Func) []string {
	var tags []string
	given := f.Params
	if f.Receiver != nil {
		given = append([]*ir.Param{&f.Receiver.Param}, given...)
	}
	for _, p := range given {
		switch {
		case p.Type.Func != nil:
			tags = append(tags, "@param "+p.JS+" called from goroutines, also after the call; it may return a promise")
		case p.Borrowed || p.WriteBack:
			tags = append(tags, "@param "+p.JS+" copied; what Go changes is not written back")
		}
	}
	return append(tags, d.outcome(f)...)
}
