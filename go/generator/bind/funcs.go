package bind

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/topherjs/topher/go/generator/diag"
	"github.com/topherjs/topher/go/generator/escape"
	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/names"
	"github.com/topherjs/topher/go/generator/table"
)

// A call is a bound function or method, with what decides how it is called once the whole library is known.
type call struct {
	*ir.Func
	p      *pkg
	object *types.Func
	kind   ir.Symbol
	symbol string     // as Go writes it: F, Type.Method
	owner  *decl      // of methods
	recv   *types.Var // of methods
}

// bindFunc binds a function of the package.
func (b *binder) bindFunc(p *pkg, o *types.Func) {
	if b.ignored(p, ir.SymbolFunc, o.Name(), o.Pos()) {
		return
	}
	if o.Signature().TypeParams().Len() > 0 {
		b.bindGenericFunc(p, o)
		return
	}
	b.addFunc(p, o, o.Name(), p.IR.Alias+"."+o.Name(), "")
}

// addFunc binds a function, or an instance of a generic one, which has a name, an expression, and the end of a JavaScript name of its own.
func (b *binder) addFunc(p *pkg, o *types.Func, name, expr, suffix string) {
	f := &ir.Func{Go: name, Position: p.Position(o.Pos()), Call: expr}
	call := &call{Func: f, p: p, object: o, kind: ir.SymbolFunc, symbol: name}
	if why := b.signature(call); why != "" {
		b.skip(p, ir.SymbolFunc, name, o.Pos(), why)
		return
	}
	f.JS = b.jsName(p, o.Name(), names.Member(o.Name())) + names.Spelled(suffix)
	f.Local = names.Local(f.JS)
	f.Symbol = b.symbol(p.IR.Name, name)
	b.declare(p, p.exports, f.JS, name, o.Pos())
	b.addDoc(p, b.docOf(p, o.Pos()), &f.Doc, &f.Deprecated)
	p.IR.Funcs = append(p.IR.Funcs, f)
	b.calls = append(b.calls, call)
}

// method binds a method of a type of the build: of a class, or as a static function that takes the value. It returns nil where the
// method is skipped.
func (b *binder) method(d *decl, m *types.Selection, receiver *ir.Type) *ir.Func {
	p, o := d.owner, m.Obj().(*types.Func)
	symbol := d.name + "." + o.Name()
	if b.ignored(p, ir.SymbolMethod, symbol, b.posOf(d, o)) {
		return nil
	}
	f := &ir.Func{Go: o.Name(), Position: p.Position(b.posOf(d, o)), Call: o.Name()}
	recv := o.Signature().Recv()
	f.Receiver = &ir.Receiver{Param: ir.Param{Go: recv.Name(), Type: receiver}}
	_, f.Receiver.Pointer = recv.Type().(*types.Pointer)
	why := ""
	if receiver.Kind != ir.ClassPointer {
		why = staticReceiver(d, f.Receiver)
	}
	call := &call{Func: f, p: p, object: o, kind: ir.SymbolMethod, symbol: symbol, owner: d, recv: recv}
	if why == "" {
		why = b.signature(call)
	}
	if why != "" {
		b.skip(p, ir.SymbolMethod, symbol, b.posOf(d, o), why)
		return nil
	}
	f.JS = names.Member(o.Name())
	if d.shape == shapeClass {
		f.JS = classMember(o)
	}
	f.JS = b.jsName(p, symbol, f.JS)
	f.Local = f.JS // a member may have any name
	f.Symbol = b.symbol(p.IR.Name, d.name, o.Name())
	b.addDoc(p, b.docOf(p, o.Pos()), &f.Doc, &f.Deprecated)
	b.calls = append(b.calls, call)
	return f
}

// classMember is the JavaScript name of a method of a class or an interface. A method ToString that gives a text is the toString of JavaScript.
func classMember(m *types.Func) string {
	js, s := names.Member(m.Name()), m.Signature()
	if js == "toString" && s.Params().Len() == 0 && s.Results().Len() == 1 && types.Identical(s.Results().At(0).Type(), types.Typ[types.String]) {
		return js
	}
	return names.OfClass(js)
}

// posOf is where a method is declared; for that of the predeclared error, which is nowhere, where the type is.
func (b *binder) posOf(d *decl, m *types.Func) token.Pos {
	if m.Pos().IsValid() {
		return m.Pos()
	}
	return d.named.Obj().Pos()
}

// staticReceiver says how the receiver of a static function is passed, or why it cannot be.
func staticReceiver(d *decl, r *ir.Receiver) string {
	switch r.Type.Kind {
	case ir.Record, ir.Map, ir.Pairs:
		r.WriteBack = true
	case ir.Slice, ir.Array, ir.ByteArray, ir.NumberArray, ir.ValueStruct:
		r.WriteBack = r.Pointer
	case ir.Bytes, ir.Numbers:
		if r.Pointer {
			return fmt.Sprintf("its receiver is *%s, whose length it may change, and a typed array has a fixed one", d.name)
		}
	default:
		if r.Pointer {
			return fmt.Sprintf("its receiver is *%s, to be written to, and JavaScript passes a copy of a %s", d.name, table.Of(r.Type.Kind).Out)
		}
	}
	return ""
}

