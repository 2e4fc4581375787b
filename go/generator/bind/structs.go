package bind

import (
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"github.com/topherjs/topher/go/generator/diag"
	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/names"
)

// A field is a field of a struct or of one that it embeds.
type field struct {
	v      *types.Var
	path   []string
	js     string
	tagged bool // its name is that of a json tag
	owner  string
}

// jsonName is the name of a json tag, or empty. The tag "-" means that encoding/json leaves the field out; it crosses here.
func jsonName(tag string) string {
	name, ok := reflect.StructTag(tag).Lookup("json")
	if !ok || name == "-" {
		return ""
	}
	name, _, _ = strings.Cut(name, ",")
	return name
}

// flatten lists the exported fields of a struct, those of embedded structs where they stand, as encoding/json does. Fields that
// another one hides are left out; clash is called for those that hide one another.
func (b *binder) flatten(d *decl, clash func(x, y field)) []field {
	var all []field
	var walk func(u *types.Struct, owner string, path []string, seen []*types.Struct)
	walk = func(u *types.Struct, owner string, path []string, seen []*types.Struct) {
		for i := range u.NumFields() {
			v := u.Field(i)
			f := field{v: v, path: append(slices.Clip(path), v.Name()), js: jsonName(u.Tag(i)), owner: owner}
			f.tagged = f.js != ""
			if s := embeddedStruct(v); s != nil && !f.tagged && !slices.Contains(seen, s) {
				if d.shape == shapeClass && v.Exported() {
					all = append(all, b.named(d, f))
				}
				name := owner
				if n, ok := types.Unalias(deref(v.Type())).(*types.Named); ok {
					name = n.Obj().Name()
				}
				walk(s, name, f.path, append(seen, s))
				continue
			}
			if v.Exported() {
				all = append(all, b.named(d, f))
			}
		}
	}
	u := d.named.Underlying().(*types.Struct)
	walk(u, d.name, nil, []*types.Struct{u})
	if d.shape == shapeClass { // what Go itself selects
		return slices.DeleteFunc(all, func(f field) bool {
			found, _, _ := types.LookupFieldOrMethod(types.NewPointer(d.named), true, f.v.Pkg(), f.v.Name())
			return found != f.v
		})
	}
	byName := map[string][]field{}
	for _, f := range all {
		byName[f.js] = append(byName[f.js], f)
	}
	return slices.DeleteFunc(all, func(f field) bool {
		return !slices.Equal(dominant(byName[f.js], clash).path, f.path)
	})
}

// dominant is the field that encoding/json would take of those with one name: the least nested, of these the one with a tag.
func dominant(fields []field, clash func(x, y field)) field {
	best := fields[0]
	for _, f := range fields[1:] {
		switch {
		case len(f.path) < len(best.path), len(f.path) == len(best.path) && f.tagged && !best.tagged:
			best = f
		}
	}
	for _, f := range fields {
		if len(f.path) == len(best.path) && f.tagged == best.tagged && f.v != best.v {
			clash(best, f)
		}
	}
	return best
}

func (b *binder) named(d *decl, f field) field {
	if f.js == "" {
		f.js = names.Member(f.v.Name())
	}
	f.js = names.Safe(f.js)
	if d.shape == shapeClass {
		f.js = names.OfClass(f.js)
	}
	if d.owner != nil {
		// A directive stands at the field where it is declared.
		if p := b.byPath[f.v.Pkg().Path()]; p != nil {
			f.js = b.jsName(p, f.owner+"."+f.v.Name(), f.js)
		}
	}
	return f
}

func deref(t types.Type) types.Type {
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		return p.Elem()
	}
	return t
}

// embeddedStruct is the struct that an embedded field brings the fields of, or nil.
func embeddedStruct(v *types.Var) *types.Struct {
	if !v.Embedded() {
		return nil
	}
	if n, ok := types.Unalias(v.Type()).(*types.Named); ok && n.Obj().Pkg() != nil && isBuiltinRow(n) {
		return nil
	}
	s, _ := deref(v.Type()).Underlying().(*types.Struct)
	return s
}

