package bind

import (
	"fmt"
	"go/types"
	"strings"

	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/names"
	"github.com/topherjs/topher/go/generator/table"
)

// A place says where a type stands, as far as it matters for how it crosses.
type place struct {
	// within are the named types around it, to notice those that contain themselves.
	within []*types.Named
}

func (at place) inside(n *types.Named) place {
	return place{append(at.within[:len(at.within):len(at.within)], n)}
}

func (at place) has(n *types.Named) bool {
	for _, around := range at.within {
		if types.Identical(around, n) {
			return true
		}
	}
	return false
}

var inside = place{}

// typeOf is how a type crosses, or why it cannot.
func (b *binder) typeOf(t types.Type, at place) (*ir.Type, string) {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		return basicType(t)
	case *types.Named:
		return b.namedType(t, at)
	case *types.Pointer:
		return b.pointerType(t, at)
	case *types.Slice:
		return b.sliceType(t, at)
	case *types.Array:
		return b.arrayType(t, at)
	case *types.Map:
		return b.mapType(t, at)
	case *types.Signature:
		f, why := b.funcType(t, at)
		if why != "" {
			return b.opaqueOr(t, why)
		}
		return f, ""
	case *types.Interface:
		return b.interfaceType(t)
	case *types.Chan:
		return b.chanType(t, at)
	case *types.Struct:
		if t.NumFields() == 0 {
			d := b.empty(t)
			return &ir.Type{Kind: ir.ValueStruct, Go: d.expr, Ref: d.ref}, ""
		}
		return b.opaqueOr(t, unnamedStruct)
	case *types.TypeParam:
		return nil, neverGeneric
	}
	return nil, fmt.Sprintf("%s is not supported", t)
}

var basicKinds = map[types.BasicKind]ir.Kind{
	types.Bool: ir.Bool, types.String: ir.String, types.Int: ir.Int, types.Int8: ir.Int8, types.Int16: ir.Int16, types.Int32: ir.Int32,
	types.Int64: ir.Int64, types.Uint: ir.Uint, types.Uint8: ir.Uint8, types.Uint16: ir.Uint16, types.Uint32: ir.Uint32,
	types.Uint64: ir.Uint64, types.Uintptr: ir.Uintptr, types.Float32: ir.Float32, types.Float64: ir.Float64,
}

func basicType(t *types.Basic) (*ir.Type, string) {
	if kind, ok := basicKinds[t.Kind()]; ok {
		return &ir.Type{Kind: kind, Go: types.Typ[t.Kind()].Name()}, "" // byte and rune are uint8 and int32
	}
	if t.Kind() == types.UnsafePointer {
		return nil, neverUnsafe
	}
	return nil, neverComplex
}

// opaqueOr is the opaque handle that a type becomes, because of why, or that reason where generated code cannot name the type.
func (b *binder) opaqueOr(t types.Type, why string) (*ir.Type, string) {
	if lock := lockIn(t); lock != "" {
		return nil, fmt.Sprintf("%s, and it must not be copied, as it holds a %s", why, lock)
	}
	expr, unnamed := b.express(t)
	if unnamed != "" {
		return nil, cmpOr(why, unnamed)
	}
	b.opaques[expr] = t
	return &ir.Type{Kind: ir.Opaque, Go: expr, Why: why}, ""
}

func (b *binder) namedType(n *types.Named, at place) (*ir.Type, string) {
	if n.Obj().Pkg() == nil {
		return &ir.Type{Kind: ir.ErrorVal, Go: "error"}, "" // the only named type of the universe that values have
	}
	if (n.TypeArgs().Len() > 0 || n.TypeParams().Len() > 0) && !b.isConcrete(n) {
		return b.instanceType(n, at)
	}
	d := b.declOf(n)
	if isBuiltinRow(n) {
		t := &ir.Type{Kind: ir.Time, Go: d.expr}
		if d.name == "Duration" {
			t.Kind = ir.Duration
		}
		if d.owner != nil {
			t.Ref = d.ref
		}
		return t, ""
	}
	if d.none != "" {
		return nil, d.none
	}
	if at.has(n) {
		if d.owner == nil {
			return b.opaqueOr(n, recursive+b.addToBuild(n))
		}
		t := &ir.Type{Kind: ir.Recursive, Go: d.expr, Ref: d.ref}
		switch n.Underlying().(type) {
		case *types.Signature, *types.Pointer, *types.Chan:
			t.Null = true
		}
		return t, ""
	}
	switch d.shape {
	case shapeValue:
		b.fillForeign(d)
		return &ir.Type{Kind: ir.ValueStruct, Go: d.expr, Ref: d.ref}, ""
	case shapeClass:
		b.fillForeign(d)
		return &ir.Type{Kind: ir.ClassStruct, Go: d.expr, Ref: d.ref}, ""
	case shapeInterface:
		b.fillForeign(d)
		return &ir.Type{Kind: ir.Interface, Go: d.expr, Ref: d.ref}, ""
	case shapeStream:
		return &ir.Type{Kind: streamOf(n.Underlying().(*types.Interface)), Go: d.expr}, ""
	}
	t, why := b.underlying(n, d.expr, at)
	if why != "" {
		return nil, why
	}
	if d.owner != nil && (table.Of(t.Kind).Form != table.Declared || t.Kind == ir.Opaque) {
		t.Ref = d.ref
	}
	return t, ""
}

