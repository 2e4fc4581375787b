package typescript

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/names"
	"github.com/topherjs/topher/go/generator/table"
)

// A declaration is one index.d.ts while it is printed.
type declaration struct {
	*module
	out     printer
	topher  map[string]bool            // what is imported from topher
	others  map[string]map[string]bool // what is imported from the other packages of the build
	own     map[string]bool            // names of types that this package declares
	foreign []string                   // Refs of values and interfaces of packages outside of the build, in the order of their use
	locals  map[string]string          // what types of the other packages are called here
	taken   map[string]bool            // those names
	alias   string                     // the Ref of the recursive type whose alias is printed
	// plain says that JavaScript gives what is printed too, as methods of its own objects do: then funcs and interfaces that go out of Go are
	// spelled without their asynchronous forms.
	plain bool
	// within says that what is printed is in a namespace.
	within bool
}

// Declarations prints index.d.ts of a package.
func Declarations(l *ir.Library, p *ir.Package, o Options) []byte {
	if p.Exports != nil {
		return exportsDeclarations(l, p, o)
	}
	d := &declaration{module: newModule(l, p, o), topher: map[string]bool{}, others: map[string]map[string]bool{}, own: map[string]bool{}}
	d.locals, d.taken = map[string]string{}, map[string]bool{}
	maps.Copy(d.own, d.types)
	for _, v := range p.Values {
		d.own[v.JS], d.own[v.Input] = true, true
	}
	for _, c := range p.Classes {
		d.own[c.JS] = true
	}
	for local := range locals(p) {
		d.taken[local] = true
	}
	for _, f := range p.Funcs {
		d.function(f)
	}
	for _, c := range p.Consts {
		d.constant(c)
	}
	for _, e := range p.Enums {
		d.enum(e)
	}
	for _, n := range p.Named {
		d.named(n)
	}
	for _, v := range p.Values {
		d.value(v, true)
	}
	for _, c := range p.Classes {
		if c.Interface != nil {
			d.open(c, c.JS)
			continue
		}
		d.class(c)
	}
	for _, e := range p.Errors {
		d.comment(e.Doc, e.Deprecated)
		d.declare(e.JS, e.Local, fmt.Sprintf("const %%s: %s;", d.global("GoError")))
	}
	d.variables()
	for i := 0; i < len(d.foreign); i++ {
		if found := l.Lookup(d.foreign[i]); found.Class != nil {
			d.open(found.Class, d.foreignInterface(found.Class))
		} else {
			d.value(found.Value, false)
		}
	}
	if len(d.renamed) > 0 {
		d.out.line("")
		d.out.list("export {", d.renamed, "};")
	}
	d.skipped()
	return []byte(d.head() + d.out.String())
}

// locals are the names under which a module declares what is no type.
func locals(p *ir.Package) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, f := range p.Funcs {
			if !yield(f.Local) {
				return
			}
		}
		for _, c := range p.Consts {
			if !yield(c.Local) {
				return
			}
		}
		for _, e := range p.Errors {
			if !yield(e.Local) {
				return
			}
		}
	}
}

func (d *declaration) head() string {
	var p printer
	p.line("%s", Generated)
	if doc := d.pkg.Doc; doc != "" {
		p.line("")
		p.line("/**")
		for _, l := range strings.Split(doc, "\n") {
			p.line("%s", strings.TrimRight(" * "+l, " "))
		}
		p.line(" *")
		p.line(" * @module")
		p.line(" */")
	}
	if len(d.topher) > 0 {
		p.line("")
		var list []string
		for _, name := range slices.Sorted(maps.Keys(d.topher)) {
			item := name
			if d.own[name] {
				item += " as $" + name
			}
			if name != "Handle" {
				item = "type " + item
			}
			list = append(list, item)
		}
		p.list("import {", list, `} from "topher";`)
	}
	if len(d.topher) == 0 && len(d.others) > 0 {
		p.line("")
	}
	for _, folder := range slices.Sorted(maps.Keys(d.others)) {
		p.list("import type {", slices.Sorted(maps.Keys(d.others[folder])), fmt.Sprintf("} from %s;", quote(folder+"/index.js")))
	}
	return p.String()
}

// declare prints the declaration of a value whose text has one %s for its name.
func (d *declaration) declare(js, local, text string) {
	before := "export declare "
	if js != local {
		d.renamed = append(d.renamed, local+" as "+js)
		before = "declare "
	}
	d.out.line("%s", before+fmt.Sprintf(text, local))
}

