package typescript

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/topherjs/topher/go/generator/ir"
)

// exportsModule prints index.js of a package main in //export style: its functions behind a table of hand-written style.
func exportsModule(p *ir.Package, o Options) []byte {
	var out printer
	out.line(`// @ts-self-types="./index.d.ts"`)
	out.line("%s", Generated)
	out.line("")
	out.line(`import { fn as $fn, open as $open, t as $t } from "topher";`)
	out.line("")
	platforms := slices.Sorted(maps.Keys(o.Files))
	out.line("const $library = $open(new globalThis.URL(%s, import.meta.url), {", quote(o.Files[platforms[0]]))
	for _, e := range p.Exports {
		out.line("%s: %s,", property(e.JS), descriptor(e, "$fn", "$t"))
	}
	out.line("}, { name: %s });", quote(p.Name))
	var plain, renamed []string
	for _, e := range p.Exports {
		if e.JS == e.Local {
			plain = append(plain, e.JS)
		} else {
			plain = append(plain, e.JS+": "+e.Local)
			renamed = append(renamed, e.Local+" as "+e.JS)
		}
	}
	out.line("")
	if len(renamed) == 0 {
		out.list("export const {", plain, "} = $library;")
	} else {
		out.list("const {", plain, "} = $library;")
		for _, e := range p.Exports {
			if e.JS == e.Local {
				renamed = append(renamed, e.JS)
			}
		}
		out.list("export {", renamed, "};")
	}
	return []byte(out.String())
}

func descriptor(e *ir.Export, fn, t string) string {
	var args, names []string
	for _, p := range e.Params {
		args = append(args, strings.ReplaceAll(p.Type, "t.", t+"."))
		names = append(names, quote(p.JS))
	}
	result := strings.ReplaceAll(e.Result, "t.", t+".")
	options := ""
	if len(names) > 0 {
		options = ", { params: [" + strings.Join(names, ", ") + "] }"
	}
	return fn + "([" + strings.Join(args, ", ") + "], " + result + options + ")"
}

// exportsDeclarations prints index.d.ts of such a package.
func exportsDeclarations(p *ir.Package, o Options) []byte {
	var out printer
	out.line("%s", Generated)
	out.line("")
	out.line(`import { type fn as $fn, type Library as $Library, type t as $t } from "topher";`)
	return []byte(out.String())
}

func itoa(n int) string { return strconv.Itoa(n) }

func lines(s string) []string { return strings.Split(strings.TrimSuffix(s, "\n"), "\n") }
