package golang

import (
	"fmt"
	"strings"

	"github.com/topherjs/topher/go/generator/ir"
)

// callback is the name of the function that makes a func value of what JavaScript gave.
func (f *file) callback(t *ir.Type) string {
	return f.numbered("zfunc_", t, func(name string) {
		p := &f.types
		p.text("\n// %s\nfunc %s(f *host.Func) %s {\n", t.Go, name, t.Go)
		p.text("return func%s {\n", header(t.Func))
		f.callBody(t.Func, "f", "")
		p.text("}\n}\n")
	})
}

// object is the name of the function that makes an interface value of an object of JavaScript: nil where only handles can be given.
func (f *file) object(t *ir.Type) string {
	c := f.lib.Lookup(t.Ref).Class
	if !c.Interface.Object {
		return "nil"
	}
	return f.numbered("zobject_", t, func(name string) {
		p := &f.types
		typ := name + "_type"
		p.text("\n// %s is an object of JavaScript as a %s.\ntype %s struct{ o *host.Object }\n", typ, t.Go, typ)
		p.text("\nfunc %s(o *host.Object) %s { return %s{o} }\n", name, t.Go, typ)
		p.text("\n// TopherObject tells that it is an object of JavaScript, and which.\nfunc (z %s) TopherObject() *host.Object { return z.o }\n", typ)
		for i, m := range c.Methods {
			s := &ir.Signature{Params: m.Params, Results: m.Results, Throws: m.Throws, Context: m.Context}
			p.text("\nfunc (z %s) %s%s {\n", typ, m.Go, header(s))
			f.callBody(s, "z.o", fmt.Sprint(i))
			p.text("}\n")
		}
	})
}

// numbered is the name of a function of a type, under a number.
func (f *file) numbered(prefix string, t *ir.Type, define func(name string)) string {
	key := prefix + t.Go
	if name, ok := f.helpers[key]; ok {
		return name
	}
	f.numbers[prefix]++
	name := fmt.Sprint(prefix, f.numbers[prefix])
	f.helpers[key] = name
	f.pending = append(f.pending, func() { define(name) })
	return name
}

// header is a signature with the names that [file.callBody] uses: ctx, p0, p1, … and r0, r1, ….
func header(s *ir.Signature) string {
	var params []string
	if s.Context {
		params = append(params, "ctx context.Context")
	}
	for i, p := range s.Params {
		goType := p.Type.Go
		if p.Variadic {
			goType = "..." + p.Type.Elem.Go
		}
		params = append(params, fmt.Sprintf("p%d %s", i, goType))
	}
	var results []string
	for i, r := range s.Results {
		results = append(results, fmt.Sprintf("r%d %s", i, r.Type.Go))
	}
	if s.Throws {
		results = append(results, "err error")
	}
	text := "(" + strings.Join(params, ", ") + ")"
	if len(results) > 0 {
		text += " (" + strings.Join(results, ", ") + ")"
	}
	return text
}

// callBody prints the body of a function that JavaScript implements: target is what is called, operation which of its methods.
func (f *file) callBody(s *ir.Signature, target, operation string) {
	p := &f.types
	var locals []string
	for i := range s.Results {
		locals = append(locals, fmt.Sprintf("r%d", i))
	}
	if s.Throws {
		p.text("b, err := %s.Try(%s)\nif err != nil {\nreturn %s\n}\n", target, operation, strings.Join(append(locals, "err"), ", "))
	} else {
		p.text("b := %s.Start(%s)\n", target, operation)
	}
	if s.Context {
		p.text("b.Context(ctx)\n")
	}
	for i, param := range s.Params {
		p.text("%s\n", f.write(param.Type, backOut, fmt.Sprintf("p%d", i)))
	}
	if s.Throws {
		p.text("if err = b.TryCall(); err != nil {\nreturn %s\n}\n", strings.Join(append(locals, "err"), ", "))
	} else {
		p.text("b.Call()\n")
	}
	for i, r := range s.Results {
		p.text("r%d = %s\n", i, f.read(r.Type, backIn))
	}
	switch {
	case s.Throws:
		p.text("return %s\n", strings.Join(append(locals, "b.TryEnd()"), ", "))
	case len(locals) > 0:
		p.text("b.End()\nreturn %s\n", strings.Join(locals, ", "))
	default:
		p.text("b.End()\n")
	}
}