func (d *declaration) function(f *ir.Func) {
	before := "export "
	if f.JS != f.Local {
		d.renamed = append(d.renamed, f.Local+" as "+f.JS)
		before = ""
	}
	if f.Async {
		d.comment(f.Doc, f.Deprecated, d.taskTags(f)...)
		params, result := d.taskSignature(f, "")
		d.out.list(before+"declare function "+f.Local+"(", params, "): "+result+";")
	} else {
		d.comment(f.Doc, f.Deprecated, d.tags(f)...)
		params, result := d.signature(f, "")
		d.out.list(before+"declare function "+f.Local+"(", params, "): "+result+";")
	}
	if f.Task == 0 {
		return
	}
	d.out.line("%sdeclare namespace %s {", before, f.Local)
	d.async(f, "", "function ")
	d.out.line("}")
}

// signature is a function's parameters and its result.
func (d *declaration) signature(f *ir.Func, class string) (params []string, result string) {
	c := d.newCall(f, "", class)
	for _, p := range c.all() {
		name := c.locals[p]
		if p.Variadic {
			name = "..." + name
		}
		params = append(params, name+": "+d.param(p))
	}
	return params, d.results(f.Results)
}

// param is the type of a parameter. An array, a map or a struct itself that is written back must be writable; of the struct behind a
// pointer fields may be absent, which it has after the call.
func (d *declaration) param(p *ir.Param) string {
	update := codecOf(p.Type).update
	if p.WriteBack && update != "" && !strings.Contains(update, "{innerUpdate}") && !table.Of(p.Type.Kind).Lent {
		defer d.plainly()()
		return d.typeOf(p.Type, out)
	}
	if p.Type.Func != nil && (!p.Kept || d.plain) {
		return d.strictly(p.Type)
	}
	return d.typeOf(p.Type, in)
}

// plainly begins what JavaScript gives too, and gives what ends it.
func (d *declaration) plainly() (end func()) {
	before := d.plain
	d.plain = true
	return func() { d.plain = before }
}

func (d *declaration) results(results []*ir.Result) string {
	switch len(results) {
	case 0:
		return "void"
	case 1:
		return d.given(results[0])
	}
	labelled := !slices.ContainsFunc(results, func(r *ir.Result) bool { return r.JS == "" })
	var items []string
	for _, r := range results {
		item := d.given(r)
		if labelled {
			item = r.JS + ": " + item
		}
		items = append(items, item)
	}
	return "[" + strings.Join(items, ", ") + "]"
}

// given is the type of what a function of Go returns: of an interface that JavaScript can implement too the one with asynchronous forms.
func (d *declaration) given(r *ir.Result) string {
	s := d.result(r)
	if table.Of(r.Type.Kind).Verb != "Interface" || d.plain {
		return s
	}
	if c := d.lib.Lookup(r.Type.Ref).Class; !c.Interface.Object || len(c.Methods) == 0 {
		return s
	}
	name, null, nullable := strings.Cut(s, " | ")
	if nullable {
		null = " | " + null
	}
	return name + ".FromGo" + null
}

func (d *declaration) result(r *ir.Result) string {
	s := d.typeOf(r.Type, out)
	if r.NotNil {
		s = table.Present(s)
	}
	return s
}

func (d *declaration) constant(c *ir.Const) {
	d.comment(c.Doc, c.Deprecated)
	d.declare(c.JS, c.Local, "const %s: "+strings.ReplaceAll(literal(c.Value, d.typeOf(c.Type, out)), "%", "%%")+";")
}

// literal is the literal type of a constant's value; what no literal type can say is the type itself.
func literal(value, otherwise string) string {
	if value == "" || strings.HasPrefix(value, "-0") && strings.Trim(value, "-0.") == "" {
		return otherwise
	}
	if value[0] == '"' || value == "true" || value == "false" {
		return value
	}
	digits := strings.TrimSuffix(strings.TrimPrefix(value, "-"), "n")
	if digits != "" && strings.Trim(digits, "0123456789.") == "" {
		return value
	}
	return otherwise
}

