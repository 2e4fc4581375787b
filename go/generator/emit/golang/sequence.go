package golang

import (
	"github.com/topherjs/topher/go/generator/emit/shape"
	"github.com/topherjs/topher/go/generator/ir"
)

// call prints the exports through which JavaScript calls a func, steps through an iterator, or reads the values of one or of a channel
// ahead, that came out of Go.
func (f *file) call(c *ir.Call) {
	codec := codecOf(c.Type)
	if codec.open == "" {
		f.function(shape.Call(c), c.Type.Go, "")
		return
	}
	if codec.start != "" {
		f.assign(shape.Start(c), c.Type.Go, func(args []string) string { return f.fill(codec.start, c.Type, callIn, args[0]) })
		f.next(c, codec.next)
	}
	f.withHandle(c, "_open", f.fill(codec.open, c.Type, callIn, "handle")+"\n")
}

// next prints the export of a step: whether there is a value, and the value.
func (f *file) next(c *ir.Call, template string) {
	t := c.Type
	locals, writes := "v", ""
	if t.Key != nil {
		locals, writes = "k, v", f.write(t.Key, theWriter, "k")+"\n"
	}
	writes += f.write(t.Elem, theWriter, "v")
	f.withHandle(c, "_next", "c.Ready()\n"+locals+", ok := "+f.fill(template, t, callIn, "handle")+"\nw := c.Returned()\nw.Bool(ok)\nif ok {\n"+writes+"\n}\n")
}

// withHandle prints an export of the arena shape that is given a handle beside it.
func (f *file) withHandle(c *ir.Call, suffix, body string) {
	symbol := c.Symbol + suffix
	p := &f.functions
	p.text("\n//export z%s\nfunc z%s(t unsafe.Pointer, at int32, handle float64) (bits int32) {\n", symbol, symbol)
	p.text("c := host.Begin(t, at, %q)\ndefer c.End(&bits)\n%sreturn bits\n}\n", c.Type.Go, body)
	f.c.text("API int32_t %s(int32_t at, double a0) { IN(%q); return z%s(topher_current, at, a0); }\n", symbol, c.Type.Go, symbol)
}

// channel is the name of the function that makes a channel of a type, once as that type and once as one for both directions.
func (f *file) channel(t *ir.Type) string {
	return f.numbered("zmake_", t, func(name string) {
		both := "chan " + t.Elem.Go
		if t.Elem.Go[0] == '<' {
			both = "chan (" + t.Elem.Go + ")"
		}
		p := &f.types
		p.text("\n// %s\nfunc %s(size int) (%s, %s) {\nch := make(%s, size)\nreturn ch, ch\n}\n", t.Go, name, t.Go, both, both)
	})
}

// direction is the writer or the reader of a channel's elements, or nil where none goes that way.
func (f *file) direction(t *ir.Type, way string) string {
	switch {
	case way == "received" && shape.Receives(t) || way == "sent" && shape.Sends(t):
		return f.writer(t.Elem)
	case way == "given" && shape.Sends(t) || way == "fed" && shape.Receives(t):
		return f.reader(t.Elem)
	}
	return "nil"
}