// underlying is how a named type crosses that does so as its underlying type. expr is its name.
func (b *binder) underlying(n *types.Named, expr string, at place) (*ir.Type, string) {
	var t *ir.Type
	var why string
	if s, ok := n.Underlying().(*types.Signature); ok {
		if t, why = b.funcType(s, at.inside(n)); why != "" { // its own name can be printed even where those of its parameters cannot
			t, why = &ir.Type{Kind: ir.Opaque, Why: why}, ""
		}
	} else {
		t, why = b.typeOf(n.Underlying(), at.inside(n))
	}
	if why != "" {
		return nil, why
	}
	if t.Kind == ir.Opaque {
		b.opaques[expr] = n
		return &ir.Type{Kind: ir.Opaque, Go: expr, Why: t.Why}, ""
	}
	t.Named, t.Go = t.Go, expr
	return t, ""
}

// instanceType is how an instance of a generic type crosses that the build does not make concrete.
func (b *binder) instanceType(n *types.Named, at place) (*ir.Type, string) {
	if n.TypeArgs().Len() == 0 {
		return nil, neverGeneric
	}
	expr, why := b.express(n)
	if why != "" {
		return nil, why
	}
	switch u := n.Underlying().(type) {
	case *types.Struct:
		return b.opaqueOr(n, b.genericReason(n))
	case *types.Interface:
		if !u.Empty() {
			return b.opaqueOr(n, b.genericReason(n))
		}
	}
	if at.has(n) {
		return b.opaqueOr(n, recursive)
	}
	t, why := b.underlying(n, expr, at)
	if why == "" && n.Obj().Pkg().Path() == "iter" && t.Named != "" {
		t.Named = "" // the kinds stand for iter.Seq and iter.Seq2 themselves
	}
	return t, why
}

func (b *binder) interfaceType(t *types.Interface) (*ir.Type, string) {
	if t.Empty() {
		return &ir.Type{Kind: ir.Any, Go: "any"}, ""
	}
	if !t.IsMethodSet() {
		return nil, constraint
	}
	if kind := streamOf(t); kind != "" {
		expr, why := b.express(t)
		if why != "" {
			return nil, why
		}
		return &ir.Type{Kind: kind, Go: expr}, ""
	}
	if d := b.literal(t); d != nil {
		return &ir.Type{Kind: ir.Interface, Go: d.expr, Ref: d.ref}, ""
	}
	return b.opaqueOr(t, unnamedInterface)
}

func (b *binder) pointerType(p *types.Pointer, at place) (*ir.Type, string) {
	elem := types.Unalias(p.Elem())
	switch elem.Underlying().(type) {
	case *types.Pointer:
		return b.opaqueOr(p, pointerPointer)
	case *types.Interface:
		return b.opaqueOr(p, pointerIface)
	case *types.Signature:
		return b.opaqueOr(p, pointerFunc)
	}
	if n, ok := elem.(*types.Named); ok && n.TypeArgs().Len() > 0 && !b.isConcrete(n) {
		if _, ok := n.Underlying().(*types.Struct); ok {
			return b.opaqueOr(p, b.genericReason(n))
		}
	}
	if s, ok := elem.(*types.Struct); ok && s.NumFields() > 0 {
		return b.opaqueOr(p, unnamedStruct)
	}
	e, why := b.typeOf(elem, at)
	if why != "" {
		return nil, why
	}
	t := &ir.Type{Go: "*" + e.Go, Elem: e}
	switch e.Kind {
	case ir.ValueStruct:
		t.Kind = ir.ValuePointer
	case ir.ClassStruct:
		t.Kind, t.Ref, t.Elem = ir.ClassPointer, e.Ref, nil
	case ir.Opaque:
		return b.opaqueOr(p, e.Why)
	default:
		t.Kind = ir.Pointer
	}
	return t, ""
}

func (b *binder) sliceType(s *types.Slice, at place) (*ir.Type, string) {
	e, why := b.typeOf(s.Elem(), at)
	if why != "" {
		return nil, why
	}
	t := &ir.Type{Kind: ir.Slice, Go: "[]" + e.Go, Elem: e}
	switch {
	case e.Kind == ir.Uint8 && e.Named == "":
		t.Kind, t.Elem = ir.Bytes, nil
	case b.hasTypedArray(e, s.Elem()):
		t.Kind = ir.Numbers
	}
	return t, ""
}