func (d *declaration) enum(e *ir.Enum) {
	d.comment(e.Doc, e.Deprecated)
	underlying := strings.Split(table.Of(e.Type.Kind).Out, " | ")[0]
	seen := map[string]bool{}
	var literals, members []string
	for _, m := range e.Members {
		text := literal(m.Value, underlying)
		if text != underlying && !seen[text] {
			seen[text] = true
			literals = append(literals, text)
		}
	}
	text := underlying
	if len(literals) > 0 && underlying != "boolean" {
		text = strings.Join(literals, " | ") + " | (" + underlying + " & {})"
	}
	if len("export type = ;"+e.JS+text) > width {
		d.out.line("export type %s =", e.JS)
		for _, l := range literals {
			d.out.line("  | %s", l)
		}
		d.out.line("  | (%s & {});", underlying)
	} else {
		d.out.line("export type %s = %s;", e.JS, text)
	}
	documented := slices.ContainsFunc(e.Members, func(m *ir.Member) bool { return m.Doc != "" || m.Deprecated != "" })
	if len(e.Funcs) == 0 && !documented {
		for _, m := range e.Members {
			members = append(members, "readonly "+property(m.JS)+": "+literal(m.Value, underlying))
		}
		if one := "export declare const " + e.JS + ": { " + strings.Join(members, "; ") + " };"; len(one) <= width {
			d.out.line("%s", one)
			return
		}
	}
	d.out.line("export declare const %s: {", e.JS)
	for _, m := range e.Members {
		d.comment2(m.Doc, m.Deprecated)
		d.out.line("readonly %s: %s;", property(m.JS), literal(m.Value, underlying))
	}
	d.members(e.Funcs, "")
	d.out.line("};")
}

func (d *declaration) named(n *ir.Named) {
	doc := n.Doc
	if why := d.opaque(n.Type); why != "" {
		doc = strings.TrimPrefix(doc+"\n\nAn opaque handle: "+why+".", "\n\n")
	}
	d.comment(doc, n.Deprecated)
	d.out.line("export type %s = %s;", n.JS, d.underlying(n))
	d.ofFuncs(n)
	d.object(n.JS, n.Funcs)
}

// underlying is what the alias of a named type is: what Go returns, and of a func type what one gives to Go. It is never null: where
// nil can be, the use of the alias says so.
func (d *declaration) underlying(n *ir.Named) string {
	t := *n.Type
	if t.Ref == n.Ref {
		t.Ref = ""
	}
	if d.isRecursive(n.Ref) {
		d.alias = n.Ref
		defer func() { d.alias = "" }()
	}
	return table.Present(d.spelled(&t, aliased(&t), true))
}

// aliased is the direction in which the alias of a named type is spelled.
func aliased(t *ir.Type) direction {
	if table.Of(t.Kind).Form == table.Function {
		return in
	}
	return out
}

// variables prints the object of the package's variables.
func (d *declaration) variables() {
	if len(d.pkg.Vars) == 0 {
		return
	}
	d.out.line("")
	d.out.line("/** The package's variables. */")
	d.out.line("export declare const vars: {")
	for _, v := range d.pkg.Vars {
		d.comment2(v.Doc, v.Deprecated)
		d.accessor(v.JS, v.Type, v.Live, v.Set != "", "readonly ")
	}
	d.out.line("};")
}

// opaque is the reason why values of a type can only be passed on, or empty.
func (d *declaration) opaque(t *ir.Type) string {
	why := t.Why
	if t.Ref != "" {
		if c := d.lib.Lookup(t.Ref).Class; c != nil && c.Opaque {
			why = c.Why
		}
	}
	return strings.TrimSuffix(strings.ReplaceAll(why, "\n", " "), ", so it is an opaque handle")
}

// hasAlias reports whether a type is named here, where its alias says what it is.
func (d *declaration) hasAlias(t *ir.Type) bool {
	return t.Ref != "" && d.lib.Lookup(t.Ref).Named != nil
}

// accessor prints a property that Go has. One that cannot be set has readonly before it, or is a getter.
func (d *declaration) accessor(js string, t *ir.Type, live, settable bool, readonly string) {
	get, set := d.result(&ir.Result{Type: t, NotNil: live}), d.typeOf(t, in)
	switch name := property(js); {
	case !settable && readonly == "":
		d.out.line("get %s(): %s;", name, get)
	case !settable:
		d.out.line("%s%s: %s;", readonly, name, get)
	case get == set:
		d.out.line("%s: %s;", name, get)
	default:
		d.out.line("get %s(): %s;", name, get)
		d.out.line("set %s(value: %s);", name, set)
	}
}