// signature fills in what a function takes and returns, or says why it cannot be bound.
func (b *binder) signature(c *call) string {
	f, s := c.Func, c.object.Signature()
	taken := names.Scope{}
	f.Context = takesContext(s)
	for i := c.first(); i < s.Params().Len(); i++ {
		v := s.Params().At(i)
		t, variadic, why := b.paramType(s, i, inside)
		if why != "" {
			return fmt.Sprintf("parameter %s: %s", describe(v, i), why)
		}
		f.Params = append(f.Params, &ir.Param{Go: v.Name(), JS: paramName(taken, v, i-c.first()), Type: t, Variadic: variadic})
	}
	for i := range s.Results().Len() {
		v := s.Results().At(i)
		if i == s.Results().Len()-1 && isError(v.Type()) {
			f.Throws = true
			break
		}
		t, why := b.givenType(v.Type())
		if why != "" {
			return fmt.Sprintf("result %s: %s", describe(v, i), why)
		}
		f.Results = append(f.Results, &ir.Result{Go: v.Name(), JS: resultName(v), Type: t})
	}
	if f.Receiver != nil {
		r := f.Receiver
		r.JS = "self"
		if r.Go != "" && r.Go != "_" {
			r.JS = names.Local(names.Spelled(r.Go))
		}
		r.JS = taken.Unique(r.JS)
	}
	for i, r := range f.Results { // beside an error and another result nil may have a meaning of its own
		always := isSeq(r.Type) || isChan(r.Type) && !(c.recv != nil && types.IsInterface(c.recv.Type())) // Context.Done gives nil too
		made := f.Throws && len(f.Results) == 1 || strings.HasPrefix(f.Go, "New") || strings.HasPrefix(f.Go, "Must") || c.recv != nil && returnsOwn(c.recv, s.Results().At(i))
		r.NotNil = nilable(r.Type) && (always || made || r.Type.Kind == ir.Opaque && !isNilable(s.Results().At(i).Type()))
	}
	b.decideForm(c)
	return ""
}

// decideForm says whether a function has only the asynchronous form, and what becomes of the channels that it gives.
func (b *binder) decideForm(c *call) {
	c.Async = c.Context
	if c.owner != nil && c.owner.owner == nil { // of a package outside of the build, which has no directives
		return
	}
	rule := b.Rules.Of(c.p.IR.Path, c.symbol)
	if rule.Async {
		rule.Use("async")
		c.Async = true
	}
	if !rule.Drain {
		return
	}
	rule.Use("drain")
	c.Drain = slices.ContainsFunc(c.Results, func(r *ir.Result) bool { return isChan(r.Type) && r.Type.Kind != ir.SendChan })
	if !c.Drain {
		b.diags.Errorf(diag.CodeDirective, rule.At("drain"), "drain: no result of %s.%s is a channel that one can receive from", c.p.IR.Name, c.symbol)
	}
}

func resultName(v *types.Var) string {
	if v.Name() == "" || v.Name() == "_" {
		return ""
	}
	return names.Local(names.Spelled(v.Name()))
}

// isNilable says whether nil is a value of a type.
func isNilable(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Struct, *types.Array, *types.Basic:
		return false
	}
	return true
}

// returnsOwn says whether a method returns the type of its receiver, which for a promoted one is not the class. Methods of interfaces
// do not count: they lead from one value to the next (Node.Parent), and nil is where that ends.
func returnsOwn(recv, result *types.Var) bool {
	_, ok := types.Unalias(deref(recv.Type())).(*types.Named)
	return ok && !types.IsInterface(recv.Type()) && types.Identical(deref(recv.Type()), deref(result.Type()))
}

func isDirect(f *ir.Func) bool {
	direct := !f.Throws && (len(f.Results) == 0 || len(f.Results) == 1 && table.DirectResult(f.Results[0].Type))
	if f.Receiver != nil {
		direct = direct && f.Receiver.Direct
	}
	for _, p := range f.Params {
		direct = direct && p.Direct
	}
	return direct
}

// first is the index of the first parameter that JavaScript gives: a context before it is made by the call.
func (c *call) first() int {
	if c.Context {
		return 1
	}
	return 0
}

// param is the declaration of the i-th of Params.
func (c *call) param(i int) *types.Var { return c.object.Signature().Params().At(c.first() + i) }

// Why the parameters of a function that has only the asynchronous form are copied, and its functions kept.
const asyncOnly = "the function has only the asynchronous form"

// lend decides for each byte and numeric slice whether it is borrowed or copied, and for each parameter how it travels. Whether
// functions are lent or kept was decided before.
func (b *binder) lend(c *call) {
	if c.Async {
		b.copyAll(c)
		return
	}
	c.each(func(param *ir.Param, v *types.Var) {
		switch param.Type.Kind {
		case ir.Bytes, ir.Numbers:
			param.Borrowed, param.Why = b.borrowed(c, v)
			param.WriteBack = !param.Borrowed
		case ir.ValuePointer:
			param.WriteBack = true
		}
		param.Direct = table.Direct(param.Type, param.Borrowed)
	})
	c.Func.Direct = isDirect(c.Func)
}

