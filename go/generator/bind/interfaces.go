package bind

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"github.com/topherjs/topher/go/generator/ir"
)

// bindInterface binds an interface of the build.
func (b *binder) bindInterface(d *decl, o *types.TypeName) {
	p := d.owner
	b.declare(p, p.exports, d.js, d.name, o.Pos())
	d.class.JS = d.js
	p.IR.Classes = append(p.IR.Classes, d.class)
	b.addDoc(p, b.docOf(p, o.Pos()), &d.class.Doc, &d.class.Deprecated)
	b.interfaceMethods(d)
	for _, f := range d.class.Methods {
		f.Symbol = b.symbol(p.IR.Name, d.name, f.Go)
	}
}

// interfaceClass is the class of an interface, without its methods.
func (b *binder) interfaceClass(d *decl) *ir.Class {
	p, path := b.packages[0], d.named.Obj().Pkg().Path()
	if d.owner != nil {
		p, path = d.owner, d.owner.IR.Path
	}
	i := d.named.Underlying().(*types.Interface)
	return &ir.Class{Ref: d.ref, Go: d.name, Package: path, Type: d.expr, Position: p.Position(d.named.Obj().Pos()),
		Why: "it is an interface with methods", Interface: &ir.Implement{Object: true}, String: stringer(i)}
}

// literal is the declaration of an interface type without a name, as one of no package of the build, or nil where generated code cannot
// write the type. Its name is made of those that it embeds, or of its methods.
func (b *binder) literal(i *types.Interface) *decl {
	expr, why := b.express(i)
	if why != "" {
		return nil
	}
	if d := b.decls[expr]; d != nil {
		return d
	}
	var embedded []*types.TypeName
	count := map[string]int{}
	for t := range i.EmbeddedTypes() {
		if n, ok := types.Unalias(t).(*types.Named); ok && n.Obj().Pkg() != nil {
			embedded = append(embedded, n.Obj())
			count[n.Obj().Name()]++
		}
	}
	var parts []string
	for _, t := range embedded {
		name := t.Name()
		if count[name] > 1 {
			name = title(t.Pkg().Name()) + name
		}
		parts = append(parts, name)
	}
	name := strings.Join(parts, "And")
	for m := range i.ExplicitMethods() {
		name += "With" + m.Name()
	}
	at := i.Method(0)
	o := types.NewTypeName(at.Pos(), at.Pkg(), name, nil)
	d := &decl{ref: expr, named: types.NewNamed(o, i, nil), name: name, expr: expr, shape: shapeInterface}
	if at.Pkg() == nil { // Error of the predeclared interface alone is error
		return nil
	}
	b.decls[expr] = d
	b.fillForeign(d)
	return d
}

func stringer(i *types.Interface) bool {
	for m := range i.Methods() {
		if s := m.Signature(); m.Name() == "String" && s.Params().Len() == 0 && s.Results().Len() == 1 && types.Identical(s.Results().At(0).Type(), types.Typ[types.String]) {
			return true
		}
	}
	return false
}

// interfaceMethods binds the methods of an interface, those of embedded ones included: first its own in the order of the source. An
// object of JavaScript can stand for it where all of them can be called. Of one outside of the build, methods that need a class are left out.
func (b *binder) interfaceMethods(d *decl) {
	c, members := d.class, memberScope()
	only := func(why string) {
		if c.Interface.Object {
			c.Interface.Object, c.Interface.Why = false, why
		}
	}
	p := b.packages[0]
	if d.owner != nil {
		p = d.owner
	}
	if isContext(d.named) {
		only("only Go makes contexts")
	}
	for _, m := range b.methodsOfInterface(d) {
		symbol := d.name + "." + m.Name()
		switch {
		case !m.Exported():
			only(fmt.Sprintf("its method %s is not exported, so that only types of package %s have it", m.Name(), m.Pkg().Name()))
			continue
		case d.owner != nil && b.ignored(p, ir.SymbolMethod, symbol, b.posOf(d, m)):
			only(fmt.Sprintf("a directive leaves out its method %s", m.Name()))
			continue
		case d.owner == nil && b.classNeeded(m) != "":
			only(fmt.Sprintf("its method %s is left out: %s", m.Name(), b.classNeeded(m)+b.addToBuild(d.named)))
			continue
		case fillsSlice(m):
			only(fmt.Sprintf("its method %s fills a slice of Go's, of which JavaScript would get a copy", m.Name()))
		}
		f := &ir.Func{Go: m.Name(), Position: p.Position(b.posOf(d, m)), Call: m.Name(), Receiver: &ir.Receiver{}}
		f.Receiver.Param = ir.Param{Type: &ir.Type{Kind: ir.ClassPointer, Go: d.expr, Ref: d.ref}}
		call := &call{Func: f, p: p, object: m, kind: ir.SymbolMethod, symbol: symbol, owner: d, recv: types.NewVar(d.named.Obj().Pos(), nil, "", d.named)}
		if why := b.signature(call); why != "" {
			if d.owner != nil {
				b.skip(p, ir.SymbolMethod, symbol, b.posOf(d, m), why)
			}
			only(fmt.Sprintf("its method %s cannot be called from JavaScript: %s", m.Name(), why))
			continue
		}
		for i, r := range f.Results {
			if b.nameless[r.Type] != nil {
				only(fmt.Sprintf("its method %s returns %s: %s", m.Name(), spell(m.Signature().Results().At(i).Type(), m.Pkg()), r.Type.Why))
			}
		}
		f.JS = classMember(m)
		if d.owner != nil {
			f.JS = b.jsName(p, symbol, f.JS)
			b.addDoc(p, b.docOf(p, m.Pos()), &f.Doc, &f.Deprecated)
		}
		f.Local = f.JS
		b.declare(p, members, f.JS, symbol, b.posOf(d, m))
		c.Methods = append(c.Methods, f)
		b.calls = append(b.calls, call)
	}
	selfCalled(c)
}

