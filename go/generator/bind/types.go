package bind

import (
	"fmt"
	"go/types"
	"strings"

	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/names"
	"github.com/topherjs/topher/go/generator/table"
)

// A place says where a type stands, as far as it matters for whether it crosses.
type place struct {
	// param: a parameter of a bound function, where a func is allowed.
	param bool
	// within are the named types around it, to notice those that contain themselves.
	within []*types.Named
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
		if !at.param {
			return nil, laterFunc
		}
		return b.funcType(t)
	case *types.Interface:
		if t.Empty() {
			return &ir.Type{Kind: ir.Any, Go: "any"}, ""
		}
		return nil, laterInterface
	case *types.Chan:
		return nil, laterChannel
	case *types.Struct:
		return nil, unnamedStruct
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

func (b *binder) namedType(n *types.Named, at place) (*ir.Type, string) {
	if n.Obj().Pkg() == nil {
		return &ir.Type{Kind: ir.ErrorVal, Go: "error"}, "" // the only named type of the universe that values have
	}
	if n.TypeArgs().Len() > 0 || n.TypeParams().Len() > 0 {
		if n.Obj().Pkg().Path() == "iter" {
			return nil, laterIterator
		}
		return nil, generic
	}
	if i, ok := n.Underlying().(*types.Interface); ok && !i.Empty() {
		return nil, interfaceReason(n)
	}
	for _, around := range at.within {
		if around == n {
			return nil, recursive
		}
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
	switch d.shape {
	case shapeValue:
		b.fillForeign(d)
		return &ir.Type{Kind: ir.ValueStruct, Go: d.expr, Ref: d.ref}, ""
	case shapeClass:
		b.fillForeign(d)
		return &ir.Type{Kind: ir.ClassStruct, Go: d.expr, Ref: d.ref}, ""
	}
	t, why := b.typeOf(n.Underlying(), place{param: at.param, within: append(at.within[:len(at.within):len(at.within)], n)})
	if why != "" {
		return nil, why
	}
	t.Named, t.Go = t.Go, d.expr
	if d.owner != nil {
		t.Ref = d.ref
	}
	return t, ""
}

func (b *binder) pointerType(p *types.Pointer, at place) (*ir.Type, string) {
	elem := types.Unalias(p.Elem())
	switch elem.Underlying().(type) {
	case *types.Pointer:
		return nil, pointerPointer
	case *types.Interface:
		if _, ok := elem.(*types.TypeParam); !ok {
			return nil, pointerIface
		}
	case *types.Signature:
		return nil, laterFunc
	}
	e, why := b.typeOf(elem, place{within: at.within})
	if why != "" {
		return nil, why
	}
	t := &ir.Type{Go: "*" + e.Go, Elem: e}
	switch e.Kind {
	case ir.ValueStruct:
		t.Kind = ir.ValuePointer
	case ir.ClassStruct:
		t.Kind, t.Ref, t.Elem = ir.ClassPointer, e.Ref, nil
	default:
		t.Kind = ir.Pointer
	}
	return t, ""
}

func (b *binder) sliceType(s *types.Slice, at place) (*ir.Type, string) {
	e, why := b.typeOf(s.Elem(), place{within: at.within})
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
	e, why := b.typeOf(a.Elem(), place{within: at.within})
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
	return !ok || b.declOf(n).shape != shapeEnum
}

func (b *binder) mapType(m *types.Map, at place) (*ir.Type, string) {
	k, why := b.typeOf(m.Key(), place{within: at.within})
	if why != "" {
		return nil, why
	}
	e, why := b.typeOf(m.Elem(), place{within: at.within})
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

// funcType is how a func crosses that is called during the call: what Go gives it goes out, what it returns comes in.
func (b *binder) funcType(s *types.Signature) (*ir.Type, string) {
	if isYield(s) {
		return nil, laterIterator
	}
	f := &ir.Signature{}
	scope := names.Scope{}
	var params, results []string
	for i := range s.Params().Len() {
		v := s.Params().At(i)
		t, variadic, why := b.paramType(s, i, inside)
		if why != "" {
			if _, ok := v.Type().Underlying().(*types.Signature); ok {
				why = laterNested
			}
			return nil, fmt.Sprintf("its parameter %s: %s", describe(v, i), why)
		}
		f.Params = append(f.Params, &ir.Param{Go: v.Name(), JS: paramName(scope, v, i), Type: t, Variadic: variadic})
		if variadic {
			params = append(params, "..."+t.Elem.Go)
		} else {
			params = append(params, t.Go)
		}
	}
	for i := range s.Results().Len() {
		v := s.Results().At(i)
		if i == s.Results().Len()-1 && isError(v.Type()) {
			f.Throws = true
			results = append(results, "error")
			break
		}
		t, why := b.typeOf(v.Type(), inside)
		if why != "" {
			if _, ok := v.Type().Underlying().(*types.Signature); ok {
				why = laterNested
			}
			return nil, fmt.Sprintf("its result %s: %s", describe(v, i), why)
		}
		f.Results = append(f.Results, &ir.Result{Go: v.Name(), JS: v.Name(), Type: t})
		results = append(results, t.Go)
	}
	spelled := "func(" + strings.Join(params, ", ") + ")"
	switch len(results) {
	case 0:
	case 1:
		spelled += " " + results[0]
	default:
		spelled += " (" + strings.Join(results, ", ") + ")"
	}
	return &ir.Type{Kind: ir.FuncVal, Go: spelled, Func: f}, ""
}

// isYield says whether a func is an iterator: func(yield func(V) bool), with up to two values.
func isYield(s *types.Signature) bool {
	if s.Params().Len() != 1 || s.Results().Len() != 0 {
		return false
	}
	yield, ok := s.Params().At(0).Type().Underlying().(*types.Signature)
	return ok && yield.Params().Len() <= 2 && yield.Results().Len() == 1 && types.Identical(yield.Results().At(0).Type(), types.Typ[types.Bool])
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

// paramType is the type of the i-th parameter. That of a variadic one is a slice of any kind of element.
func (b *binder) paramType(s *types.Signature, i int, at place) (t *ir.Type, variadic bool, why string) {
	v := s.Params().At(i)
	if !s.Variadic() || i < s.Params().Len()-1 {
		t, why = b.typeOf(v.Type(), at)
		return t, false, why
	}
	slice, ok := v.Type().Underlying().(*types.Slice)
	if !ok {
		return nil, true, laterInterface // append([]byte, string...) is the only such case, and not declared anywhere
	}
	e, why := b.typeOf(slice.Elem(), inside)
	if why != "" {
		return nil, true, why
	}
	return &ir.Type{Kind: ir.Slice, Go: "[]" + e.Go, Elem: e}, true, ""
}

// paramName is the JavaScript name of a parameter: that of Go, where it has one that JavaScript allows.
func paramName(s names.Scope, v *types.Var, i int) string {
	name := v.Name()
	if name == "" || name == "_" {
		name = fmt.Sprintf("arg%d", i+1)
	}
	return s.Unique(names.Local(names.Safe(name)))
}

// describe names a parameter or a result in a message: 2 (xs []chan int).
func describe(v *types.Var, i int) string {
	t := spell(v.Type(), v.Pkg())
	if v.Name() != "" && v.Name() != "_" {
		return fmt.Sprintf("%s (%s)", v.Name(), t)
	}
	return fmt.Sprintf("%d (%s)", i+1, t)
}
