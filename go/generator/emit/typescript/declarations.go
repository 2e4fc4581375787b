package typescript

import (
	"fmt"
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
	foreign []string                   // Refs of values of packages outside of the build, in the order of their use
}

// Declarations prints index.d.ts of a package.
func Declarations(l *ir.Library, p *ir.Package, o Options) []byte {
	if p.Exports != nil {
		return exportsDeclarations(l, p, o)
	}
	d := &declaration{module: newModule(l, p, o), topher: map[string]bool{}, others: map[string]map[string]bool{}, own: map[string]bool{}}
	maps.Copy(d.own, d.types)
	for _, v := range p.Values {
		d.own[v.JS], d.own[v.Input] = true, true
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
		d.class(c)
	}
	for _, e := range p.Errors {
		d.comment(e.Doc, e.Deprecated, nil)
		d.declare(e.JS, e.Local, fmt.Sprintf("const %%s: %s;", d.global("GoError")))
	}
	for i := 0; i < len(d.foreign); i++ {
		d.value(l.Lookup(d.foreign[i]).Value, false)
	}
	if len(d.renamed) > 0 {
		d.out.line("")
		d.out.list("export {", d.renamed, "};")
	}
	d.skipped()
	return []byte(d.head() + d.out.String())
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
	d.comment(f.Doc, f.Deprecated, f)
	params, result := d.signature(f, "")
	if f.JS != f.Local {
		d.renamed = append(d.renamed, f.Local+" as "+f.JS)
		d.out.list("declare function "+f.Local+"(", params, "): "+result+";")
		return
	}
	d.out.list("export declare function "+f.Local+"(", params, "): "+result+";")
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

// param is the type of a parameter. What is written back must be the whole value, and writable.
func (d *declaration) param(p *ir.Param) string {
	if p.WriteBack && codecOf(p.Type).update != "" && !table.Of(p.Type.Kind).Lent {
		return d.typeOf(p.Type, out)
	}
	return d.typeOf(p.Type, in)
}

func (d *declaration) results(results []*ir.Result) string {
	switch len(results) {
	case 0:
		return "void"
	case 1:
		return d.result(results[0])
	}
	labelled := !slices.ContainsFunc(results, func(r *ir.Result) bool { return r.JS == "" })
	var items []string
	for _, r := range results {
		item := d.result(r)
		if labelled {
			item = r.JS + ": " + item
		}
		items = append(items, item)
	}
	return "[" + strings.Join(items, ", ") + "]"
}

func (d *declaration) result(r *ir.Result) string {
	s := d.typeOf(r.Type, out)
	if r.NotNil {
		s = strings.TrimSuffix(s, " | null")
	}
	return s
}

func (d *declaration) constant(c *ir.Const) {
	d.comment(c.Doc, c.Deprecated, nil)
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
	d.comment(e.Doc, e.Deprecated, nil)
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
	d.comment(n.Doc, n.Deprecated, nil)
	t := *n.Type
	if t.Ref == n.Ref {
		t.Ref = ""
	}
	d.out.line("export type %s = %s;", n.JS, d.typeOf(&t, out))
	d.object(n.JS, n.Funcs)
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
		d.comment2(f.Doc, f.Deprecated, d.tags(f)...)
		params, result := d.signature(f, class)
		before := property(f.JS) + "("
		if class == "" {
			before = "readonly " + property(f.JS) + ": ("
			d.out.list(before, params, ") => "+result+";")
			continue
		}
		d.out.list(before, params, "): "+result+";")
	}
}

func (d *declaration) value(v *ir.Value, own bool) {
	name, input := v.JS, v.Input
	if !own {
		name, input = d.foreignName(v)
	}
	d.comment(v.Doc, v.Deprecated, nil)
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
		if objectMembers[f.JS] && !strings.HasPrefix(f.JS, "__") { // every object has it, also one that does not give the field
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
	d.comment(c.Doc, c.Deprecated, nil)
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
		get, set := d.result(&ir.Result{Type: f.Type, NotNil: f.Live}), d.typeOf(f.Type, in)
		switch {
		case f.Set == "":
			d.out.line("get %s(): %s;", property(f.JS), get)
		case get == set:
			d.out.line("%s: %s;", property(f.JS), get)
		default:
			d.out.line("get %s(): %s;", property(f.JS), get)
			d.out.line("set %s(value: %s);", property(f.JS), set)
		}
	}
	d.members(c.Methods, c.JS)
	if c.Close != "" {
		d.out.line("/** Calls {@link %s.%s} and releases the object. */", c.JS, methodNamed(c, c.Close))
		d.out.line("override [Symbol.dispose](): void;")
	}
	d.out.line("}")
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
func (d *declaration) comment(doc, deprecated string, f *ir.Func) {
	d.out.line("")
	var tags []string
	if f != nil {
		tags = d.tags(f)
	}
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
		case p.WriteBack && table.Of(p.Type.Kind).Lent:
			tags = append(tags, "@param "+p.JS+" copied; what Go changes is copied back into a typed array")
		case p.WriteBack:
			tags = append(tags, "@param "+p.JS+" copied; what Go changes is written back into the object")
		}
	}
	if f.Receiver != nil && f.Receiver.WriteBack {
		tags = append(tags, "@param "+f.Receiver.JS+" what Go changes is written back into it")
	}
	if f.Throws {
		tags = append(tags, "@throws GoError")
	}
	return tags
}

type direction bool

const (
	in  direction = true
	out direction = false
)

