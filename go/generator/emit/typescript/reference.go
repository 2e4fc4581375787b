package typescript

import (
	"slices"
	"strings"

	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/names"
)

// class is the expression of the class that handles of a type are checked against.
func (m *module) class(ref string) string {
	if ref == "" {
		return "$Handle"
	}
	c := m.lib.Lookup(ref).Class
	if c == nil { // a named type that is opaque
		return "$Handle"
	}
	if c.Interface != nil {
		return m.interfaceClass(c)
	}
	if c.Opaque {
		return "$Handle"
	}
	if c.Package == m.pkg.Path {
		return c.JS
	}
	folder, ok := m.o.Folders[c.Package]
	if !ok {
		return "$Handle"
	}
	return m.import_(c.Package, folder, c.JS)
}

// import_ is the name under which the module has what another package of the build exports.
func (m *module) import_(path, folder, name string) string {
	local := "$" + lookupPackage(m.lib, path).Folder + "_" + strings.TrimPrefix(name, "$")
	local = strings.Map(func(r rune) rune {
		if names.IsIdentifier("a" + string(r)) {
			return r
		}
		return '_'
	}, local)
	if !m.private[local] {
		m.private[local] = true
		from := folder + "/index.js"
		m.imported[from] = append(m.imported[from], name+" as "+local)
	}
	return local
}

// owner is the module of another package of the build, as far as its names are known before it is printed.
func (m *module) owner(c *ir.Class) (owner *module, folder string) {
	folder, ok := m.o.Folders[c.Package]
	p := lookupPackage(m.lib, c.Package)
	if !ok || p == nil || p == m.pkg || !slices.Contains(p.Classes, c) { // an interface without a name belongs to none
		return nil, ""
	}
	if m.owners[p.Path] == nil {
		m.owners[p.Path] = newModule(m.lib, p, m.o)
	}
	return m.owners[p.Path], folder
}

// interfaceClass is the class of an interface. Those of packages outside of the build are printed in each module that uses them.
func (m *module) interfaceClass(c *ir.Class) string {
	if owner, folder := m.owner(c); owner != nil {
		return m.import_(c.Package, folder, owner.interfaces[c.Ref])
	}
	name, ok := m.interfaces[c.Ref]
	if !ok {
		name = m.unique("$" + c.JS)
		m.interfaces[c.Ref] = name
		m.pending = append(m.pending, func() { m.classOf(c) })
	}
	return name
}

// implement is what makes an object of JavaScript an interface: the function that calls it and the list of its methods.
func (m *module) implement(c *ir.Class) (run, methods string) {
	if !c.Interface.Object {
		return "null", "null"
	}
	if owner, folder := m.owner(c); owner != nil {
		run, methods = owner.implement(c)
		return m.import_(c.Package, folder, run), m.import_(c.Package, folder, methods)
	}
	run = m.helper("$run", &ir.Type{Kind: ir.Interface, Go: c.Type, Ref: c.Ref}, runInterface)
	return run, m.methods(c, run)
}

// messageName is what messages call a class.
func (m *module) messageName(c *ir.Class) string {
	if c.Package == m.pkg.Path {
		return m.pkg.Name + "." + c.JS
	}
	if p := lookupPackage(m.lib, c.Package); p != nil {
		return p.Name + "." + c.JS
	}
	if strings.Contains(c.Type, "{") { // an interface without a name
		return c.JS
	}
	return c.Type
}