// methodsOfInterface lists the methods of an interface: its own in the order of the source, then those of embedded ones by name.
func (b *binder) methodsOfInterface(d *decl) []*types.Func {
	i := d.named.Underlying().(*types.Interface)
	var own, embedded []*types.Func
	for m := range i.Methods() {
		embedded = append(embedded, m)
	}
	if d.owner != nil && inFiles(d.owner, d.named.Obj().Pos()) {
		own = slices.Collect(i.ExplicitMethods())
		embedded = slices.DeleteFunc(embedded, func(m *types.Func) bool { return slices.Contains(own, m) })
		sortByPlace(d.owner, own)
	}
	return append(own, embedded...)
}

// classNeeded says why a method of an interface outside of the build is left out, or is empty. What it mentions must need no class:
// the build has none for it, and every class of another package would bring more. Other interfaces are handles anyway.
func (b *binder) classNeeded(f *types.Func) string {
	m := &mentioned{b: b, seen: map[types.Type]bool{}}
	if why := m.signature(f.Signature()); why != "" {
		return "it mentions " + why
	}
	return ""
}

// mentioned looks through the types that a method mentions.
type mentioned struct {
	b    *binder
	seen map[types.Type]bool
}

func (m *mentioned) signature(s *types.Signature) string {
	for _, list := range []*types.Tuple{s.Params(), s.Results()} {
		for v := range list.Variables() {
			if takesContext(s) && v == s.Params().At(0) {
				continue
			}
			if why := m.obstacle(v.Type()); why != "" {
				return why
			}
		}
	}
	return ""
}

// obstacle is what in a type needs a class, or cannot cross, or is empty.
func (m *mentioned) obstacle(t types.Type) string {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		if _, why := basicType(t); why == "" {
			return ""
		}
	case *types.Named:
		return m.named(t)
	case *types.Pointer:
		switch t.Elem().Underlying().(type) {
		case *types.Pointer, *types.Interface, *types.Signature:
		default:
			return m.obstacle(t.Elem())
		}
	case *types.Slice:
		return m.obstacle(t.Elem())
	case *types.Array:
		return m.obstacle(t.Elem())
	case *types.Chan:
		return m.obstacle(t.Elem())
	case *types.Map:
		return cmpOr(m.obstacle(t.Key()), m.obstacle(t.Elem()))
	case *types.Signature:
		return m.signature(t)
	case *types.Struct:
		if t.NumFields() == 0 {
			return ""
		}
	case *types.Interface:
		if t.Empty() || streamOf(t) != "" {
			return ""
		}
	}
	return spell(t, nil)
}

func (m *mentioned) named(n *types.Named) string {
	if n.Obj().Pkg() == nil || isBuiltinRow(n) {
		return ""
	}
	if n.TypeArgs().Len() > 0 {
		if s, ok := n.Underlying().(*types.Signature); ok {
			return m.signature(s)
		}
		return spell(n, nil)
	}
	d := m.b.declOf(n)
	switch {
	case d.none != "":
		return spell(n, nil)
	case d.owner != nil, d.shape == shapeStream, d.shape == shapeInterface:
		return ""
	case d.shape == shapeClass:
		return spell(n, nil)
	}
	if m.seen[n] {
		if d.shape == shapeValue {
			return ""
		}
		return spell(n, nil) // what contains itself is opaque outside of the build
	}
	m.seen[n] = true
	if s, ok := n.Underlying().(*types.Struct); ok {
		for f := range s.Fields() {
			if why := m.obstacle(f.Type()); why != "" {
				return why
			}
		}
		return ""
	}
	why := m.obstacle(n.Underlying())
	m.seen[n] = false
	return why
}
