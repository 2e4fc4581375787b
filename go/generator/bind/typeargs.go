package bind

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// typeArgs reads a list of types, written as they would be in the package.
func (b *binder) typeArgs(p *pkg, text string) ([]types.Type, string) {
	const before = "f["
	e, err := parser.ParseExpr(before + text + "]")
	var exprs []ast.Expr
	switch e := e.(type) {
	case *ast.IndexExpr:
		exprs = []ast.Expr{e.Index}
	case *ast.IndexListExpr:
		exprs = e.Indices
	}
	if err != nil || exprs == nil {
		return nil, fmt.Sprintf("%q is no list of types", text)
	}
	scope := b.scopeOf(p)
	var found []types.Type
	for _, e := range exprs {
		expr := text[int(e.Pos())-1-len(before) : int(e.End())-1-len(before)]
		value, err := types.Eval(p.Fset, scope, token.NoPos, expr)
		if err != nil {
			return nil, message(err)
		}
		if !value.IsType() {
			return nil, fmt.Sprintf("%s is not a type", expr)
		}
		if i, ok := value.Type.Underlying().(*types.Interface); ok && !i.IsMethodSet() {
			return nil, fmt.Sprintf("%s is a constraint, and no type of values", expr)
		}
		found = append(found, value.Type)
	}
	return found, ""
}

// scopeOf is a package in which types can be written as in p: with its own, and with those of the packages that it imports and of those
// in the build.
func (b *binder) scopeOf(p *pkg) *types.Package {
	scope := types.NewPackage(p.IR.Path, p.IR.Name)
	for _, name := range p.Types.Scope().Names() {
		scope.Scope().Insert(p.Types.Scope().Lookup(name))
	}
	imported := p.Types.Imports()
	for _, q := range b.packages {
		if q.Types != nil {
			imported = append(imported, q.Types)
		}
	}
	for _, i := range imported {
		if types.Universe.Lookup(i.Name()) != nil { // a package called int does not hide the type
			continue
		}
		scope.Scope().Insert(types.NewPkgName(token.NoPos, scope, i.Name(), i)) // the first of a name stays
	}
	return scope
}

// complete adds the type arguments that others decide: S where its constraint is ~[]E, and E is given.
func complete(params *types.TypeParamList, given []types.Type) ([]types.Type, string) {
	decided := map[*types.TypeParam]types.Type{} // by its core type
	var free []*types.TypeParam
	for p := range params.TypeParams() {
		if core := coreOf(p); core != nil && mentionsParam(core) {
			decided[p] = core
		} else {
			free = append(free, p)
		}
	}
	args := make([]types.Type, params.Len())
	switch len(given) {
	case params.Len():
		return given, ""
	case len(free):
	default:
		return nil, fmt.Sprintf("got %s, want %s", count(len(given)), wanted(params, free))
	}
	known := map[*types.TypeParam]types.Type{}
	for i, p := range free {
		known[p] = given[i]
	}
	for range decided { // each round settles one at least, unless they decide one another
		for p, core := range decided {
			if t := substitute(core, known); t != nil && known[p] == nil {
				known[p] = t
			}
		}
	}
	for i := range args {
		if args[i] = known[params.At(i)]; args[i] == nil {
			return nil, "its type parameters decide one another; give all of them"
		}
	}
	return args, ""
}

func count(n int) string {
	if n == 1 {
		return "1 type argument"
	}
	return fmt.Sprintf("%d type arguments", n)
}

func wanted(params *types.TypeParamList, free []*types.TypeParam) string {
	list := func(params []*types.TypeParam) string {
		var all []string
		for _, p := range params {
			all = append(all, p.Obj().Name()+" "+spell(p.Constraint(), p.Obj().Pkg()))
		}
		return fmt.Sprintf("%d (%s)", len(all), strings.Join(all, ", "))
	}
	all := slices.Collect(params.TypeParams())
	if len(free) == len(all) || len(free) == 0 {
		return list(all)
	}
	return list(free) + ", or " + list(all)
}

