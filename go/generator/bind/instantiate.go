package bind

import (
	"fmt"
	"go/types"
	"slices"
	"strings"

	"github.com/topherjs/topher/go/generator/diag"
	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/load"
	"github.com/topherjs/topher/go/generator/names"
)

// needsInstance is why a generic symbol is skipped that no directive gives type arguments.
const needsInstance = `it is generic; //topher:instantiate, or "instantiate" in topher.config.json, gives it type arguments`

// An instance is a generic function or type with the type arguments of a directive.
type instance struct {
	args    []types.Type // of all type parameters
	spelled string       // "[string]", as messages have it
	expr    string       // "[string]", as generated code has it
	suffix  string       // of its name in TypeScript: empty for the only one of a symbol
}

// instances are the instances of a generic function or type, in the order in which they were asked for.
func (b *binder) instances(p *pkg, o types.Object, params *types.TypeParamList) []*instance {
	rule := b.Rules.Of(p.IR.Path, o.Name())
	var all []*instance
	for _, text := range rule.Instantiate {
		rule.Use("instantiate " + text)
		i, why := b.instance(p, o, params, text)
		if why != "" {
			b.diags.Errorf(diag.CodeDirective, rule.At("instantiate "+text), "instantiate: %s.%s: %s", p.IR.Name, o.Name(), why)
			continue
		}
		if !slices.ContainsFunc(all, func(other *instance) bool { return other.spelled == i.spelled }) {
			all = append(all, i)
		}
	}
	if len(all) == 1 {
		all[0].suffix = ""
	}
	return all
}

// instance reads type arguments, and checks that they satisfy the constraints.
func (b *binder) instance(p *pkg, o types.Object, params *types.TypeParamList, text string) (*instance, string) {
	if load.IsInternal(p.IR.Path) {
		return nil, "it belongs to an internal package, of which generated code can name no instances"
	}
	given, why := b.typeArgs(p, text)
	if why != "" {
		return nil, why
	}
	args, why := complete(params, given)
	if why != "" {
		return nil, why
	}
	if _, err := types.Instantiate(nil, o.Type(), args, true); err != nil {
		return nil, message(err)
	}
	i := &instance{args: args}
	var exprs, spelled []string
	for _, t := range args {
		e, why := b.express(t)
		if why != "" {
			return nil, fmt.Sprintf("%s cannot be named by generated code: %s", spell(t, p.Types), why)
		}
		exprs, spelled = append(exprs, e), append(spelled, spell(t, p.Types))
	}
	for _, t := range given {
		i.suffix += suffixOf(t)
	}
	i.expr, i.spelled = "["+strings.Join(exprs, ", ")+"]", "["+strings.Join(spelled, ",")+"]"
	return i, ""
}

// message is what package types says, without a position in what is no file.
func message(err error) string {
	switch e := err.(type) {
	case types.Error:
		return e.Msg
	case *types.ArgumentError:
		return e.Err.Error()
	}
	text := err.Error()
	if _, after, ok := strings.Cut(text, ": "); ok && text[0] >= '0' && text[0] <= '9' {
		return after
	}
	return text
}

// instanceRef names an instance of a generic type in the library.
func instanceRef(n *types.Named) string {
	var args []string
	for t := range n.TypeArgs().Types() {
		args = append(args, types.TypeString(t, func(p *types.Package) string { return p.Path() }))
	}
	return refOf(n.Obj()) + "[" + strings.Join(args, ",") + "]"
}

// instantiateTypes makes the instances of the generic types of a package known, before anything mentions them.
func (b *binder) instantiateTypes(p *pkg) {
	if p.Types == nil {
		return
	}
	var made []*decl
	for _, o := range b.objects(p) {
		t, ok := o.(*types.TypeName)
		if !ok || t.IsAlias() || b.Rules.Of(p.IR.Path, o.Name()).Ignore {
			continue
		}
		n, ok := t.Type().(*types.Named)
		if !ok || n.TypeParams().Len() == 0 {
			continue
		}
		for _, i := range b.instances(p, o, n.TypeParams()) {
			concrete, err := types.Instantiate(nil, n, i.args, false)
			if err != nil {
				continue // it was checked
			}
			d := &decl{ref: instanceRef(concrete.(*types.Named)), named: concrete.(*types.Named), owner: p, name: o.Name() + i.spelled,
				js: b.typeName(p, o.Name()) + names.Spelled(i.suffix), expr: p.IR.Alias + "." + o.Name() + i.expr}
			b.decls[d.ref] = d
			b.concrete[t] = append(b.concrete[t], d)
			made = append(made, d)
		}
	}
	for _, d := range made { // one may embed another
		b.decideShape(d)
	}
}

// isConcrete says whether an instance of a generic type is one that the build binds.
func (b *binder) isConcrete(n *types.Named) bool {
	return n.TypeArgs().Len() > 0 && b.decls[instanceRef(n)] != nil
}

// declRef is the Ref of a named type.
func declRef(n *types.Named) string {
	if n.TypeArgs().Len() > 0 {
		return instanceRef(n)
	}
	return refOf(n.Obj())
}

// genericReason is why an instance of a generic type is an opaque handle, with what makes more of it.
func (b *binder) genericReason(n *types.Named) string {
	p := b.byPath[n.Obj().Pkg().Path()]
	if p == nil {
		return generic + b.addToBuild(n)
	}
	var args []string
	for t := range n.TypeArgs().Types() {
		args = append(args, spell(t, p.Types))
	}
	return fmt.Sprintf("%s; to bind it, instantiate %s.%s with %s", generic, p.IR.Name, n.Obj().Name(), strings.Join(args, ","))
}

// bindGenericType binds the instances of a generic type. It says whether there are any.
func (b *binder) bindGenericType(o *types.TypeName, bind func(*decl)) bool {
	for _, d := range b.concrete[o] {
		bind(d)
	}
	return len(b.concrete[o]) > 0 || len(b.Rules.Of(o.Pkg().Path(), o.Name()).Instantiate) > 0
}

// bindGenericFunc binds the instances of a generic function.
func (b *binder) bindGenericFunc(p *pkg, o *types.Func) {
	all := b.instances(p, o, o.Signature().TypeParams())
	if len(all) == 0 && len(b.Rules.Of(p.IR.Path, o.Name()).Instantiate) == 0 {
		b.skip(p, ir.SymbolFunc, o.Name(), o.Pos(), needsInstance)
	}
	for _, i := range all {
		s, err := types.Instantiate(nil, o.Type(), i.args, false)
		if err != nil {
			continue // it was checked
		}
		concrete := types.NewFunc(o.Pos(), o.Pkg(), o.Name(), s.(*types.Signature))
		b.addFunc(p, concrete, o.Name()+i.spelled, p.IR.Alias+"."+o.Name()+i.expr, i.suffix)
	}
}

// argsIn are the type arguments in the name of an instance: [string] of List[string].
func argsIn(name string) string {
	if i := strings.IndexByte(name, '['); i >= 0 {
		return name[i:]
	}
	return ""
}