func (b *binder) arrayType(a *types.Array, at place) (*ir.Type, string) {
	e, why := b.typeOf(a.Elem(), at)
	if why != "" {
		return nil, why
	}
	t := &ir.Type{Kind: ir.Array, Go: fmt.Sprintf("[%d]%s", a.Len(), e.Go), Elem: e, Len: a.Len()}
	switch {
	case e.Kind == ir.Uint8 && e.Named == "":
		t.Kind, t.Elem = ir.ByteArray, nil
	case b.hasTypedArray(e, a.Elem()):
		t.Kind = ir.NumberArray
	}
	return t, ""
}

// hasTypedArray says whether a slice of the element is a typed array in JavaScript. Elements with constants are literals there.
func (b *binder) hasTypedArray(e *ir.Type, elem types.Type) bool {
	if table.Of(e.Kind).Array == "" {
		return false
	}
	n, ok := types.Unalias(elem).(*types.Named)
	return !ok || n.TypeArgs().Len() > 0 || b.declOf(n).shape != shapeEnum
}

// chanType is how a channel crosses: its element is the type of its values, whichever way they go.
func (b *binder) chanType(c *types.Chan, at place) (*ir.Type, string) {
	e, why := b.typeOf(c.Elem(), at)
	if why != "" {
		return nil, why
	}
	kinds := map[types.ChanDir]ir.Kind{types.SendRecv: ir.Chan, types.RecvOnly: ir.RecvChan, types.SendOnly: ir.SendChan}
	return &ir.Type{Kind: kinds[c.Dir()], Go: spellChan(c.Dir(), e.Go), Elem: e}, ""
}

// spellChan writes a channel type. An arrow behind chan would belong to that.
func spellChan(d types.ChanDir, elem string) string {
	switch {
	case d == types.RecvOnly:
		return "<-chan " + elem
	case d == types.SendOnly:
		return "chan<- " + elem
	case strings.HasPrefix(elem, "<-"):
		return "chan (" + elem + ")"
	}
	return "chan " + elem
}

func (b *binder) mapType(m *types.Map, at place) (*ir.Type, string) {
	k, why := b.typeOf(m.Key(), at)
	if why != "" {
		return nil, why
	}
	e, why := b.typeOf(m.Elem(), at)
	if why != "" {
		return nil, why
	}
	t := &ir.Type{Kind: ir.Pairs, Go: "map[" + k.Go + "]" + e.Go, Key: k, Elem: e}
	switch row := table.Of(k.Kind); {
	case k.Kind == ir.String:
		t.Kind = ir.Record
	case k.Kind == ir.Bool, k.Kind == ir.Duration, row.Element != 0:
		t.Kind = ir.Map
	}
	return t, ""
}

// nilable says whether a result of the type is null in TypeScript where Go returns nil, unless nil cannot be expected.
func nilable(t *ir.Type) bool {
	switch t.Kind {
	case ir.ClassPointer, ir.ValuePointer, ir.Interface, ir.FuncVal, ir.Seq, ir.Seq2, ir.Reader, ir.Source, ir.Writer, ir.Opaque:
		return true
	}
	return isChan(t)
}

func isSeq(t *ir.Type) bool { return t.Kind == ir.Seq || t.Kind == ir.Seq2 }

func isChan(t *ir.Type) bool {
	return t.Kind == ir.Chan || t.Kind == ir.RecvChan || t.Kind == ir.SendChan
}

// isTarget says whether JavaScript gives Go something to call where it gives a value of the type itself.
func (b *binder) isTarget(t *ir.Type) bool {
	switch t.Kind {
	case ir.FuncVal, ir.Seq, ir.Seq2, ir.Reader, ir.Writer, ir.Any: // a function given as any is one in Go
		return true
	case ir.Interface:
		return b.decls[t.Ref].class.Interface.Object
	}
	return false
}

// paramName is the JavaScript name of a parameter: that of Go, where it has one that JavaScript allows.
func paramName(s names.Scope, v *types.Var, i int) string {
	name := v.Name()
	if name == "" || name == "_" {
		name = fmt.Sprintf("arg%d", i+1)
	}
	return s.Unique(names.Local(names.Safe(names.Spelled(name))))
}

// describe names a parameter or a result in a message: 2 (xs []chan int).
func describe(v *types.Var, i int) string {
	t := spell(v.Type(), v.Pkg())
	if v.Name() != "" && v.Name() != "_" {
		return fmt.Sprintf("%s (%s)", v.Name(), t)
	}
	return fmt.Sprintf("%d (%s)", i+1, t)
}
