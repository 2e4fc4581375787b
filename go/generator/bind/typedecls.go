package bind

import (
	"go/constant"
	"go/token"
	"go/types"
	"strings"

	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/load"
	"github.com/topherjs/topher/go/generator/names"
)

// bindType binds an exported type of the package, or an alias that it exports.
func (b *binder) bindType(p *pkg, o *types.TypeName) {
	if b.ignored(p, ir.SymbolType, o.Name(), o.Pos()) {
		return
	}
	skip := func(why string) { b.skip(p, ir.SymbolType, o.Name(), o.Pos(), why) }
	n, _ := types.Unalias(o.Type()).(*types.Named)
	if n == nil || n.Obj().Pkg() == nil || o.IsAlias() && (n.TypeArgs().Len() > 0 || b.adopted[refOf(n.Obj())].name != o) {
		b.bindAlias(p, o, skip)
		return
	}
	if n.TypeParams().Len() > 0 {
		if b.bindGenericType(o, func(d *decl) { b.bindDecl(d, o, skip) }) {
			return
		}
		skip(needsInstance)
		for m := range n.Methods() {
			if m.Exported() {
				b.skip(p, ir.SymbolMethod, o.Name()+"."+m.Name(), m.Pos(), "its receiver is generic, and has no type arguments here")
			}
		}
		return
	}
	b.bindDecl(b.declOf(n), o, skip)
}

// bindDecl binds a type in its shape.
func (b *binder) bindDecl(d *decl, o *types.TypeName, skip func(string)) {
	if d.none != "" {
		skip(d.none)
		return
	}
	switch d.shape {
	case shapeClass:
		b.bindClass(d, o)
	case shapeValue:
		b.bindValue(d, o)
	case shapeInterface:
		b.bindInterface(d, o)
	default:
		b.bindNamed(d, o, skip)
	}
}

// bindAlias binds a second name of a type: TypeScript gets an alias too.
func (b *binder) bindAlias(p *pkg, o *types.TypeName, skip func(string)) {
	t, why := b.typeOf(o.Type(), inside)
	if alias, ok := o.Type().(*types.Alias); ok && alias.TypeParams().Len() > 0 {
		why = neverGeneric
	}
	if why != "" {
		skip(why)
		return
	}
	js := b.typeName(p, o.Name())
	b.declare(p, p.exports, js, o.Name(), o.Pos())
	named := &ir.Named{Ref: refOf(o), Go: o.Name(), JS: js, Position: p.Position(o.Pos()), Type: t}
	b.addDoc(p, b.docOf(p, o.Pos()), &named.Doc, &named.Deprecated)
	p.IR.Named = append(p.IR.Named, named)
}

func (b *binder) bindClass(d *decl, o *types.TypeName) {
	p := d.owner
	b.declare(p, p.exports, d.js, d.name, o.Pos())
	c := &ir.Class{Ref: d.ref, Go: d.name, JS: d.js, Package: p.IR.Path, Type: d.expr, Position: p.Position(o.Pos()), Why: d.why,
		NoCopy: lockIn(d.named) != "", Error: errorOf(d.named), String: hasString(d.named)}
	d.class = c
	p.IR.Classes = append(p.IR.Classes, c)
	b.addDoc(p, b.docOf(p, o.Pos()), &c.Doc, &c.Deprecated)
	c.Symbol = b.symbol(p.IR.Name, d.name, "new")
	members := memberScope()
	c.Fields = b.fieldsOf(d)
	for _, f := range c.Fields {
		b.declare(p, members, f.JS, d.name+"."+strings.Join(f.Path, "."), o.Pos())
		f.Get = b.symbol(p.IR.Name, d.name, "get", f.Go)
		f.Live = f.Type.Kind == ir.ClassStruct
		if b.nameless[f.Type] == nil && (!f.Live || !b.noCopy(f.Type)) {
			f.Set = b.symbol(p.IR.Name, d.name, "set", f.Go)
		}
	}
	receiver := &ir.Type{Kind: ir.ClassPointer, Go: "*" + d.expr, Ref: d.ref}
	for _, m := range b.methodsOf(d) {
		f := b.method(d, m, receiver)
		if f == nil {
			continue
		}
		b.declare(p, members, f.JS, d.name+"."+f.Go, m.Obj().Pos())
		c.Methods = append(c.Methods, f)
	}
	selfCalled(c)
}

