package typescript

import (
	"fmt"
	"slices"
	"strings"

	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/names"
	"github.com/topherjs/topher/go/generator/table"
)

// A direction says whether a type is spelled as what TypeScript gives, synchronously or asynchronously, or as what it gets.
type direction = table.Direction

const (
	in    = table.In
	out   = table.Out
	async = table.Async
)

// typeOf is the TypeScript type of a kind, by the table's template. A function that goes in may return a promise, as Go can keep it.
func (d *declaration) typeOf(t *ir.Type, dir direction) string { return d.spelled(t, dir, false) }

// strictly is the type of a function that Go calls only while a synchronous call runs: it cannot return a promise.
func (d *declaration) strictly(t *ir.Type) string { return d.spelled(t, in, true) }

func (d *declaration) spelled(t *ir.Type, dir direction, strict bool) string {
	template := table.Of(t.Kind).TypeScript(dir)
	switch {
	case t.Func == nil:
	case dir == out && d.plain && t.Func.Context:
		return d.typeOf(t, in)
	case dir == out && d.plain || dir != out && len(t.Func.Results) == 0: // where nothing is wanted, anything may be returned
		template = table.Of(t.Kind).TypeScript(in)
	case dir == in && (!strict || t.Func.Context):
		template = table.Of(t.Kind).TypeScript(async)
	}
	if t.Ref != "" && !strings.Contains(template, "{ref}") {
		if name := d.ofFunc(t, dir, strict); name != "" {
			return name
		}
		if d.goesByName(t, dir) {
			return d.orOfGo(t) + d.refName(t.Ref)
		}
	}
	if lazy := deferred[template]; d.alias != "" && lazy != "" {
		template = lazy
	}
	if d.alias != "" && t.Elem != nil && t.Elem.Kind == ir.Recursive && template == "{elem} | null" { // a pointer to itself
		return "null"
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
		if (name == "elem" || name == "back") && strings.HasPrefix(after, "[]") && strings.ContainsAny(s, " |&=") {
			s = "(" + s + ")"
		}
		b.WriteString(s)
		template = after
	}
}

// ofFunc is the type in the namespace of a named func type that says what the alias does not, or empty.
func (d *declaration) ofFunc(t *ir.Type, dir direction, strict bool) string {
	named := d.lib.Lookup(t.Ref).Named
	switch {
	case dir == out && !d.plain && d.comesOut(named):
		return d.from(d.ownerOf(t.Ref), named.JS) + ".FromGo | null"
	case dir != out && !strict && d.mayPromise(named):
		return d.from(d.ownerOf(t.Ref), named.JS) + ".AsyncInput | null"
	}
	return ""
}

// orOfGo is what can be given for a func type beside what its alias says: a func of Go takes a variadic parameter as an array where it takes a
// context, and a function of JavaScript does not.
func (d *declaration) orOfGo(t *ir.Type) string {
	if t.Func == nil || !t.Func.Context || len(t.Func.Params) == 0 || !t.Func.Params[len(t.Func.Params)-1].Variadic {
		return ""
	}
	if named := d.lib.Lookup(t.Ref).Named; d.comesOut(named) {
		return d.from(d.ownerOf(t.Ref), named.JS) + ".FromGo | "
	}
	return ""
}

var placeholders = map[string]bool{"elem": true, "key": true, "ref": true, "array": true, "params": true, "result": true, "back": true, "asyncParams": true, "task": true}

// What a type alias may mention itself in, where the table's type is resolved at once.
var deferred = map[string]string{
	"Record<string, {elem}>":           "{ [key: string]: {elem} }",
	"Readonly<Record<string, {elem}>>": "{ readonly [key: string]: {elem} }",
}

// goesByName reports whether the alias of a type says what it is in this direction.
func (d *declaration) goesByName(t *ir.Type, dir direction) bool {
	switch {
	case dir == aliased(t) || d.isScalar(t) || d.isRecursive(t.Ref):
		return true
	case t.Kind == ir.Opaque:
		return true
	case aliased(t) == out:
		return false
	}
	unnamed := *t
	unnamed.Ref = ""
	return d.strictly(&unnamed) == d.typeOf(&unnamed, dir)
}

