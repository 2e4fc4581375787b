package table

import (
	"fmt"
	"slices"
	"strings"

	"github.com/topherjs/topher/go/generator/ir"
)

// A Direction says whether a type is written as what TypeScript gives or as what it gets.
type Direction int

// The directions.
const (
	Out   Direction = iota // what Go gives
	In                     // what Go takes
	Async                  // what an asynchronous form takes
)

// Back is the direction of what comes back: of the parameters of a func that goes in d, and of what is sent into a channel of Go.
func (d Direction) Back() Direction {
	if d == Out {
		return In
	}
	return Out
}

// TypeScript writes a type. name gives what the declaration that a Ref names is called in a direction.
func TypeScript(t *ir.Type, d Direction, name func(ref string, d Direction) string) string {
	template := Of(t.Kind).TypeScript(d)
	if t.Ref != "" && !strings.Contains(template, "{ref}") && goesByName(t, d) {
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
		if strings.Contains(template, "{back}") {
			pairs = append(pairs, "{back}", TypeScript(t.Elem, d.Back(), name))
		}
	}
	if t.Key != nil {
		pairs = append(pairs, "{key}", TypeScript(t.Key, d, name))
	}
	if t.Func != nil { // what Go gives the function goes out, what it returns comes in
		params, result := Params(t.Func.Params, d.Back(), name), Results(t.Func.Results, d, name)
		if d == Out {
			async, task := AsyncParams(t.Func.Params, name), "Task<"+result+">"
			if t.Func.Context {
				params, result = async, task
			}
			pairs = append(pairs, "{asyncParams}", async, "{task}", task)
		} else if t.Func.Context {
			params = WithContext(params, t.Func.Params)
		}
		pairs = append(pairs, "{params}", params, "{result}", result)
	}
	return strings.NewReplacer(pairs...).Replace(template)
}

// goesByName says whether the alias of a named type says what it is in a direction: aliases of func types say what one gives to Go.
func goesByName(t *ir.Type, d Direction) bool {
	return t.Func == nil || d == In
}

const null = " | null"

// Present is a type without null at its end, and without the parentheses that stood before it.
func Present(s string) string {
	s, found := strings.CutSuffix(s, null)
	if found && strings.HasPrefix(s, "(") && closing(s) == len(s)-1 {
		s = s[1 : len(s)-1]
	}
	return s
}

// closing is where the parenthesis closes with which s begins.
func closing(s string) int {
	depth := 0
	for i, r := range s {
		switch r {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

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
	return Present(s)
}

// element puts parentheses around a type that would take a following [] for its own last part.
func element(t, template string) string {
	whole := !strings.Contains(t, " | ") && !strings.Contains(t, " & ") && !strings.Contains(t, "=>") && !strings.HasPrefix(t, "readonly ")
	if whole || !strings.Contains(template, "{elem}[]") {
		return t
	}
	return "(" + t + ")"
}

// Params writes the parameters of a function, without parentheses around them. A function that Go keeps may return a promise, as Go can
// call it from any goroutine.
func Params(params []*ir.Param, d Direction, name func(string, Direction) string) string {
	var list []string
	for _, p := range params {
		taken := d
		if d == In && p.Type.Kind == ir.FuncVal && p.Kept {
			taken = Async
		}
		t := TypeScript(p.Type, taken, name)
		if p.Variadic {
			list = append(list, "..."+p.JS+": "+t)
		} else {
			list = append(list, p.JS+": "+t)
		}
	}
	return strings.Join(list, ", ")
}

// AsyncParams writes the parameters of an asynchronous form: a variadic one is an array, and the options stand behind them.
func AsyncParams(params []*ir.Param, name func(string, Direction) string) string {
	var list []string
	for _, p := range params {
		list = append(list, p.JS+": "+TypeScript(p.Type, Async, name))
	}
	return strings.Join(append(list, free("options", params)+"?: TaskOptions"), ", ")
}

// free is a name for one more parameter.
func free(name string, params []*ir.Param) string {
	for slices.ContainsFunc(params, func(p *ir.Param) bool { return p.JS == name }) {
		name += "_"
	}
	return name
}

// WithContext adds to the parameters of a function of JavaScript what it gets for a context: behind the others, which a rest parameter
// would not allow.
func WithContext(spelled string, params []*ir.Param) string {
	context := free("context", params) + ": GoContext"
	switch n := len(params); {
	case n == 0:
		return context
	case params[n-1].Variadic:
		return "...args: [" + spelled + ", " + context + "]"
	}
	return spelled + ", " + context
}

// Results writes the results of a function: void, a type, or a tuple.
func Results(results []*ir.Result, d Direction, name func(string, Direction) string) string {
	var list []string
	for _, r := range results {
		t := TypeScript(r.Type, d, name)
		if r.NotNil {
			t = Present(t)
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