// open prints an interface of Go. What only Go can make is a handle.
func (d *declaration) open(c *ir.Class, name string) {
	doc := c.Doc
	if why := c.Interface.Why; !c.Interface.Object && why != "" {
		doc = strings.TrimPrefix(doc+"\n\nOnly handles can be given for it: "+why+".", "\n\n")
	}
	d.comment(doc, c.Deprecated)
	if !c.Interface.Object {
		d.out.line("export interface %s extends %s {", name, d.global("Handle"))
		d.members(c.Methods, name)
		d.view(c, name)
		d.out.line("}")
		d.namespace(c, name, nil)
		return
	}
	d.out.line("export interface %s {", name)
	for _, f := range c.Methods {
		d.implemented(f, name, false)
	}
	if len(c.Methods) > 0 {
		d.out.line("/** Handles have it: the asynchronous forms of the methods. */")
		d.out.line("readonly async?: %s.Async;", name)
	}
	d.out.line("/** Handles have it: it gives the value back to Go%s. */", closes(c))
	d.out.line("[%s.dispose]?(): void;", d.globals("Symbol"))
	d.out.line("}")
	d.namespace(c, name, func() {
		d.comment2("{@link "+name+"} as Go gives it.", "")
		d.out.line("interface FromGo extends %s {", d.here(name))
		for _, f := range c.Methods {
			if f.Async {
				d.member(f, name)
			}
		}
		d.view(c, name)
		d.out.line("/** Gives the value back to Go%s. */", closes(c))
		d.out.line("[%s.dispose](): void;", d.globals("Symbol"))
		d.out.line("}")
		if !promising(c) {
			return
		}
		d.out.line("")
		d.comment2("{@link "+name+"} as a parameter of an asynchronous form: its methods may return promises.", "")
		d.out.line("interface AsyncInput {")
		for _, f := range c.Methods {
			d.implemented(f, name, true)
		}
		d.out.line("}")
	})
}

func closes(c *ir.Class) string {
	if c.Close == "" {
		return ""
	}
	return ", after {@link " + c.JS + "." + methodNamed(c, c.Close) + "}"
}

// foreignInterface is the name of an interface of a package outside of the build.
func (d *declaration) foreignInterface(c *ir.Class) string {
	name := c.JS
	for d.own[name] {
		name += "_"
	}
	return name
}

func (d *declaration) object(name string, funcs []*ir.Func) {
	if len(funcs) == 0 {
		return
	}
	d.out.line("export declare const %s: {", name)
	d.members(funcs, "")
	d.out.line("};")
}

// members prints methods: those of a class, or those of a const object, which take the value first.
func (d *declaration) members(funcs []*ir.Func, class string) {
	for _, f := range funcs {
		if class == "" {
			d.static(f)
		} else {
			d.member(f, class)
		}
	}
}

func (d *declaration) member(f *ir.Func, class string) {
	if f.Async {
		d.taskMember(f, class)
		return
	}
	d.comment2(f.Doc, f.Deprecated, d.tags(f)...)
	params, result := d.signature(f, class)
	d.out.list(methodName(f.JS)+"(", params, "): "+result+";")
}

// methodName is the name of a method in an interface, where new would be the signature of a constructor.
func methodName(js string) string {
	if js == "new" {
		return quote(js)
	}
	return property(js)
}

func (d *declaration) value(v *ir.Value, own bool) {
	name, input := v.JS, v.Input
	if !own {
		name, input = d.foreignName(v)
	}
	d.comment(v.Doc, v.Deprecated)
	d.out.line("export interface %s {", name)
	for _, f := range v.Fields {
		d.comment2(f.Doc, f.Deprecated)
		d.out.line("%s: %s;", property(f.JS), d.typeOf(f.Type, out))
	}
	d.out.line("}")
	d.out.line("")
	d.out.line("/** {@link %s} as a parameter; an absent field is zero. */", name)
	d.out.line("export interface %s {", input)
	for _, f := range v.Fields {
		inherited := ""
		if names.OfObject[f.JS] && !strings.HasPrefix(f.JS, "__") { // every object has it, also one that does not give the field
			inherited = " | globalThis.Object[" + quote(f.JS) + "]"
		}
		d.out.line("readonly %s?: %s%s | undefined;", property(f.JS), d.typeOf(f.Type, in), inherited)
	}
	d.out.line("}")
	if own {
		d.object(v.JS, v.Funcs)
	}
}

// foreignName is the name of a value of a package outside of the build.
func (d *declaration) foreignName(v *ir.Value) (name, input string) {
	name, input = v.JS, v.Input
	if name == "" {
		name = v.Go
	}
	if input == "" {
		input = name + "Input"
	}
	for d.own[name] {
		name += "_"
	}
	for d.own[input] {
		input += "_"
	}
	return name, input
}