// memberScope holds the names of the members of a class. It has an accessor async, through which one reaches the asynchronous forms.
func memberScope() scope { return scope{"async": "the view of the asynchronous forms"} }

// selfCalled decides which methods the class calls by itself: Close when it is disposed of, and String for toString. They cannot wait.
func selfCalled(c *ir.Class) {
	text := false
	for _, f := range c.Methods {
		plain := !f.Async && len(f.Params) == 0
		if f.Go == "Close" && plain && len(f.Results) == 0 {
			c.Close = f.Go
		}
		text = text || f.Go == "String" && plain
	}
	c.String = c.String && text
}

// noCopy says whether a class by value holds a lock.
func (b *binder) noCopy(t *ir.Type) bool {
	d := b.decls[t.Ref]
	return d != nil && lockIn(d.named) != ""
}

// errorOf says how a type implements error.
func errorOf(n *types.Named) string {
	iface := types.Universe.Lookup("error").Type().Underlying().(*types.Interface)
	switch {
	case types.Implements(n, iface):
		return "value"
	case types.Implements(types.NewPointer(n), iface):
		return "pointer"
	}
	return ""
}

func hasString(n *types.Named) bool {
	object, _, _ := types.LookupFieldOrMethod(types.NewPointer(n), true, n.Obj().Pkg(), "String")
	f, ok := object.(*types.Func)
	if !ok {
		return false
	}
	s := f.Signature()
	return s.Params().Len() == 0 && s.Results().Len() == 1 && types.Identical(s.Results().At(0).Type(), types.Typ[types.String])
}

func (b *binder) bindValue(d *decl, o *types.TypeName) {
	p := d.owner
	b.declare(p, p.exports, d.js, d.name, o.Pos())
	v := &ir.Value{Ref: d.ref, Go: d.name, JS: d.js, Package: p.IR.Path, Type: d.expr, Position: p.Position(o.Pos()), Why: d.why}
	d.value = v
	v.Input = d.js + "Input"
	for p.Types.Scope().Lookup(v.Input) != nil {
		v.Input += "_"
	}
	p.IR.Values = append(p.IR.Values, v)
	b.addDoc(p, b.docOf(p, o.Pos()), &v.Doc, &v.Deprecated)
	v.Fields = b.fieldsOf(d)
	v.Funcs = b.statics(d, scope{}, &ir.Type{Kind: ir.ValueStruct, Go: d.expr, Ref: d.ref})
}

func (b *binder) bindNamed(d *decl, o *types.TypeName, skip func(string)) {
	p := d.owner
	t, why := b.typeOf(d.named, inside)
	if why != "" {
		skip(why)
		for _, m := range b.methodsOf(d) {
			b.skip(p, ir.SymbolMethod, d.name+"."+m.Obj().Name(), m.Obj().Pos(), "its receiver: "+why)
		}
		return
	}
	b.declare(p, p.exports, d.js, d.name, o.Pos())
	members := scope{}
	var doc, deprecated *string
	if d.shape == shapeEnum {
		e := &ir.Enum{Ref: d.ref, Go: d.name, JS: d.js, Position: p.Position(o.Pos()), Type: t, Members: b.members(d, t, members)}
		e.Funcs = b.statics(d, members, t)
		doc, deprecated = &e.Doc, &e.Deprecated
		p.IR.Enums = append(p.IR.Enums, e)
	} else {
		n := &ir.Named{Ref: d.ref, Go: d.name, JS: d.js, Position: p.Position(o.Pos()), Type: t, Funcs: b.statics(d, members, t)}
		d.alias = n
		doc, deprecated = &n.Doc, &n.Deprecated
		p.IR.Named = append(p.IR.Named, n)
	}
	b.addDoc(p, b.docOf(p, o.Pos()), doc, deprecated)
}