// coreOf is the one type, with or without a tilde, that a constraint allows, or nil.
func coreOf(p *types.TypeParam) types.Type {
	i, ok := p.Constraint().Underlying().(*types.Interface)
	if !ok || i.NumEmbeddeds() != 1 {
		return nil
	}
	switch e := types.Unalias(i.EmbeddedType(0)).(type) {
	case *types.Union:
		if e.Len() == 1 {
			return e.Term(0).Type()
		}
		return nil
	case *types.Named:
		return nil // another constraint, or a type that nothing else decides
	default:
		return e
	}
}

func mentionsParam(t types.Type) bool {
	found := false
	each(t, func(*types.TypeParam) { found = true })
	return found
}

// each calls f with the type parameters in a type literal.
func each(t types.Type, f func(*types.TypeParam)) {
	switch t := types.Unalias(t).(type) {
	case *types.TypeParam:
		f(t)
	case *types.Pointer:
		each(t.Elem(), f)
	case *types.Slice:
		each(t.Elem(), f)
	case *types.Array:
		each(t.Elem(), f)
	case *types.Chan:
		each(t.Elem(), f)
	case *types.Map:
		each(t.Key(), f)
		each(t.Elem(), f)
	case *types.Signature:
		for v := range t.Params().Variables() {
			each(v.Type(), f)
		}
		for v := range t.Results().Variables() {
			each(v.Type(), f)
		}
	case *types.Named:
		for a := range t.TypeArgs().Types() {
			each(a, f)
		}
	}
}

// substitute puts known types in the place of type parameters. It is nil where one is not known yet.
func substitute(t types.Type, known map[*types.TypeParam]types.Type) types.Type {
	ok := true
	each(t, func(p *types.TypeParam) { ok = ok && known[p] != nil })
	if !ok {
		return nil
	}
	var walk func(types.Type) types.Type
	tuple := func(vars *types.Tuple) *types.Tuple {
		var all []*types.Var
		for v := range vars.Variables() {
			all = append(all, types.NewVar(v.Pos(), v.Pkg(), v.Name(), walk(v.Type())))
		}
		return types.NewTuple(all...)
	}
	walk = func(t types.Type) types.Type {
		switch t := types.Unalias(t).(type) {
		case *types.TypeParam:
			return known[t]
		case *types.Pointer:
			return types.NewPointer(walk(t.Elem()))
		case *types.Slice:
			return types.NewSlice(walk(t.Elem()))
		case *types.Array:
			return types.NewArray(walk(t.Elem()), t.Len())
		case *types.Chan:
			return types.NewChan(t.Dir(), walk(t.Elem()))
		case *types.Map:
			return types.NewMap(walk(t.Key()), walk(t.Elem()))
		case *types.Signature:
			return types.NewSignatureType(nil, nil, nil, tuple(t.Params()), tuple(t.Results()), t.Variadic())
		case *types.Named:
			var args []types.Type
			for a := range t.TypeArgs().Types() {
				args = append(args, walk(a))
			}
			if len(args) == 0 {
				return t
			}
			instance, err := types.Instantiate(nil, t.Origin(), args, false)
			if err != nil {
				return t
			}
			return instance
		}
		return t
	}
	return walk(t)
}

// suffixOf is what a type argument adds to a name: Float64, StringSlice, PointPointer.
func suffixOf(t types.Type) string {
	switch t := types.Unalias(t).(type) {
	case *types.Basic:
		return title(t.Name())
	case *types.Named:
		name := title(t.Obj().Name())
		for a := range t.TypeArgs().Types() {
			name += suffixOf(a)
		}
		return name
	case *types.Pointer:
		return suffixOf(t.Elem()) + "Pointer"
	case *types.Slice:
		return suffixOf(t.Elem()) + "Slice"
	case *types.Array:
		return fmt.Sprintf("%sArray%d", suffixOf(t.Elem()), t.Len())
	case *types.Map:
		return suffixOf(t.Key()) + suffixOf(t.Elem()) + "Map"
	case *types.Chan:
		return suffixOf(t.Elem()) + "Chan"
	case *types.Signature:
		return "Func"
	case *types.Struct:
		return "Struct"
	case *types.Interface:
		if t.Empty() {
			return "Any"
		}
		return "Interface"
	}
	return "Type"
}