func (d *declaration) class(c *ir.Class) {
	d.comment(c.Doc, c.Deprecated)
	d.out.line("export declare class %s extends %s {", c.JS, d.global("Handle"))
	for _, s := range c.Statics {
		if f := d.funcNamed(s.Func); f != nil {
			d.out.line("static %s: typeof %s;", property(s.JS), f.Local)
		}
	}
	if c.Symbol == "" {
		d.out.line("private constructor();")
	} else {
		d.constructor(c)
	}
	for _, f := range c.Fields {
		if f.Get == "" {
			continue
		}
		d.comment2(f.Doc, f.Deprecated)
		d.accessor(f.JS, f.Type, f.Live, f.Set != "", "")
	}
	d.members(c.Methods, c.JS)
	d.view(c, c.JS)
	if c.Close != "" {
		d.out.line("/** Calls {@link %s.%s} and releases the object. */", c.JS, methodNamed(c, c.Close))
		d.out.line("override [%s.dispose](): void;", d.globals("Symbol"))
	}
	d.out.line("}")
	d.namespace(c, c.JS, nil)
}

func (d *declaration) constructor(c *ir.Class) {
	var fields []string
	for _, f := range c.Fields {
		if f.Set != "" && !f.Promoted {
			fields = append(fields, fmt.Sprintf("readonly %s?: %s | undefined", property(f.JS), d.typeOf(f.Type, in)))
		}
	}
	if len(fields) == 0 {
		d.out.line("constructor();")
		return
	}
	if one := "constructor(fields?: { " + strings.Join(fields, "; ") + " });"; len(one)+2 <= width {
		d.out.line("%s", one)
		return
	}
	d.out.line("constructor(fields?: {")
	for _, f := range fields {
		d.out.line("%s;", f)
	}
	d.out.line("});")
}

func (d *declaration) skipped() {
	if len(d.pkg.Skipped) == 0 {
		return
	}
	p := &d.out
	p.line("")
	p.line("// Not bound:")
	for _, s := range d.pkg.Skipped {
		p.line("//")
		p.line("// %s (%s:%d)", s.Name, s.Position.File, s.Position.Line)
		p.line("//   %s", strings.ReplaceAll(s.Reason, "\n", " "))
	}
}

// comment prints a doc comment before a declaration at the outermost level.
func (d *declaration) comment(doc, deprecated string, tags ...string) {
	d.out.line("")
	d.comment2(doc, deprecated, tags...)
}

func (d *declaration) comment2(doc, deprecated string, tags ...string) {
	if deprecated != "" {
		tags = append(tags, "@deprecated "+strings.ReplaceAll(deprecated, "\n", " "))
	}
	var all []string
	if doc != "" {
		all = strings.Split(doc, "\n")
	}
	if len(tags) > 0 {
		if len(all) > 0 {
			all = append(all, "")
		}
		all = append(all, tags...)
	}
	switch {
	case len(all) == 0:
	case len(all) == 1:
		d.out.line("/** %s */", all[0])
	default:
		d.out.line("/**")
		for _, l := range all {
			d.out.line("%s", strings.TrimRight(" * "+l, " "))
		}
		d.out.line(" */")
	}
}

// tags are what TSDoc says beside Go's comment: which slices are borrowed, what is written back, and that an error is thrown.
func (d *declaration) tags(f *ir.Func) []string {
	var tags []string
	for _, p := range f.Params {
		switch {
		case p.Borrowed:
			tags = append(tags, "@param "+p.JS+" borrowed for the call")
		case p.Type.Func != nil && p.Kept:
			tags = append(tags, "@param "+p.JS+" kept: Go may call it after the call too")
		case p.Type.Func != nil:
			tags = append(tags, "@param "+p.JS+" called only during the call")
		case p.WriteBack && table.Of(p.Type.Kind).Lent:
			tags = append(tags, "@param "+p.JS+" copied; what Go changes is copied back into a typed array")
		case p.WriteBack:
			tags = append(tags, "@param "+p.JS+" copied; what Go changes is written back into the object")
		}
	}
	if f.Receiver != nil && f.Receiver.WriteBack {
		tags = append(tags, "@param "+f.Receiver.JS+" what Go changes is written back into it")
	}
	return append(tags, d.outcome(f)...)
}

// outcome is what TSDoc says of results and errors.
func (d *declaration) outcome(f *ir.Func) []string {
	var tags []string
	if len(f.Results) == 1 {
		if why := d.opaque(f.Results[0].Type); why != "" && !d.hasAlias(f.Results[0].Type) {
			tags = append(tags, "@returns an opaque handle: "+why)
		}
	}
	if f.Throws {
		tags = append(tags, "@throws GoError")
	}
	return tags
}
