package typescript

import (
	"fmt"
	"slices"
	"strings"

	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/names"
	"github.com/topherjs/topher/go/generator/table"
)

// A direction says whether a type is spelled as what TypeScript gives or as what it gets.
type direction bool

const (
	in  direction = true
	out direction = false
)

// typeOf is the TypeScript type of a kind, by the table's template.
func (d *declaration) typeOf(t *ir.Type, dir direction) string {
	row := table.Of(t.Kind)
	template := row.Out
	if dir == in {
		template = row.In
	}
	if t.Ref != "" && !strings.Contains(template, "{ref}") && d.goesByName(t, dir) {
		return d.refName(t.Ref)
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
		if name == "elem" && strings.HasPrefix(after, "[]") && strings.ContainsAny(s, " |&=") {
			s = "(" + s + ")"
		}
		b.WriteString(s)
		template = after
	}
}

var placeholders = map[string]bool{"elem": true, "key": true, "ref": true, "array": true, "params": true, "result": true}

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
	return d.typeOf(&unnamed, in) == d.typeOf(&unnamed, out)
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
	case "ref":
		if dir == in && d.lib.Lookup(t.Ref).Value != nil {
			return d.inputName(t.Ref)
		}
		return d.refName(t.Ref)
	case "array":
		return d.globals(table.Of(t.Elem.Kind).Array)
	case "params":
		return d.funcParams(t.Func, !dir)
	}
	if dir == out { // of a function that Go returns
		return d.results(t.Func.Results)
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

func (d *declaration) funcParams(s *ir.Signature, dir direction) string {
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
		params = append(params, name+": "+d.typeOf(p.Type, dir))
	}
	return strings.Join(params, ", ")
}

// refName is the name of a declared type, imported where another package of the build has it.
func (d *declaration) refName(ref string) string {
	found := d.lib.Lookup(ref)
	switch {
	case found.Class != nil && found.Class.Interface != nil && slices.Contains(d.lib.Classes, found.Class):
		d.use(ref)
		return d.foreignInterface(found.Class)
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
	local := d.localName(path, name)
	if local == name {
		d.others[folder][name] = true
	} else {
		d.others[folder][name+" as "+local] = true
	}
	return local
}

// localName is what a type of another package is called here: two packages may have the same name, and this one or the language too.
func (d *declaration) localName(path, name string) string {
	key := path + "." + name
	if local, ok := d.locals[key]; ok {
		return local
	}
	local := name
	if d.own[name] || d.taken[name] || ofTopher[name] || ofLanguage[name] {
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
		for _, text := range []string{row.In, row.Out, row.Array} {
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
	"GoWriterInput": true, "Handle": true,
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