// statics binds the methods of a type that crosses by value, as static functions that take the receiver first.
func (b *binder) statics(d *decl, members scope, t *ir.Type) []*ir.Func {
	var funcs []*ir.Func
	for _, m := range b.methodsOf(d) {
		if f := b.method(d, m, t); f != nil {
			b.declare(d.owner, members, f.JS, d.name+"."+f.Go, m.Obj().Pos())
			funcs = append(funcs, f)
		}
	}
	return funcs
}

// members binds the constants of an enum. The type's name is left out where all begin with it. A constant whose name would be that of
// a method keeps the one it has in Go.
func (b *binder) members(d *decl, t *ir.Type, taken scope) []*ir.Member {
	p := d.owner
	constants := sortByPlace(p, constantsOf(d.named))
	prefixed := true
	for _, c := range constants {
		rest, ok := strings.CutPrefix(c.Name(), d.named.Obj().Name())
		rest = strings.TrimPrefix(rest, "_")
		prefixed = prefixed && ok && token.IsIdentifier(rest) && token.IsExported(rest)
	}
	methods := map[string]bool{}
	for _, m := range b.methodsOf(d) {
		methods[b.jsName(p, d.name+"."+m.Obj().Name(), names.Member(m.Obj().Name()))] = true
	}
	var members []*ir.Member
	for _, c := range constants {
		if c.Pkg().Path() == p.IR.Path && b.ignored(p, ir.SymbolConst, c.Name(), c.Pos()) {
			continue
		}
		value, why := literal(c.Val(), t.Kind)
		if why != "" {
			b.skip(p, ir.SymbolConst, c.Name(), c.Pos(), why)
			continue
		}
		name := c.Name()
		if prefixed {
			name = strings.TrimPrefix(strings.TrimPrefix(name, d.named.Obj().Name()), "_")
		}
		js := names.Member(name)
		if methods[js] { // token.STRING beside Token.String: the constant keeps its name
			js = name
		}
		m := &ir.Member{Go: c.Name(), JS: b.jsName(p, c.Name(), js), Position: p.Position(c.Pos()), Value: value}
		b.declare(p, taken, m.JS, c.Name(), c.Pos())
		b.addDoc(p, b.docOf(p, c.Pos()), &m.Doc, &m.Deprecated)
		members = append(members, m)
	}
	return members
}

// bindConst binds a constant that is no member of an enum of the build.
func (b *binder) bindConst(p *pkg, o *types.Const) {
	if n, ok := types.Unalias(o.Type()).(*types.Named); ok && n.Obj().Pkg() != nil && n.Obj().Pkg().Path() == p.IR.Path && n.TypeParams().Len() == 0 {
		if n.Obj().Exported() && b.declOf(n).owner != nil && !b.Rules.Of(p.IR.Path, n.Obj().Name()).Ignore {
			return
		}
	}
	if b.ignored(p, ir.SymbolConst, o.Name(), o.Pos()) {
		return
	}
	t, why := b.constType(o)
	value := ""
	if why == "" {
		value, why = literal(o.Val(), t.Kind)
	}
	if why != "" {
		b.skip(p, ir.SymbolConst, o.Name(), o.Pos(), why)
		return
	}
	js := b.jsName(p, o.Name(), names.Member(o.Name()))
	b.declare(p, p.exports, js, o.Name(), o.Pos())
	c := &ir.Const{Go: o.Name(), JS: js, Local: names.Local(js), Position: p.Position(o.Pos()), Type: t, Value: value}
	b.addDoc(p, b.docOf(p, o.Pos()), &c.Doc, &c.Deprecated)
	p.IR.Consts = append(p.IR.Consts, c)
}