// fieldsOf describes the fields of a struct, and lists those that cannot cross.
func (b *binder) fieldsOf(d *decl) []*ir.Field {
	p := d.owner
	reported := map[*types.Var]bool{}
	clash := func(x, y field) {
		if p != nil && !reported[y.v] && !reported[x.v] {
			reported[x.v], reported[y.v] = true, true
			b.diags.Errorf(diag.CodeName, p.Position(y.v.Pos()), "%s.%s and %s.%s are both %q in TypeScript; give one another name with //topher:name, or with \"name\" in topher.config.json",
				d.name, strings.Join(x.path, "."), d.name, strings.Join(y.path, "."), y.js)
		}
	}
	var fields []*ir.Field
	for _, f := range b.flatten(d, clash) {
		symbol := d.name + "." + f.v.Name()
		at := b.packages[0]
		if p != nil {
			at = p
			if b.ignored(p, ir.SymbolField, symbol, f.v.Pos()) {
				continue
			}
		}
		cross := b.givenType
		if d.shape != shapeClass || p == nil {
			cross = func(t types.Type) (*ir.Type, string) { return b.typeOf(t, inside) }
		}
		t, why := cross(f.v.Type())
		if why != "" {
			skipped := ir.Skipped{Name: symbol, Kind: ir.SymbolField, Position: at.Position(f.v.Pos()), Reason: spell(f.v.Type(), f.v.Pkg()) + ": " + why}
			if p != nil {
				p.IR.Skipped = append(p.IR.Skipped, skipped)
			} else {
				skipped.Name = d.named.Obj().Pkg().Name() + "." + skipped.Name
				d.omitted = append(d.omitted, skipped)
			}
			continue
		}
		path := f.path
		if d.shape == shapeClass && slices.ContainsFunc(path, func(name string) bool { return !token.IsExported(name) }) {
			path = path[len(path)-1:] // Go selects it so too, and generated code cannot name what is between
		}
		out := &ir.Field{Go: f.v.Name(), JS: f.js, Path: path, Type: t, Position: at.Position(f.v.Pos()), Promoted: len(f.path) > 1}
		if q := b.byPath[f.v.Pkg().Path()]; q != nil {
			b.addDoc(q, b.docOf(q, f.v.Pos()), &out.Doc, &out.Deprecated)
		}
		fields = append(fields, out)
	}
	return fields
}

// fillForeign describes a struct of a package outside of the build when it is first met.
func (b *binder) fillForeign(d *decl) {
	if d.owner != nil || d.value != nil || d.class != nil {
		return
	}
	path := d.named.Obj().Pkg().Path()
	at := b.packages[0].Position(d.named.Obj().Pos())
	if d.shape == shapeValue {
		d.value = &ir.Value{Ref: d.ref, Go: d.name, Package: path, Type: d.expr, Position: at, Why: d.why}
		d.value.Fields = b.fieldsOf(d)
		return
	}
	if d.shape == shapeInterface {
		d.class = b.interfaceClass(d)
		d.class.Position = at
		if strings.HasPrefix(d.expr, "interface{") { // no package has it
			d.class.Why = unnamedInterface
		}
		b.interfaceMethods(d)
		b.closeForeign(d)
		return
	}
	d.class = &ir.Class{Ref: d.ref, Go: d.name, Package: path, Type: d.expr, Position: at, Opaque: true,
		NoCopy: lockIn(d.named) != "", Error: errorOf(d.named), String: hasString(d.named),
		Why: d.why + "; " + path + " is not in the build, so it is an opaque handle"}
}

// empty is the declaration of struct{}, as a value of no package: it is what channels of signals and sets have as their element.
func (b *binder) empty(s *types.Struct) *decl {
	const expr = "struct{}"
	d := b.decls[expr]
	if d == nil {
		o := types.NewTypeName(token.NoPos, types.NewPackage("", "go"), "Empty", nil)
		d = &decl{ref: expr, named: types.NewNamed(o, s, nil), name: o.Name(), expr: expr, shape: shapeValue, why: "it is the struct type without fields"}
		d.value = &ir.Value{Ref: expr, Go: d.name, Type: expr, Position: b.packages[0].Position(token.NoPos), Why: d.why}
		b.decls[expr] = d
	}
	return d
}

// closeForeign makes an interface of a package outside of the build opaque where no method of it is left.
func (b *binder) closeForeign(d *decl) {
	if c := d.class; !c.Opaque && len(c.Methods) == 0 {
		c.Opaque, c.Close = true, ""
		c.Why += "; no method of it is bound, so it is an opaque handle" + b.addToBuild(d.named)
	}
}
