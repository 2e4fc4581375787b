package load

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"

	"github.com/topherjs/topher/go/generator/diag"
	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/names"
)

func importsC(file string) bool {
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	return f != nil && err == nil && slices.ContainsFunc(f.Imports, func(s *ast.ImportSpec) bool { return s.Path.Value == `"C"` })
}

// addExports reads the functions that a package main exports itself. Their C types stand in the source; what cgo makes of
// them is not needed.
func (l *loader) addExports(pkg *Package) {
	pkg.Types, pkg.Files = nil, nil // of what cgo made, or incomplete
	taken := names.Scope{}
	for _, file := range pkg.GoFiles {
		f, err := parser.ParseFile(l.fset, file, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			at := l.places.file(file, 0, 0)
			l.diags.Errorf(diag.CodeGo, at, "%v", err)
			return
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok {
				l.addExport(pkg, fn, taken)
			}
		}
	}
	if len(pkg.IR.Exports) == 0 {
		l.report(diag.CodeMain, pkg.IR.Path, "package main exports nothing: no function has a //export comment")
		return
	}
	l.packages = append(l.packages, pkg)
}

func (l *loader) addExport(pkg *Package, fn *ast.FuncDecl, taken names.Scope) {
	symbol := exportName(fn)
	if symbol == "" {
		return
	}
	at := pkg.Position(fn.Name.Pos())
	e := &ir.Export{Go: fn.Name.Name, Symbol: symbol, JS: symbol, Local: taken.Unique(names.Local(symbol)), Doc: fn.Doc.Text(), Position: at, Result: "t.void"}
	skip := func(what, why string) {
		pkg.IR.Skipped = append(pkg.IR.Skipped, ir.Skipped{Name: fn.Name.Name, Kind: ir.SymbolFunc, Position: at, Reason: what + ": " + why})
	}
	params := names.Scope{}
	for i, p := range flatten(fn.Type.Params) {
		t, why := describe(p.kind, true)
		if why != "" {
			skip(fmt.Sprintf("parameter %d (%s)", i+1, p.name), why)
			return
		}
		js := p.name
		if js == "" || js == "_" {
			js = fmt.Sprintf("arg%d", i+1)
		}
		e.Params = append(e.Params, &ir.ExportParam{Go: p.name, JS: params.Unique(names.Local(js)), Type: t})
	}
	var results []string
	for i, r := range flatten(fn.Type.Results) {
		t, why := describe(r.kind, false)
		if why != "" {
			skip(fmt.Sprintf("result %d", i+1), why)
			return
		}
		results = append(results, t)
	}
	switch len(results) {
	case 0:
	case 1:
		e.Result = results[0]
	default: // cgo returns several results as a struct with members r0, r1, …
		for i := range results {
			results[i] = fmt.Sprintf("r%d: %s", i, results[i])
		}
		e.Result = "t.struct({ " + strings.Join(results, ", ") + " })"
	}
	pkg.IR.Exports = append(pkg.IR.Exports, e)
}

func exportName(fn *ast.FuncDecl) string {
	if fn.Doc == nil || fn.Recv != nil {
		return ""
	}
	for _, c := range fn.Doc.List {
		if name, ok := strings.CutPrefix(c.Text, "//export "); ok {
			return strings.TrimSpace(name)
		}
	}
	return ""
}

type named struct {
	name string
	kind ast.Expr
}

func flatten(list *ast.FieldList) []named {
	if list == nil {
		return nil
	}
	var all []named
	for _, f := range list.List {
		if len(f.Names) == 0 {
			all = append(all, named{"", f.Type})
		}
		for _, n := range f.Names {
			all = append(all, named{n.Name, f.Type})
		}
	}
	return all
}

// The C types of cgo, and the Go types that cgo lets an export have.
//
// Source: https://pkg.go.dev/cmd/cgo#hdr-Go_references_to_C and #hdr-C_references_to_Go.
var descriptions = map[string]string{
	"C.char": "t.i8", "C.schar": "t.i8", "C.uchar": "t.u8", "C.short": "t.i16", "C.ushort": "t.u16", "C.int": "t.i32", "C.uint": "t.u32",
	"C.long": "t.i64", "C.ulong": "t.u64", "C.longlong": "t.i64", "C.ulonglong": "t.u64", "C.float": "t.f32", "C.double": "t.f64",
	"C.size_t": "t.u64", "C.ssize_t": "t.i64", "C.ptrdiff_t": "t.i64", "C.intptr_t": "t.i64", "C.uintptr_t": "t.u64", "C.bool": "t.bool", "C._Bool": "t.bool",
	"C.int8_t": "t.i8", "C.int16_t": "t.i16", "C.int32_t": "t.i32", "C.int64_t": "t.i64",
	"C.uint8_t": "t.u8", "C.uint16_t": "t.u16", "C.uint32_t": "t.u32", "C.uint64_t": "t.u64",
	"bool": "t.bool", "int8": "t.i8", "int16": "t.i16", "int32": "t.i32", "rune": "t.i32", "int64": "t.i64", "int": "t.int",
	"uint8": "t.u8", "byte": "t.u8", "uint16": "t.u16", "uint32": "t.u32", "uint64": "t.u64", "uint": "t.uint", "uintptr": "t.u64",
	"float32": "t.f32", "float64": "t.f64", "string": "t.string", "unsafe.Pointer": "t.pointer",
}

// The kinds that slices of hand-written signatures have.
var elements = map[string]bool{
	"t.i8": true, "t.i16": true, "t.i32": true, "t.i64": true, "t.u8": true, "t.u16": true, "t.u32": true, "t.u64": true, "t.f32": true, "t.f64": true,
}

// describe is the description of door 1 for a type in an export's signature, or why there is none.
//
// A slice of numbers as a parameter is described as such: generated code calls the export through a C function that takes pointer and
// length. As a result it is the struct that Go returns.
func describe(e ast.Expr, param bool) (description, why string) {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return describe(e.X, param)
	case *ast.StarExpr:
		if spell(e.X) == "C.char" {
			return "t.cstring", ""
		}
		return "t.pointer", ""
	case *ast.ArrayType:
		if elem := descriptions[spell(e.Elt)]; e.Len == nil && param && elements[elem] {
			if elem == "t.u8" {
				return "t.bytes", ""
			}
			return "t.slice(" + elem + ")", ""
		}
		if e.Len == nil { // GoSlice
			return "t.struct({ data: t.pointer, len: t.i64, cap: t.i64 })", ""
		}
	}
	if d := descriptions[spell(e)]; d != "" {
		return d, ""
	}
	return "", fmt.Sprintf("%s has no counterpart among the kinds of hand-written signatures", spell(e))
}

func spell(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return spell(e.X) + "." + e.Sel.Name
	case *ast.StarExpr:
		return "*" + spell(e.X)
	case *ast.MapType:
		return "a map"
	case *ast.ChanType:
		return "a channel"
	case *ast.FuncType:
		return "a func"
	case *ast.InterfaceType:
		return "an interface"
	case *ast.ArrayType:
		return "an array"
	}
	return "its type"
}
