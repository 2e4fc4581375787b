package bind

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/topherjs/topher/go/generator/diag"
	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/load"
)

// A shape is what a named type becomes.
type shape string

const (
	shapeValue shape = "value" // an interface; crosses by value
	shapeClass shape = "class" // a class with a handle
	shapeEnum  shape = "enum"  // a union of literals and a const object
	shapeNamed shape = "named" // its underlying type under another name
	shapeNone  shape = ""      // nothing: see decl.none

	shapeInterface shape = "interface" // an interface with methods
	shapeStream    shape = "stream"    // an interface of another package that is a reader or a writer: see streamOf
)

// A decl is a named type that the build has met.
type decl struct {
	ref   string
	named *types.Named
	owner *pkg   // the package of the build that declares or adopts it, or nil
	name  string // its Go name there
	js    string
	expr  string // Go expression; empty where it has none
	none  string // why it cannot be named or bound
	shape shape
	why   string // the reason of its shape

	value *ir.Value
	class *ir.Class
	alias *ir.Named
	// What an unused declaration of another package would leave out.
	omitted []ir.Skipped
}

// An adoption is an exported alias of the build for a type from elsewhere: type Config = internal.Config. The build then
// treats the type as one that the alias declares.
type adoption struct {
	owner *pkg
	name  *types.TypeName
}

// adopt finds the aliases of a package.
func (b *binder) adopt(p *pkg) {
	if p.Types == nil {
		return
	}
	for _, o := range b.objects(p) {
		t, ok := o.(*types.TypeName)
		if !ok || !t.IsAlias() {
			continue
		}
		n, ok := types.Unalias(t.Type()).(*types.Named)
		if !ok || n.Obj().Pkg() == nil || n.TypeArgs().Len() > 0 || n.TypeParams().Len() > 0 {
			continue
		}
		target := n.Obj()
		if q := b.byPath[target.Pkg().Path()]; q != nil && target.Exported() {
			continue
		}
		if i, ok := n.Underlying().(*types.Interface); ok && (streamOf(i) != "" || !i.IsMethodSet()) {
			continue
		}
		if _, ok := b.adopted[refOf(target)]; !ok && !b.Rules.Of(p.IR.Path, t.Name()).Ignore && !isBuiltinRow(n) {
			b.adopted[refOf(target)] = adoption{p, t}
		}
	}
}

func refOf(t *types.TypeName) string { return t.Pkg().Path() + "." + t.Name() }

// isBuiltinRow says whether a named type has a row of its own in the table.
func isBuiltinRow(n *types.Named) bool {
	ref := refOf(n.Obj())
	return ref == "time.Time" || ref == "time.Duration"
}

// declOf is the declaration of a named type. Of the instances of generic types, only those that the build binds have one.
func (b *binder) declOf(n *types.Named) *decl {
	target := n.Obj()
	ref := declRef(n)
	if d := b.decls[ref]; d != nil {
		return d
	}
	d := &decl{ref: ref, named: n, owner: b.byPath[target.Pkg().Path()], name: target.Name()}
	b.decls[ref] = d
	at := target
	if a, ok := b.adopted[ref]; ok {
		d.owner, d.name, at = a.owner, a.name.Name(), a.name
	} else if d.owner != nil && !target.Exported() {
		d.owner = nil
	}
	switch {
	case d.owner != nil && b.Rules.Of(d.owner.IR.Path, d.name).Ignore:
		d.none = ignoredType
	case at.Parent() != at.Pkg().Scope():
		d.none = unexportedReason(target) // declared in a function
	case !at.Exported():
		d.none = unexportedReason(target)
	case d.owner == nil && !b.importable(at.Pkg().Path()):
		d.none = internalReason(target)
	default:
		d.expr = b.aliases.of(at.Pkg().Path(), at.Pkg().Name()) + "." + at.Name()
		if isBuiltinRow(n) || isContext(n) { // generated code imports these by itself
			d.expr = ref
		}
	}
	if d.owner != nil {
		d.js = b.typeName(d.owner, d.name)
	}
	b.decideShape(d)
	return d
}

// importable says whether generated code can import a package: one below internal only where it belongs to the module of a
// package of the build, into which generated code can be laid.
func (b *binder) importable(path string) bool {
	return !load.IsInternal(path) || moduleAround(path, b.byPath) != nil
}

