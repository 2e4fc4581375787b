package bind

import (
	"fmt"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"github.com/topherjs/topher/go/generator/diag"
	"github.com/topherjs/topher/go/generator/directive"
	"github.com/topherjs/topher/go/generator/escape"
	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/names"
	"github.com/topherjs/topher/go/generator/table"
)

// bindFunc binds a function of the package.
func (b *binder) bindFunc(p *pkg, o *types.Func) {
	if b.ignored(p, ir.SymbolFunc, o.Name(), o.Pos()) {
		return
	}
	f := &ir.Func{Go: o.Name(), Position: p.Position(o.Pos()), Call: p.IR.Alias + "." + o.Name()}
	if why := b.signature(p, f, o, o.Name(), nil); why != "" {
		b.skip(p, ir.SymbolFunc, o.Name(), o.Pos(), why)
		return
	}
	f.JS = b.jsName(p, o.Name(), names.Member(o.Name()))
	f.Local = names.Local(f.JS)
	f.Symbol = b.symbol(p.IR.Name, o.Name())
	b.declare(p, p.exports, f.JS, o.Name(), o.Pos())
	b.addDoc(p, b.docOf(p, o.Pos()), &f.Doc, &f.Deprecated)
	p.IR.Funcs = append(p.IR.Funcs, f)
}

// method binds a method of a type of the build: of a class, or as a static function that takes the value. It returns nil where the
// method is skipped.
func (b *binder) method(d *decl, m *types.Selection, receiver *ir.Type) *ir.Func {
	p, o := d.owner, m.Obj().(*types.Func)
	symbol := d.name + "." + o.Name()
	if b.ignored(p, ir.SymbolMethod, symbol, o.Pos()) {
		return nil
	}
	f := &ir.Func{Go: o.Name(), Position: p.Position(o.Pos()), Call: o.Name()}
	recv := o.Signature().Recv()
	f.Receiver = &ir.Receiver{Param: ir.Param{Go: recv.Name(), Type: receiver}}
	_, f.Receiver.Pointer = recv.Type().(*types.Pointer)
	why := ""
	if receiver.Kind != ir.ClassPointer {
		why = staticReceiver(d, f.Receiver)
	}
	if why == "" {
		why = b.signature(p, f, o, symbol, recv)
	}
	if why != "" {
		b.skip(p, ir.SymbolMethod, symbol, o.Pos(), why)
		return nil
	}
	f.JS = b.jsName(p, symbol, names.Member(o.Name()))
	f.Local = f.JS // a member may have any name
	f.Symbol = b.symbol(p.IR.Name, d.name, o.Name())
	b.addDoc(p, b.docOf(p, o.Pos()), &f.Doc, &f.Deprecated)
	return f
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

// signature fills in what a function takes and returns. recv is nil for functions.
func (b *binder) signature(p *pkg, f *ir.Func, o *types.Func, symbol string, recv *types.Var) string {
	s := o.Signature()
	if s.TypeParams().Len() > 0 {
		return neverGeneric
	}
	taken := names.Scope{}
	for i := range s.Params().Len() {
		v := s.Params().At(i)
		t, variadic, why := b.paramType(s, i, place{param: true})
		if why != "" {
			return fmt.Sprintf("parameter %s: %s", describe(v, i), why)
		}
		f.Params = append(f.Params, &ir.Param{Go: v.Name(), JS: paramName(taken, v, i), Type: t, Variadic: variadic})
		f.Callbacks = f.Callbacks || t.Kind == ir.FuncVal
	}
	for i := range s.Results().Len() {
		v := s.Results().At(i)
		if i == s.Results().Len()-1 && isError(v.Type()) {
			f.Throws = true
			break
		}
		t, why := b.typeOf(v.Type(), inside)
		if why != "" {
			return fmt.Sprintf("result %s: %s", describe(v, i), why)
		}
		f.Results = append(f.Results, &ir.Result{Go: v.Name(), JS: resultName(v), Type: t})
	}
	if f.Receiver != nil {
		r := f.Receiver
		r.JS = "self"
		if r.Go != "" && r.Go != "_" {
			r.JS = names.Local(r.Go)
		}
		r.JS = taken.Unique(r.JS)
		f.Callbacks = f.Callbacks || r.Type.Kind == ir.FuncVal
	}
	for _, r := range f.Results {
		r.NotNil = isStruct(r.Type) && (f.Throws || strings.HasPrefix(f.Go, "New") || strings.HasPrefix(f.Go, "Must") || recv != nil && returnsOwn(recv, r))
	}
	b.lend(p, f, s, symbol, recv)
	f.Direct = isDirect(f)
	return ""
}

func resultName(v *types.Var) string {
	if v.Name() == "" || v.Name() == "_" {
		return ""
	}
	return names.Local(v.Name())
}

// isStruct says whether a type is a pointer to a struct, which may be nil.
func isStruct(t *ir.Type) bool { return t.Kind == ir.ClassPointer || t.Kind == ir.ValuePointer }

// returnsOwn says whether a method returns the type of its receiver, which for a promoted one is not the class.
func returnsOwn(recv *types.Var, r *ir.Result) bool {
	ref := r.Type.Ref
	if r.Type.Kind == ir.ValuePointer {
		ref = r.Type.Elem.Ref
	}
	n, ok := types.Unalias(deref(recv.Type())).(*types.Named)
	return ok && n.Obj().Pkg() != nil && ref == refOf(n.Obj())
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

// lend decides for each byte and numeric slice whether it is borrowed or copied, and for each parameter how it travels.
func (b *binder) lend(p *pkg, f *ir.Func, s *types.Signature, symbol string, recv *types.Var) {
	rule := b.Rules.Of(p.IR.Path, symbol)
	decide := func(param *ir.Param, v *types.Var) {
		switch param.Type.Kind {
		case ir.Bytes, ir.Numbers:
			param.Borrowed, param.Why = b.borrowed(p, f, rule, v)
			param.WriteBack = !param.Borrowed
		case ir.ValuePointer:
			param.WriteBack = true
		}
		param.Direct = table.Direct(param.Type, param.Borrowed)
	}
	for i, param := range f.Params {
		decide(param, s.Params().At(i))
	}
	if recv != nil {
		decide(&f.Receiver.Param, recv)
	}
}

// borrowed says whether Go may use the memory of a typed array itself during the call, and why.
func (b *binder) borrowed(p *pkg, f *ir.Func, rule *directive.Rule, v *types.Var) (bool, string) {
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
	if f.Callbacks {
		return false, "the call takes a function, which could detach or resize it"
	}
	switch b.verdict(p, v.Pos(), v.Name()) {
	case escape.Stays:
		return true, "the compiler says that it does not escape"
	case escape.Leaks:
		return false, "the compiler says that it may outlive the call, or be part of a result"
	}
	return false, "the compiler does not say whether Go keeps it"
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
