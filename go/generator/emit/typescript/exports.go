package typescript

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/topherjs/topher/go/generator/emit/golang"
	"github.com/topherjs/topher/go/generator/ir"
)

// exportsModule prints index.js of a package main in //export style: a table of signatures, as one writes it by hand.
func exportsModule(p *ir.Package, o Options) []byte {
	var out printer
	out.line(`// @ts-self-types="./index.d.ts"`)
	out.line("%s", Generated)
	out.line("")
	out.line(`import { fn as $fn, open as $open, t as $t } from "topher";`)
	out.line("")
	out.line("// build: %s", quote(o.Build))
	out.line("const $library = $open(")
	for _, platform := range slices.Sorted(maps.Keys(o.Files)) {
		out.line("new globalThis.URL(%s, import.meta.url),", quote(o.Files[platform]))
	}
	out.line("{")
	for _, e := range p.Exports {
		out.line("%s: %s,", property(e.JS), descriptor(e))
	}
	out.line("},")
	out.line("{ name: %s },", quote(p.Folder))
	out.line(");")
	var own, exported []string
	for _, e := range p.Exports {
		if e.JS == e.Local {
			own = append(own, e.JS)
			exported = append(exported, e.JS)
			continue
		}
		own = append(own, e.JS+": "+e.Local)
		exported = append(exported, e.Local+" as "+e.JS)
	}
	out.line("")
	if slices.Equal(own, exported) {
		out.list("export const {", own, "} = $library;")
	} else {
		out.list("const {", own, "} = $library;")
		out.list("export {", exported, "};")
	}
	return []byte(out.String())
}

func descriptor(e *ir.Export) string {
	var args, params, options []string
	for _, p := range e.Params {
		args = append(args, strings.ReplaceAll(p.Type, "t.", "$t."))
		params = append(params, quote(p.JS))
	}
	if symbol := golang.Trampoline(e); symbol != "" {
		options = append(options, "symbol: "+quote(symbol))
	}
	if len(params) > 0 {
		options = append(options, "params: ["+strings.Join(params, ", ")+"]")
	}
	text := "$fn([" + strings.Join(args, ", ") + "], " + strings.ReplaceAll(e.Result, "t.", "$t.")
	if len(options) > 0 {
		text += ", { " + strings.Join(options, ", ") + " }"
	}
	return text + ")"
}

// exportsDeclarations prints index.d.ts of such a package.
func exportsDeclarations(l *ir.Library, p *ir.Package, o Options) []byte {
	d := &declaration{module: newModule(l, p, o), topher: map[string]bool{}, others: map[string]map[string]bool{}, own: map[string]bool{}}
	for _, e := range p.Exports {
		d.comment(e.Doc, e.Deprecated)
		var params []string
		for _, param := range e.Params {
			params = append(params, param.JS+": "+described(param.Type, in))
		}
		before := "export declare function "
		if e.JS != e.Local {
			before = "declare function "
			d.renamed = append(d.renamed, e.Local+" as "+e.JS)
		}
		d.out.list(before+e.Local+"(", params, "): "+described(e.Result, out)+";")
	}
	if len(d.renamed) > 0 {
		d.out.line("")
		d.out.list("export {", d.renamed, "};")
	}
	d.skipped()
	return []byte(d.head() + d.out.String())
}

// What descriptions are in TypeScript, where that is not a number.
var descriptions = map[string][2]string{ // as a parameter, as a result
	"t.void": {"void", "void"}, "t.bool": {"boolean", "boolean"}, "t.i64": {"bigint | number", "bigint"}, "t.u64": {"bigint | number", "bigint"},
	"t.pointer": {"bigint | ArrayBufferView | null", "bigint | null"}, "t.cstring": {"string", "string"}, "t.string": {"string", "string"},
	"t.bytes": {"Uint8Array", "Uint8Array"},
}

var viewOf = map[string]string{
	"t.i8": "Int8Array | readonly number[]", "t.i16": "Int16Array | readonly number[]", "t.i32": "Int32Array | readonly number[]",
	"t.i64": "BigInt64Array | readonly (bigint | number)[]", "t.u16": "Uint16Array | readonly number[]", "t.u32": "Uint32Array | readonly number[]",
	"t.u64": "BigUint64Array | readonly (bigint | number)[]", "t.f32": "Float32Array | readonly number[]", "t.f64": "Float64Array | readonly number[]",
}

func described(description string, dir direction) string {
	if s, ok := descriptions[description]; ok {
		if dir == in {
			return s[0]
		}
		return s[1]
	}
	if elem, ok := strings.CutPrefix(description, "t.slice("); ok {
		return viewOf[strings.TrimSuffix(elem, ")")]
	}
	if fields, ok := strings.CutPrefix(description, "t.struct({ "); ok {
		var list []string
		for _, f := range strings.Split(strings.TrimSuffix(fields, " })"), ", ") {
			name, kind, _ := strings.Cut(f, ": ")
			list = append(list, name+": "+described(kind, dir))
		}
		return "{ " + strings.Join(list, "; ") + " }"
	}
	return "number"
}

func itoa(n int) string { return strconv.Itoa(n) }

func lines(s string) []string { return strings.Split(strings.TrimSuffix(s, "\n"), "\n") }