// copyAll is lend for a function that has only the asynchronous form: nothing is borrowed, and nothing written back. The object of a
// method is a handle in every form.
func (b *binder) copyAll(c *call) {
	rule := b.Rules.Of(c.p.IR.Path, c.symbol)
	c.each(func(param *ir.Param, v *types.Var) {
		param.Direct, param.WriteBack = param.Type.Kind == ir.ClassPointer && v == c.recv, false
		if param.Type.Kind != ir.Bytes && param.Type.Kind != ir.Numbers {
			return
		}
		param.Why = asyncOnly
		if slices.Contains(rule.Copy, v.Name()) {
			rule.Use("copy " + v.Name())
		}
		if slices.Contains(rule.Borrow, v.Name()) {
			rule.Use("borrow " + v.Name())
			b.diags.Errorf(diag.CodeDirective, rule.At("borrow "+v.Name()), "%s cannot be borrowed: %s.%s has only the asynchronous form, which copies what it is given", v.Name(), c.p.IR.Name, c.symbol)
		}
	})
	c.Direct = false
}

// keep decides for each function whether Go keeps it.
func (b *binder) keep(c *call) {
	c.each(func(param *ir.Param, v *types.Var) {
		if param.Type.Kind != ir.FuncVal {
			return
		}
		verdict := b.verdict(c.p, v.Pos(), v.Name())
		b.stays[param] = verdict == escape.Stays
		if c.Async {
			param.Kept, param.Why = true, asyncOnly
			return
		}
		switch verdict {
		case escape.Stays:
			param.Why = "the compiler says that it does not escape"
		case escape.Returns, escape.Leaks:
			param.Kept, param.Why = true, "the compiler says that it may outlive the call, or be part of a result"
		default:
			param.Kept, param.Why = true, "the compiler does not say whether Go keeps it"
		}
	})
}

// each calls do for the parameters, and then the receiver, with their declarations.
func (c *call) each(do func(*ir.Param, *types.Var)) {
	for i, param := range c.Params {
		do(param, c.param(i))
	}
	if c.recv != nil {
		do(&c.Receiver.Param, c.recv)
	}
}

// borrowed says whether Go may use the memory of a typed array itself during the call, and why.
func (b *binder) borrowed(c *call, v *types.Var) (bool, string) {
	rule := b.Rules.Of(c.p.IR.Path, c.symbol)
	if slices.Contains(rule.Copy, v.Name()) {
		rule.Use("copy " + v.Name())
		if slices.Contains(rule.Borrow, v.Name()) {
			rule.Use("borrow " + v.Name())
			b.diags.Errorf(diag.CodeDirective, rule.At("borrow "+v.Name()), "%s is to be both borrowed and copied", v.Name())
		}
		return false, "a directive says so"
	}
	if slices.Contains(rule.Borrow, v.Name()) {
		rule.Use("borrow " + v.Name())
		return true, "a directive says so"
	}
	if c.Callbacks {
		return false, "the call may run JavaScript, which could detach or resize it"
	}
	switch b.verdict(c.p, v.Pos(), v.Name()) {
	case escape.Stays:
		return true, "the compiler says that it does not escape"
	case escape.Returns:
		// An error that is thrown stays in Go as well.
		if c.Throws || slices.ContainsFunc(c.Results, func(r *ir.Result) bool { return !isCopied(r.Type) }) {
			return false, "the compiler says that it may be part of a result, and a result may stay in Go"
		}
		return true, "the compiler says that it may be part of a result, which is copied, and that it does not escape otherwise"
	case escape.Leaks:
		return false, "the compiler says that it may outlive the call"
	}
	return false, "the compiler does not say whether Go keeps it"
}

// isCopied says of a result that nothing of it stays in Go: numbers, booleans, text, and slices and arrays of these.
func isCopied(t *ir.Type) bool {
	switch t.Kind {
	case ir.Bytes, ir.Numbers, ir.ByteArray, ir.NumberArray, ir.String:
		return true
	case ir.Slice, ir.Array:
		return isCopied(t.Elem)
	}
	return table.DirectResult(t)
}

func (b *binder) verdict(p *pkg, pos token.Pos, name string) escape.Verdict {
	if name == "" || name == "_" || b.Escapes == nil || !inFiles(p, pos) {
		return escape.Unknown
	}
	if !p.asked {
		p.asked, p.escapes = true, b.Escapes(p.Package)
	}
	return p.escapes.Of(p.Place(pos), name)
}

// inFiles says whether a position is in the source of the package: a promoted method may be declared elsewhere.
func inFiles(p *pkg, pos token.Pos) bool {
	for _, f := range p.Files {
		if f.FileStart <= pos && pos < f.FileEnd {
			return true
		}
	}
	return false
}