// constType is the type of a constant. An untyped integer is a number where it is safe, else a bigint.
func (b *binder) constType(o *types.Const) (*ir.Type, string) {
	if basic, ok := o.Type().(*types.Basic); ok && basic.Info()&types.IsUntyped != 0 {
		if v := constant.ToInt(o.Val()); basic.Info()&types.IsInteger != 0 && !isSafe(v) {
			return &ir.Type{Kind: ir.Int64, Go: "int64"}, ""
		}
		return basicType(types.Default(basic).(*types.Basic))
	}
	if n, ok := types.Unalias(o.Type()).(*types.Named); ok && n.TypeArgs().Len() == 0 && (!n.Obj().Exported() || b.declOf(n).none == ignoredType) {
		return b.typeOf(n.Underlying(), inside) // its value is known; Go never has to name its type
	}
	return b.typeOf(o.Type(), inside)
}

// bindVar binds an exported variable: one of type error by itself, any other as an accessor of the object vars.
func (b *binder) bindVar(p *pkg, o *types.Var) {
	if b.ignored(p, ir.SymbolVar, o.Name(), o.Pos()) {
		return
	}
	if isError(o.Type()) {
		b.bindError(p, o)
		return
	}
	t, why := b.givenType(o.Type())
	if why != "" {
		b.skip(p, ir.SymbolVar, o.Name(), o.Pos(), spell(o.Type(), o.Pkg())+": "+why)
		return
	}
	if p.vars == nil {
		p.vars = scope{}
		b.declare(p, p.exports, "vars", "the object of the variables ("+o.Name()+")", o.Pos())
	}
	v := &ir.Var{Go: o.Name(), JS: b.jsName(p, o.Name(), names.Member(o.Name())), Position: p.Position(o.Pos()), Expr: p.IR.Alias + "." + o.Name(), Type: t}
	if load.IsInternal(p.IR.Path) { // reached through a pointer to it
		v.Expr = "(*" + v.Expr + ")"
	}
	b.declare(p, p.vars, v.JS, o.Name(), o.Pos())
	b.addDoc(p, b.docOf(p, o.Pos()), &v.Doc, &v.Deprecated)
	v.Get = b.symbol(p.IR.Name, "get", o.Name())
	v.Live = t.Kind == ir.ClassStruct
	if b.nameless[t] == nil && (!v.Live || !b.noCopy(t)) {
		v.Set = b.symbol(p.IR.Name, "set", o.Name())
	}
	p.IR.Vars = append(p.IR.Vars, v)
}

func (b *binder) bindError(p *pkg, o *types.Var) {
	js := b.jsName(p, o.Name(), names.Member(o.Name()))
	b.declare(p, p.exports, js, o.Name(), o.Pos())
	e := &ir.Error{Go: o.Name(), JS: js, Local: names.Local(js), Position: p.Position(o.Pos()), Expr: p.IR.Alias + "." + o.Name(), Symbol: b.symbol(p.IR.Name, o.Name())}
	b.addDoc(p, b.docOf(p, o.Pos()), &e.Doc, &e.Deprecated)
	p.IR.Errors = append(p.IR.Errors, e)
}

// addStatics makes NewX, or New returning an X, also X.new, and MustX also X.must.
func (b *binder) addStatics(p *pkg) {
	for _, c := range p.IR.Classes {
		if c.Interface != nil {
			continue
		}
		for _, s := range []struct{ js, prefix string }{{"new", "New"}, {"must", "Must"}} {
			var plain, full *ir.Func
			for _, f := range p.IR.Funcs {
				if len(f.Results) == 0 || f.Results[0].Type.Ref != c.Ref {
					continue
				}
				switch f.Go {
				case s.prefix + c.Go:
					full = f
				case s.prefix, s.prefix + argsIn(c.Go):
					plain = f
				}
			}
			if full == nil {
				full = plain
			}
			if full != nil {
				c.Statics = append(c.Statics, &ir.Static{JS: s.js, Func: full.Go})
			}
		}
	}
}
