package bind

import (
	"fmt"
	"go/types"
	"strings"

	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/names"
)

// funcType is how a func crosses, whoever made it: what it is given goes one way, what it returns the other. A func that takes a
// yield function is an iterator.
func (b *binder) funcType(s *types.Signature, at place) (*ir.Type, string) {
	if yield := yieldOf(s); yield != nil {
		return b.seqType(yield, at)
	}
	f := &ir.Signature{}
	scope := names.Scope{}
	var params, results []string
	first := 0
	if takesContext(s) {
		f.Context, first, params = true, 1, []string{"context.Context"}
	}
	for i := first; i < s.Params().Len(); i++ {
		v := s.Params().At(i)
		t, variadic, why := b.paramType(s, i, at)
		if why != "" {
			return nil, fmt.Sprintf("its parameter %s: %s", describe(v, i), why)
		}
		kept := t.Kind == ir.FuncVal // what a func does with what it is given is not known
		f.Params = append(f.Params, &ir.Param{Go: v.Name(), JS: paramName(scope, v, i-first), Type: t, Variadic: variadic, Kept: kept})
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
		t, why := b.typeOf(v.Type(), at)
		if why != "" {
			return nil, fmt.Sprintf("its result %s: %s", describe(v, i), why)
		}
		f.Results = append(f.Results, &ir.Result{Go: v.Name(), JS: resultName(v), Type: t})
		results = append(results, t.Go)
	}
	return &ir.Type{Kind: ir.FuncVal, Go: spellFunc(params, results), Func: f}, ""
}

func spellFunc(params, results []string) string {
	spelled := "func(" + strings.Join(params, ", ") + ")"
	switch len(results) {
	case 0:
	case 1:
		spelled += " " + results[0]
	default:
		spelled += " (" + strings.Join(results, ", ") + ")"
	}
	return spelled
}

// seqType is how an iterator crosses, of which yield is the function that it gives its values to.
func (b *binder) seqType(yield *types.Signature, at place) (*ir.Type, string) {
	var values []*ir.Type
	var spelled []string
	for i := range yield.Params().Len() {
		v := yield.Params().At(i)
		t, why := b.typeOf(v.Type(), at)
		if why != "" {
			return nil, fmt.Sprintf("its value %s: %s", describe(v, i), why)
		}
		values = append(values, t)
		spelled = append(spelled, t.Go)
	}
	t := &ir.Type{Go: "func(func(" + strings.Join(spelled, ", ") + ") bool)"}
	switch len(values) {
	case 1:
		t.Kind, t.Elem = ir.Seq, values[0]
	case 2:
		t.Kind, t.Key, t.Elem = ir.Seq2, values[0], values[1]
	default:
		return nil, emptyYield
	}
	return t, ""
}

// yieldOf is the yield function of an iterator, func(yield func(V) bool) with up to two values, or nil for any other func.
func yieldOf(s *types.Signature) *types.Signature {
	if s.Params().Len() != 1 || s.Results().Len() != 0 || s.Variadic() {
		return nil
	}
	yield, ok := s.Params().At(0).Type().Underlying().(*types.Signature)
	if ok && yield.Params().Len() <= 2 && !yield.Variadic() && yield.Results().Len() == 1 && types.Identical(yield.Results().At(0).Type(), types.Typ[types.Bool]) {
		return yield
	}
	return nil
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
}

func isContext(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	return ok && n.Obj().Pkg() != nil && refOf(n.Obj()) == "context.Context"
}

// takesContext says whether the first parameter is a context, which makes a call asynchronous.
func takesContext(s *types.Signature) bool {
	return s.Params().Len() > 0 && isContext(s.Params().At(0).Type())
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
		return nil, true, neverGeneric // only append([]byte, string...) has no slice there, and no declaration can be like it
	}
	e, why := b.typeOf(slice.Elem(), at)
	if why != "" {
		return nil, true, why
	}
	return &ir.Type{Kind: ir.Slice, Go: "[]" + e.Go, Elem: e}, true, ""
}