func (d *declaration) isScalar(t *ir.Type) bool {
	return table.Of(t.Kind).Form == table.Plain && t.Elem == nil && t.Len == 0
}

func (d *declaration) part(name string, t *ir.Type, dir direction) string {
	switch name {
	case "elem":
		return d.typeOf(t.Elem, dir)
	case "key":
		return d.typeOf(t.Key, dir)
	case "back":
		return d.typeOf(t.Elem, dir.Back())
	case "ref":
		if dir != out && d.lib.Lookup(t.Ref).Value != nil {
			return d.inputName(t.Ref)
		}
		if c := d.lib.Lookup(t.Ref).Class; dir == async && c != nil && promising(c) {
			return d.refName(t.Ref) + ".AsyncInput"
		}
		return d.refName(t.Ref)
	case "array":
		return d.globals(table.Of(t.Elem.Kind).Array)
	case "params":
		if dir == out && t.Func.Context {
			return strings.Join(d.funcParams(t.Func, async), ", ")
		}
		return strings.Join(d.funcParams(t.Func, dir.Back()), ", ")
	case "asyncParams":
		return strings.Join(d.funcParams(t.Func, async), ", ")
	case "task":
		return d.task(t.Func.Results)
	}
	if dir == out { // of a function that Go returns
		if t.Func.Context {
			return d.task(t.Func.Results)
		}
		return d.results(t.Func.Results)
	}
	return d.returned(t.Func.Results, in)
}

// returned is what a function of JavaScript returns to Go.
func (d *declaration) returned(results []*ir.Result, dir direction) string {
	var list []string
	for _, r := range results {
		list = append(list, d.typeOf(r.Type, dir))
	}
	switch len(list) {
	case 0:
		return "void"
	case 1:
		return list[0]
	}
	return "readonly [" + strings.Join(list, ", ") + "]"
}

// task is what an asynchronous form returns.
func (d *declaration) task(results []*ir.Result) string {
	return d.global("Task") + "<" + d.results(results) + ">"
}

// promising reports whether objects of JavaScript that stand for an interface may return promises where others return values.
func promising(c *ir.Class) bool {
	return c.Interface != nil && c.Interface.Object && slices.ContainsFunc(c.Methods, func(f *ir.Func) bool { return !f.Async && len(f.Results) > 0 })
}

// funcParams are the parameters of a func type. Those of the asynchronous form have options behind them; what gets a context gets it there.
func (d *declaration) funcParams(s *ir.Signature, dir direction) []string {
	taken := names.Scope{}
	var params []string
	for i, p := range s.Params {
		name := p.JS
		if name == "" {
			name = fmt.Sprintf("arg%d", i+1)
		}
		name = taken.Unique(name)
		if p.Variadic && dir != async {
			name = "..." + name
		}
		params = append(params, name+": "+d.typeOf(p.Type, dir))
	}
	switch {
	case dir == async:
		params = append(params, d.options(taken))
	case dir == out && s.Context:
		params = d.withContext(params, taken)
	}
	return params
}

// options is the last parameter of an asynchronous form.
func (d *declaration) options(taken names.Scope) string {
	return taken.Unique("options") + "?: " + d.global("TaskOptions")
}

// withContext adds the context that a function of JavaScript gets behind its parameters, which a rest parameter would not allow.
func (d *declaration) withContext(params []string, taken names.Scope) []string {
	params = append(params, taken.Unique("context")+": "+d.global("GoContext"))
	if n := len(params); n > 1 && strings.HasPrefix(params[n-2], "...") {
		return []string{"..." + taken.Unique("args") + ": [" + strings.Join(params, ", ") + "]"}
	}
	return params
}

