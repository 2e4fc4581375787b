package bind

import (
	"fmt"
	"go/types"
	"strconv"
	"strings"

	"github.com/topherjs/topher/go/generator/load"
)

// express writes a type as a Go expression, or says why generated code cannot.
func (b *binder) express(t types.Type) (expr, why string) {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		if t.Kind() == types.UnsafePointer {
			return "", neverUnsafe
		}
		return types.Typ[t.Kind()].Name(), ""
	case *types.Named:
		return b.expressNamed(t)
	case *types.Pointer:
		return b.around("*", t.Elem())
	case *types.Slice:
		return b.around("[]", t.Elem())
	case *types.Array:
		return b.around(fmt.Sprintf("[%d]", t.Len()), t.Elem())
	case *types.Map:
		key, why := b.around("map[", t.Key())
		if why != "" {
			return "", why
		}
		return b.around(key+"]", t.Elem())
	case *types.Chan:
		elem, why := b.express(t.Elem())
		if why != "" {
			return "", why
		}
		return spellChan(t.Dir(), elem), ""
	case *types.Signature:
		return b.expressSignature("func", t)
	case *types.Struct:
		return b.expressStruct(t)
	case *types.Interface:
		return b.expressInterface(t)
	}
	return "", neverGeneric
}

func (b *binder) around(before string, t types.Type) (expr, why string) {
	inner, why := b.express(t)
	if why != "" {
		return "", why
	}
	return before + inner, ""
}

func (b *binder) expressNamed(n *types.Named) (expr, why string) {
	o := n.Obj()
	if o.Pkg() == nil {
		return o.Name(), ""
	}
	if n.TypeArgs().Len() == 0 {
		if n.TypeParams().Len() > 0 {
			return "", neverGeneric
		}
		d := b.declOf(n)
		return d.expr, cmpOr(d.none, "")
	}
	switch {
	case !o.Exported() || o.Parent() != o.Pkg().Scope():
		return "", unexportedReason(o)
	case load.IsInternal(o.Pkg().Path()): // reached through aliases, which generic types cannot have
		return "", internalReason(o)
	}
	var args []string
	for t := range n.TypeArgs().Types() {
		arg, why := b.express(t)
		if why != "" {
			return "", why
		}
		args = append(args, arg)
	}
	return b.aliases.of(o.Pkg().Path(), o.Pkg().Name()) + "." + o.Name() + "[" + strings.Join(args, ", ") + "]", ""
}

// expressSignature writes what follows func or the name of a method.
func (b *binder) expressSignature(before string, s *types.Signature) (expr, why string) {
	list := func(vars *types.Tuple, variadic bool) ([]string, string) {
		var exprs []string
		for i := range vars.Len() {
			t, dots := vars.At(i).Type(), ""
			if slice, ok := t.(*types.Slice); ok && variadic && i == vars.Len()-1 {
				t, dots = slice.Elem(), "..."
			}
			e, why := b.around(dots, t)
			if why != "" {
				return nil, why
			}
			exprs = append(exprs, e)
		}
		return exprs, ""
	}
	params, why := list(s.Params(), s.Variadic())
	if why != "" {
		return "", why
	}
	results, why := list(s.Results(), false)
	if why != "" {
		return "", why
	}
	return before + strings.TrimPrefix(spellFunc(params, results), "func"), ""
}

func (b *binder) expressStruct(s *types.Struct) (expr, why string) {
	var fields []string
	for i := range s.NumFields() {
		f := s.Field(i)
		if !f.Exported() {
			return "", fmt.Sprintf("its field %s is not exported, so generated code cannot name the type", f.Name())
		}
		name := f.Name() + " "
		if f.Embedded() {
			name = ""
		}
		field, why := b.around(name, f.Type())
		if why != "" {
			return "", why
		}
		if tag := s.Tag(i); tag != "" {
			field += " " + strconv.Quote(tag)
		}
		fields = append(fields, field)
	}
	return "struct{" + strings.Join(fields, "; ") + "}", ""
}

func (b *binder) expressInterface(i *types.Interface) (expr, why string) {
	if i.Empty() {
		return "any", ""
	}
	if !i.IsMethodSet() {
		return "", constraint
	}
	var methods []string
	for m := range i.Methods() {
		if !m.Exported() {
			return "", fmt.Sprintf("its method %s is not exported, so generated code cannot name the type", m.Name())
		}
		method, why := b.expressSignature(m.Name(), m.Signature())
		if why != "" {
			return "", why
		}
		methods = append(methods, method)
	}
	return "interface{ " + strings.Join(methods, "; ") + " }", ""
}
