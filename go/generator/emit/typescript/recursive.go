package typescript

import (
	"slices"
	"strings"

	"github.com/topherjs/topher/go/generator/emit/shape"
	"github.com/topherjs/topher/go/generator/ir"
)

// A recursive type has functions of its own: those of its underlying type, where that has any.
func writeRecursive(m *module, t *ir.Type, name string) {
	r := shape.Resolve(m.lib, t)
	if define := codecOf(r).define.write; define != nil {
		define(m, r, name)
		return
	}
	p := &m.definitions
	p.line("")
	p.line("// %s", m.spell(t.Go))
	p.line("function %s($, value, at) {", name)
	m.deeper(r, "value, at")
	p.line("%s", m.fill(codecOf(r).write, r, "value", "at"))
	m.shallower(r, "value")
	p.line("}")
}

func readRecursive(m *module, t *ir.Type, name string) {
	r := shape.Resolve(m.lib, t)
	if define := codecOf(r).define.read; define != nil {
		define(m, r, name)
		return
	}
	p := &m.definitions
	p.line("")
	p.line("function %s($) {", name)
	m.deeper(r, "")
	p.line("const value = %s;", m.fill(codecOf(r).read, r, "", ""))
	m.shallower(r, "")
	p.line("return value;")
	p.line("}")
}

// inlined is the type that a value is written and read by. What JavaScript or Go calls later contains nothing yet, so a recursive func
// needs no function of its own.
func (m *module) inlined(t *ir.Type) *ir.Type {
	if r := shape.Resolve(m.lib, t); codecOf(r).define.run != nil || strings.Contains(codecOf(r).write, "{chanIn}") {
		return r
	}
	return m.byName(t)
}

// deeper begins a function of a type that may contain itself, which counts how deep it is.
func (m *module) deeper(t *ir.Type, value string) {
	if m.isRecursive(t.Ref) {
		m.definitions.line("$.deeper(%s);", value)
	}
}

// shallower ends such a function.
func (m *module) shallower(t *ir.Type, value string) {
	if m.isRecursive(t.Ref) {
		m.definitions.line("$.shallower(%s);", value)
	}
}

// byName is the recursive type that a type's name stands for, or the type.
func (m *module) byName(t *ir.Type) *ir.Type {
	if t.Kind == ir.Recursive || !m.isRecursive(t.Ref) {
		return t
	}
	return &ir.Type{Kind: ir.Recursive, Go: t.Go, Ref: t.Ref}
}

// isRecursive reports whether a named type that crosses as its underlying one contains itself.
func (m *module) isRecursive(ref string) bool {
	if ref == "" {
		return false
	}
	is, known := m.recursives[ref]
	if known {
		return is
	}
	if n := m.lib.Lookup(ref).Named; n != nil {
		is = mentions(n.Type, ref)
	}
	m.recursives[ref] = is
	return is
}

func mentions(t *ir.Type, ref string) bool {
	if t.Kind == ir.Recursive {
		return t.Ref == ref
	}
	return slices.ContainsFunc(t.Parts(), func(part *ir.Type) bool { return mentions(part, ref) })
}
