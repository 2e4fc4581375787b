package golang

import (
	"fmt"
	"strings"

	"github.com/topherjs/topher/go/generator/ir"
)

// Exports are the files that are laid beside those of a package main in //export style: the guard, and trampolines.
//
// A trampoline is a C function that takes a slice or a string as pointer and length, as hand-written signatures pass them, where the
// export itself takes Go's structs by value.
func Exports(p *ir.Package) map[string][]byte {
	files := map[string][]byte{
		"ztopher.go": []byte(Generated + "\n\npackage main\n\nimport _ \"github.com/topherjs/topher/go/bridge\"\n"),
	}
	var b strings.Builder
	for _, e := range p.Exports {
		if Trampoline(e) != "" {
			trampoline(&b, e)
		}
	}
	if b.Len() > 0 {
		files["ztopher.c"] = []byte(Generated + "\n\n#include <stdint.h>\n\n#include \"_cgo_export.h\"\n\n#define API __attribute__((visibility(\"default\")))\n\n" + b.String())
	}
	return files
}

// Trampoline is the symbol through which an export is called, empty where that is its own.
func Trampoline(e *ir.Export) string {
	for _, p := range e.Params {
		if lent(p.Type) != "" {
			return "topher_" + e.Symbol
		}
	}
	return ""
}

// lent is Go's C type of a parameter that hand-written signatures pass as pointer and length.
func lent(description string) string {
	switch {
	case description == "t.string":
		return "GoString"
	case description == "t.bytes", strings.HasPrefix(description, "t.slice("):
		return "GoSlice"
	}
	return ""
}

// The C types of descriptions.
var cTypes = map[string]string{
	"t.void": "void", "t.bool": "_Bool", "t.i8": "int8_t", "t.i16": "int16_t", "t.i32": "int32_t", "t.i64": "int64_t", "t.int": "GoInt",
	"t.u8": "uint8_t", "t.u16": "uint16_t", "t.u32": "uint32_t", "t.u64": "uint64_t", "t.uint": "GoUint", "t.f32": "float", "t.f64": "double",
	"t.pointer": "void *", "t.cstring": "char *", "t.string": "GoString",
}

func cType(description, symbol string) string {
	if c := cTypes[description]; c != "" {
		return c
	}
	if strings.HasPrefix(description, "t.struct({ r0:") {
		return "struct " + symbol + "_return"
	}
	return "GoSlice"
}

func trampoline(b *strings.Builder, e *ir.Export) {
	var params, args, views []string
	for i, p := range e.Params {
		a := fmt.Sprintf("a%d", i)
		switch lent(p.Type) {
		case "GoSlice":
			params = append(params, "void *"+a, "int64_t "+a+"_len")
			views = append(views, fmt.Sprintf("\tGoSlice s%d = {%s, %s_len, %s_len};\n", i, a, a, a))
			args = append(args, fmt.Sprintf("s%d", i))
		case "GoString":
			params = append(params, "char *"+a, "int64_t "+a+"_len")
			views = append(views, fmt.Sprintf("\tGoString s%d = {%s, %s_len};\n", i, a, a))
			args = append(args, fmt.Sprintf("s%d", i))
		default:
			params = append(params, cType(p.Type, e.Symbol)+" "+a)
			args = append(args, a)
		}
	}
	result := cType(e.Result, e.Symbol)
	back := "return "
	if result == "void" {
		back = ""
	}
	fmt.Fprintf(b, "API %s %s(%s) {\n%s\t%s%s(%s);\n}\n\n", result, Trampoline(e), strings.Join(params, ", "), strings.Join(views, ""), back, e.Symbol, strings.Join(args, ", "))
}
