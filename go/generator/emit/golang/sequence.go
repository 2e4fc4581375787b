package golang

import (
	"github.com/topherjs/topher/go/generator/emit/shape"
	"github.com/topherjs/topher/go/generator/ir"
)

// call prints the exports through which JavaScript calls a func, or steps through an iterator, that came out of Go.
func (f *file) call(c *ir.Call) {
	codec := codecOf(c.Type)
	if codec.start == "" {
		f.function(shape.Call(c), c.Type.Go, "")
		return
	}
	f.assign(shape.Start(c), c.Type.Go, func(args []string) string { return f.fill(codec.start, c.Type, callIn, args[0]) })
	f.next(c, codec.next)
}

// next prints the export of a step: whether there is a value, and the value.
func (f *file) next(c *ir.Call, template string) {
	t, symbol := c.Type, c.Symbol+"_next"
	p := &f.functions
	p.text("\n//export z%s\nfunc z%s(t unsafe.Pointer, at int32, handle float64) (bits int32) {\n", symbol, symbol)
	p.text("c := host.Begin(t, at, %q)\ndefer c.End(&bits)\nc.Ready()\n", t.Go)
	locals, writes := "v", ""
	if t.Key != nil {
		locals, writes = "k, v", f.write(t.Key, theWriter, "k")+"\n"
	}
	writes += f.write(t.Elem, theWriter, "v")
	p.text("%s, ok := %s\nw := c.Returned()\nw.Bool(ok)\nif ok {\n%s\n}\nreturn bits\n}\n", locals, f.fill(template, t, callIn, "handle"), writes)
	f.c.text("API int32_t %s(int32_t at, double a0) { return z%s(topher_current, at, a0); }\n", symbol, symbol)
}