// moduleAround is the module, on this machine and to be written to through an overlay, whose internal package path is.
func moduleAround(path string, build map[string]*pkg) *ir.Module {
	var found *ir.Module
	for _, p := range build {
		m := p.IR.Module
		if m == nil || found != nil && len(m.Path) <= len(found.Path) {
			continue
		}
		parent, _, _ := strings.Cut("/"+path+"/", "/internal/")
		parent = strings.Trim(parent, "/")
		if (path == m.Path || strings.HasPrefix(path, m.Path+"/")) && (parent == m.Path || strings.HasPrefix(parent, m.Path+"/")) {
			found = m
		}
	}
	return found
}

// decideShape says what a named type becomes, and why.
func (b *binder) decideShape(d *decl) {
	switch u := d.named.Underlying().(type) {
	case *types.Struct:
		if isBuiltinRow(d.named) { // time.Time is a Date, whose methods are static functions
			d.shape = shapeNamed
			return
		}
		d.shape, d.why = structShape(b, d.named, u)
		if d.owner != nil {
			b.reshape(d, u)
		}
	case *types.Interface:
		switch {
		case u.Empty():
			d.shape = shapeNamed
		case !u.IsMethodSet():
			d.none = cmpOr(d.none, constraint)
		case d.owner == nil && streamOf(u) != "":
			d.shape = shapeStream
		default:
			d.shape = shapeInterface
			if d.owner != nil {
				d.class = b.interfaceClass(d)
			}
		}
	case *types.Basic:
		d.shape = shapeNamed
		if len(constantsOf(d.named)) > 0 {
			d.shape = shapeEnum
		}
	default:
		d.shape = shapeNamed
	}
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// reshape follows the config.
func (b *binder) reshape(d *decl, u *types.Struct) {
	rule := b.Rules.Of(d.owner.IR.Path, d.name)
	if rule.Shape == "" {
		return
	}
	rule.Use("shape")
	if rule.Shape == "value" {
		if why := valueObstacle(b, u); why != "" {
			b.diags.Errorf(diag.CodeDirective, rule.At("shape"), "%s.%s cannot be a value: %s", d.owner.IR.Name, d.name, why)
			return
		}
	}
	d.shape, d.why = shape(rule.Shape), "the config says so"
}

// structShape decides between value and class.
func structShape(b *binder, n *types.Named, u *types.Struct) (shape, string) {
	var methods []string
	set := types.NewMethodSet(types.NewPointer(n))
	for i := range set.Len() {
		if m := set.At(i).Obj(); m.Exported() {
			methods = append(methods, m.Name())
		}
	}
	if len(methods) > 0 {
		return shapeClass, "it has methods (" + shorten(methods) + ")"
	}
	if why := valueObstacle(b, u); why != "" {
		return shapeClass, why
	}
	return shapeValue, "its fields are all exported and it has no methods"
}

func shorten(list []string) string {
	if len(list) > 3 {
		return strings.Join(list[:3], ", ") + ", …"
	}
	return strings.Join(list, ", ")
}

// valueObstacle is why a struct cannot cross by value, methods apart, or empty.
func valueObstacle(b *binder, u *types.Struct) string {
	for f := range u.Fields() {
		if lock := lockIn(f.Type()); lock != "" {
			return fmt.Sprintf("it must not be copied: its field %s holds a %s", f.Name(), lock)
		}
	}
	for f := range u.Fields() {
		if f.Name() == "_" {
			continue
		}
		if !f.Exported() {
			if f.Embedded() {
				return fmt.Sprintf("it embeds %s, which is not exported", f.Name())
			}
			return fmt.Sprintf("it has the unexported field %s", f.Name())
		}
		if !f.Embedded() {
			continue
		}
		if _, ok := types.Unalias(f.Type()).(*types.Pointer); ok {
			return fmt.Sprintf("it embeds a pointer (%s), which may be nil", f.Name())
		}
		if n, ok := types.Unalias(f.Type()).(*types.Named); ok {
			if s, ok := n.Underlying().(*types.Struct); ok && (n.TypeArgs().Len() > 0 || n.Obj().Pkg() == nil) {
				if why := valueObstacle(b, s); why != "" {
					return fmt.Sprintf("it embeds %s, which is a class", f.Name())
				}
			} else if ok && b.declOf(n).shape == shapeClass {
				return fmt.Sprintf("it embeds %s, which is a class", f.Name())
			}
		}
	}
	return ""
}

// lockIn names the type in t that must not be copied once used: one whose pointer has Lock and Unlock, as go vet has it. Pointers are
// not followed.
func lockIn(t types.Type) string {
	switch u := t.Underlying().(type) {
	case *types.Array:
		return lockIn(u.Elem())
	case *types.Struct:
		if n, ok := types.Unalias(t).(*types.Named); ok && hasLock(n) {
			return spell(n, nil)
		}
		for f := range u.Fields() {
			if lock := lockIn(f.Type()); lock != "" {
				return lock
			}
		}
	}
	return ""
}

func hasLock(n *types.Named) bool {
	for _, name := range []string{"Lock", "Unlock"} {
		object, index, indirect := types.LookupFieldOrMethod(n, true, n.Obj().Pkg(), name)
		f, ok := object.(*types.Func)
		if !ok || indirect || len(index) != 1 {
			return false
		}
		s := f.Signature()
		if _, pointer := s.Recv().Type().(*types.Pointer); !pointer || s.Params().Len() > 0 || s.Results().Len() > 0 {
			return false
		}
	}
	return true
}

// constantsOf lists the exported constants of a named basic type that its package declares, in no particular order.
func constantsOf(n *types.Named) []*types.Const {
	var found []*types.Const
	s := n.Obj().Pkg().Scope()
	for _, name := range s.Names() {
		if c, ok := s.Lookup(name).(*types.Const); ok && c.Exported() && types.Identical(c.Type(), n) {
			found = append(found, c)
		}
	}
	return found
}

// addForeign adds the structs of other packages that bound symbols mention.
func (b *binder) addForeign() {
	taken := b.exported()
	met := map[string]bool{}
	var found []*decl
	w := &walker{}
	w.visit = func(t *ir.Type) {
		d := b.decls[t.Ref]
		if d == nil || d.owner != nil || met[d.ref] {
			return
		}
		met[d.ref] = true
		found = append(found, d)
		switch {
		case d.value != nil:
			w.fields(d.value.Fields)
		case d.class != nil:
			w.funcs(d.class.Methods)
		}
	}
	w.library(b.lib)
	for _, d := range found {
		d.js = d.name
		if taken[d.js] {
			d.js = title(d.named.Obj().Pkg().Name()) + d.name
		}
		for taken[d.js] {
			d.js += "_"
		}
		taken[d.js] = true
		if d.value != nil {
			d.value.JS, d.value.Input = d.js, d.js+"Input"
			for taken[d.value.Input] {
				d.value.Input += "_"
			}
			taken[d.value.Input] = true
			b.lib.Values = append(b.lib.Values, d.value)
			p := b.packages[0]
			p.IR.Skipped = append(p.IR.Skipped, d.omitted...)
		} else {
			d.class.JS = d.js
			for _, f := range d.class.Methods {
				f.Symbol = b.symbol(d.named.Obj().Pkg().Name(), d.name, f.Go)
			}
			b.lib.Classes = append(b.lib.Classes, d.class)
		}
	}
}

// exported lists the names that the packages of the build export.
func (b *binder) exported() map[string]bool {
	taken := map[string]bool{}
	for _, p := range b.packages {
		for js := range p.exports {
			taken[js] = true
		}
		for _, v := range p.IR.Values {
			taken[v.Input] = true
		}
	}
	return taken
}

func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// methodsOf lists the exported methods of *T: its own in the order of the source, then promoted ones by name.
func (b *binder) methodsOf(d *decl) []*types.Selection {
	set := types.NewMethodSet(types.NewPointer(d.named))
	var own, promoted []*types.Selection
	for i := range set.Len() {
		switch m := set.At(i); {
		case !m.Obj().Exported():
		case len(m.Index()) > 1:
			promoted = append(promoted, m)
		default:
			own = append(own, m)
		}
	}
	slices.SortStableFunc(own, func(x, y *types.Selection) int {
		return comparePlaces(d.owner.Place(x.Obj().Pos()), d.owner.Place(y.Obj().Pos()))
	})
	return append(own, promoted...)
}

// docOf is the comment of an object of this package.
func (b *binder) docOf(p *pkg, pos token.Pos) string {
	if p.Comments == nil {
		return ""
	}
	return p.Comments.Of(pos).Text
}
