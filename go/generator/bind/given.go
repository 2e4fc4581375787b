package bind

import (
	"go/types"

	"github.com/topherjs/topher/go/generator/ir"
)

// givenType is how a type crosses that only ever comes out of Go by itself, as a result or a variable: generated code that gives a value
// out does not have to name its type. A type without a name for it is an interface of the build, or else an opaque handle.
func (b *binder) givenType(t types.Type) (*ir.Type, string) {
	given, why := b.typeOf(t, inside)
	if why == "" {
		return given, ""
	}
	n, ok := types.Unalias(deref(t)).(*types.Named)
	if !ok || n.TypeArgs().Len() > 0 || n.Obj().Pkg() == nil || why != b.declOf(n).none || why == ignoredType || why == constraint || lockIn(t) != "" {
		return nil, why
	}
	if d := b.interfaceOf(t); d != nil {
		given = &ir.Type{Kind: ir.Interface, Go: d.expr, Ref: d.ref}
	} else {
		given = &ir.Type{Kind: ir.Opaque, Go: "any", Why: why}
	}
	b.nameless[given] = t
	return given, ""
}

// interfaceOf is the interface of the build that says most about a type that generated code cannot name, or nil: the one with most
// methods, of these the first.
func (b *binder) interfaceOf(t types.Type) *decl {
	var best *decl
	most := 0
	for _, p := range b.packages {
		if p.Types == nil {
			continue
		}
		for _, o := range b.objects(p) {
			name, ok := o.(*types.TypeName)
			if !ok || name.IsAlias() {
				continue
			}
			n, ok := name.Type().(*types.Named)
			if !ok || n.TypeParams().Len() > 0 {
				continue
			}
			i, ok := n.Underlying().(*types.Interface)
			if ok && i.NumMethods() > most && types.Implements(t, i) && b.declOf(n).shape == shapeInterface && b.declOf(n).none == "" {
				best, most = b.declOf(n), i.NumMethods()
			}
		}
	}
	return best
}
