package table

import (
	"fmt"
	"slices"
	"strings"

	"github.com/topherjs/topher/go/generator/ir"
)

// A Direction says whether a type is written as what TypeScript gives or as what it gets.
type Direction bool

// The directions.
const (
	In  Direction = true
	Out Direction = false
)

// TypeScript writes a type. name gives what the declaration that a Ref names is called in a direction.
func TypeScript(t *ir.Type, d Direction, name func(ref string, d Direction) string) string {
	row := Of(t.Kind)
	template := row.Out
	if d == In {
		template = row.In
	}
	if t.Ref != "" && !strings.Contains(template, "{ref}") {
		if strings.HasSuffix(template, null) {
			return name(t.Ref, d) + null
		}
		return name(t.Ref, d)
	}
	if t.Null {
		template += null
	}
	pairs := []string{"{len}", fmt.Sprint(t.Len)}
	if t.Ref != "" {
		pairs = append(pairs, "{ref}", name(t.Ref, d))
	}
	if t.Elem != nil {
		pairs = append(pairs, "{elem}", element(TypeScript(t.Elem, d, name), template), "{array}", Of(t.Elem.Kind).Array)
	}
	if t.Key != nil {
		pairs = append(pairs, "{key}", TypeScript(t.Key, d, name))
	}
	if t.Func != nil { // what Go gives the function goes out, what it returns comes in
		pairs = append(pairs, "{params}", Params(t.Func.Params, !d, name), "{result}", Results(t.Func.Results, d, name))
	}
	return strings.NewReplacer(pairs...).Replace(template)
}

const null = " | null"

// Alias writes what a named type stands for, as its alias is declared: not by its name, and without null, which is written where the
// name is used.
func Alias(t *ir.Type, d Direction, name func(ref string, d Direction) string) string {
	u := *t
	if !strings.Contains(Of(t.Kind).Out, "{ref}") {
		u.Ref = ""
	}
	s := TypeScript(&u, d, name)
	if !strings.HasSuffix(Of(t.Kind).Out, null) {
		return s
	}
	s = strings.TrimSuffix(s, null)
	if t.Func != nil { // the parentheses are there because of null
		s = strings.TrimSuffix(strings.TrimPrefix(s, "("), ")")
	}
	return s
}

// element puts parentheses around a type that would take a following [] for its own last part.
func element(t, template string) string {
	whole := !strings.Contains(t, " | ") && !strings.Contains(t, "=>") && !strings.HasPrefix(t, "readonly ")
	if whole || !strings.Contains(template, "{elem}[]") {
		return t
	}
	return "(" + t + ")"
}

// Params writes the parameters of a function, without parentheses around them.
func Params(params []*ir.Param, d Direction, name func(string, Direction) string) string {
	var list []string
	for _, p := range params {
		t := TypeScript(p.Type, d, name)
		if p.Variadic {
			list = append(list, "..."+p.JS+": "+t)
		} else {
			list = append(list, p.JS+": "+t)
		}
	}
	return strings.Join(list, ", ")
}

// Results writes the results of a function: void, a type, or a tuple.
func Results(results []*ir.Result, d Direction, name func(string, Direction) string) string {
	var list []string
	for _, r := range results {
		t := TypeScript(r.Type, d, name)
		if r.NotNil {
			t = strings.TrimSuffix(t, null)
		}
		if len(results) > 1 && r.JS != "" {
			t = r.JS + ": " + t
		}
		list = append(list, t)
	}
	switch len(list) {
	case 0:
		return "void"
	case 1:
		return list[0]
	}
	if slices.ContainsFunc(results, func(r *ir.Result) bool { return r.JS == "" }) { // a tuple has a label for each member or for none
		for i, r := range results {
			list[i] = strings.TrimPrefix(list[i], r.JS+": ")
		}
	}
	return "[" + strings.Join(list, ", ") + "]"
}