// typeOf is the TypeScript type of a kind, by the table's template.
func (d *declaration) typeOf(t *ir.Type, dir direction) string {
	row := table.Of(t.Kind)
	if t.Ref != "" && row.Form != table.Declared {
		if name := d.refName(t.Ref); name != "" && (dir == out || d.isScalar(t)) {
			return name
		}
	}
	template := row.Out
	if dir == in {
		template = row.In
	}
	var b strings.Builder
	for {
		i := strings.IndexByte(template, '{')
		if i < 0 {
			b.WriteString(d.globals(template))
			return b.String()
		}
		b.WriteString(d.globals(template[:i]))
		name, after, found := strings.Cut(template[i+1:], "}")
		if !found || !placeholders[name] {
			b.WriteByte('{')
			template = template[i+1:]
			continue
		}
		s := d.part(name, t, dir)
		if name == "elem" && strings.HasPrefix(after, "[]") && strings.ContainsAny(s, " |&=") {
			s = "(" + s + ")"
		}
		b.WriteString(s)
		template = after
	}
}

var placeholders = map[string]bool{"elem": true, "key": true, "ref": true, "array": true, "params": true, "result": true}

func (d *declaration) isScalar(t *ir.Type) bool {
	return table.Of(t.Kind).Form == table.Plain && t.Elem == nil && t.Len == 0
}

func (d *declaration) part(name string, t *ir.Type, dir direction) string {
	switch name {
	case "elem":
		return d.typeOf(t.Elem, dir)
	case "key":
		return d.typeOf(t.Key, dir)
	case "ref":
		if dir == in && d.lib.Lookup(t.Ref).Value != nil {
			return d.inputName(t.Ref)
		}
		return d.refName(t.Ref)
	case "array":
		return d.globals(table.Of(t.Elem.Kind).Array)
	case "params":
		return d.funcParams(t.Func)
	}
	// What JavaScript returns to Go goes in.
	var results []string
	for _, r := range t.Func.Results {
		results = append(results, d.typeOf(r.Type, in))
	}
	switch len(results) {
	case 0:
		return "void"
	case 1:
		return results[0]
	}
	return "readonly [" + strings.Join(results, ", ") + "]"
}

func (d *declaration) funcParams(s *ir.Signature) string {
	taken := names.Scope{}
	var params []string
	for i, p := range s.Params {
		name := p.JS
		if name == "" {
			name = fmt.Sprintf("arg%d", i+1)
		}
		name = taken.Unique(name)
		if p.Variadic {
			name = "..." + name
		}
		params = append(params, name+": "+d.typeOf(p.Type, out))
	}
	return strings.Join(params, ", ")
}

// refName is the name of a declared type, imported where another package of the build has it.
func (d *declaration) refName(ref string) string {
	found := d.lib.Lookup(ref)
	switch {
	case found.Class != nil && (found.Class.Opaque || !d.inBuild(found.Class.Package)):
		return d.global("Handle")
	case found.Class != nil:
		return d.from(found.Class.Package, found.Class.JS)
	case found.Value != nil && d.inBuild(found.Value.Package):
		return d.from(found.Value.Package, found.Value.JS)
	case found.Value != nil:
		d.use(ref)
		name, _ := d.foreignName(found.Value)
		return name
	case found.Enum != nil:
		return d.from(d.ownerOf(ref), found.Enum.JS)
	}
	return d.from(d.ownerOf(ref), found.Named.JS)
}

// ownerOf is the package of the build that has an enum or another named type.
func (d *declaration) ownerOf(ref string) string {
	for _, p := range d.lib.Packages {
		if slices.ContainsFunc(p.Enums, func(e *ir.Enum) bool { return e.Ref == ref }) || slices.ContainsFunc(p.Named, func(n *ir.Named) bool { return n.Ref == ref }) {
			return p.Path
		}
	}
	return d.pkg.Path
}

func (d *declaration) inputName(ref string) string {
	v := d.lib.Lookup(ref).Value
	if d.inBuild(v.Package) {
		return d.from(v.Package, v.Input)
	}
	d.use(ref)
	_, input := d.foreignName(v)
	return input
}

func (d *declaration) use(ref string) {
	if !slices.Contains(d.foreign, ref) {
		d.foreign = append(d.foreign, ref)
	}
}

func (d *declaration) inBuild(path string) bool { return lookupPackage(d.lib, path) != nil }

func (d *declaration) from(path, name string) string {
	if path == d.pkg.Path {
		return name
	}
	folder := d.o.Folders[path]
	if d.others[folder] == nil {
		d.others[folder] = map[string]bool{}
	}
	if d.own[name] {
		local := "$" + name
		d.others[folder][name+" as "+local] = true
		return local
	}
	d.others[folder][name] = true
	return name
}

// Types of topher that the table's templates mention.
var ofTopher = map[string]bool{"GoError": true, "GoAny": true, "GoAnyInput": true, "Handle": true}

// global is a type of topher, imported.
func (d *declaration) global(name string) string {
	d.topher[name] = true
	if d.own[name] {
		return "$" + name
	}
	return name
}

// globals writes the names in a template so that declarations of the package cannot be meant.
func (d *declaration) globals(text string) string {
	var b strings.Builder
	for text != "" {
		i := strings.IndexFunc(text, isLetter)
		if i < 0 {
			break
		}
		b.WriteString(text[:i])
		n := strings.IndexFunc(text[i:], func(r rune) bool { return !isLetter(r) && (r < '0' || r > '9') })
		if n < 0 {
			n = len(text) - i
		}
		word := text[i : i+n]
		switch {
		case ofTopher[word]:
			word = d.global(word)
		case d.own[word]:
			word = "globalThis." + word
		}
		b.WriteString(word)
		text = text[i+n:]
	}
	b.WriteString(text)
	return b.String()
}

func isLetter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '_' || r == '$'
}