// refName is the name of a declared type, imported where another package of the build has it.
func (d *declaration) refName(ref string) string {
	found := d.lib.Lookup(ref)
	switch {
	case found.Class != nil && found.Class.Interface != nil && slices.Contains(d.lib.Classes, found.Class):
		d.use(ref)
		return d.here(d.foreignInterface(found.Class))
	case found.Class != nil && (found.Class.Opaque || !d.inBuild(found.Class.Package)):
		return d.global("Handle")
	case found.Class != nil:
		return d.from(found.Class.Package, found.Class.JS)
	case found.Value != nil && d.inBuild(found.Value.Package):
		return d.from(found.Value.Package, found.Value.JS)
	case found.Value != nil:
		d.use(ref)
		name, _ := d.foreignName(found.Value)
		return d.here(name)
	case found.Enum != nil:
		return d.from(d.ownerOf(ref), found.Enum.JS)
	}
	name := d.from(d.ownerOf(ref), found.Named.JS)
	if strings.HasSuffix(table.Of(found.Named.Type.Kind).Out, " | null") {
		name += " | null"
	}
	return name
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
	return d.here(input)
}

func (d *declaration) use(ref string) {
	if !slices.Contains(d.foreign, ref) {
		d.foreign = append(d.foreign, ref)
	}
}

func (d *declaration) inBuild(path string) bool { return lookupPackage(d.lib, path) != nil }

func (d *declaration) from(path, name string) string {
	if path == d.pkg.Path {
		return d.here(name)
	}
	folder := d.o.Folders[path]
	if d.others[folder] == nil {
		d.others[folder] = map[string]bool{}
	}
	local := d.localName(path, name)
	if local == name {
		d.others[folder][name] = true
	} else {
		d.others[folder][name+" as "+local] = true
	}
	return local
}

// here is what a type of this module is called. In the namespaces of classes some names mean something else: there it is imported from the
// module itself.
func (d *declaration) here(name string) string {
	if !d.within || !ofNamespaces[name] {
		return name
	}
	local := d.localName(d.pkg.Path, name)
	if d.others["."] == nil {
		d.others["."] = map[string]bool{}
	}
	d.others["."][name+" as "+local] = true
	return local
}

// What namespaces of classes, interfaces and func types declare.
var ofNamespaces = map[string]bool{"Async": true, "AsyncInput": true, "FromGo": true}

// localName is what a type of another package is called here: two packages may have the same name, and this one or the language too.
func (d *declaration) localName(path, name string) string {
	key := path + "." + name
	if local, ok := d.locals[key]; ok {
		return local
	}
	local := name
	if d.own[name] || d.taken[name] || ofTopher[name] || ofLanguage[name] || ofNamespaces[name] {
		local = "$" + name
	}
	for n := 2; d.taken[local] || ofTopher[strings.TrimPrefix(local, "$")]; n++ {
		local = fmt.Sprintf("$%s%d", name, n)
	}
	d.taken[local] = true
	d.locals[key] = local
	return local
}

// Types of the language that the table's templates mention.
var ofLanguage = func() map[string]bool {
	set := map[string]bool{"Symbol": true, "Object": true, "Readonly": true, "globalThis": true}
	for _, row := range table.Rows() {
		for _, text := range []string{row.In, row.Out, row.Async, row.Array} {
			for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !isLetter(r) && (r < '0' || r > '9') }) {
				set[word] = true
			}
		}
	}
	return set
}()

// Types of topher that the table's templates mention.
var ofTopher = map[string]bool{
	"GoError": true, "GoAny": true, "GoAnyInput": true, "GoReader": true, "GoReaderInput": true, "GoSourceInput": true, "GoWriter": true,
	"GoWriterInput": true, "Handle": true, "GoReaderAsyncInput": true, "GoWriterAsyncInput": true, "GoContext": true, "Task": true, "TaskOptions": true,
	"Channel": true, "ReceiveChannel": true, "SendChannel": true, "ReceiveChannelInput": true, "SendChannelInput": true,
}

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
