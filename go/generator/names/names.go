// Package names turns Go names into JavaScript names.
package names

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Member is the JavaScript name of an exported Go function, constant, variable, field or method: a leading run of capitals
// is lowered, except its last when a lower-case letter follows.
//
//	ParseURL → parseURL    URL → url    HTTPServer → httpServer
//
// Names with a meaning of their own in JavaScript get a trailing underscore: see [Safe]. Types keep their name.
func Member(name string) string {
	runes := []rune(name)
	n := 0
	for n < len(runes) && isCapital(runes[n]) {
		n++
	}
	if n > 1 && n < len(runes) && unicode.IsLower(runes[n]) {
		n--
	}
	for i := range n {
		runes[i] = unicode.ToLower(runes[i])
	}
	return Safe(Spelled(string(runes)))
}

// Spelled is a name of Go as JavaScript can write it. U+2E2F is the one letter of Go that no identifier of JavaScript has: Unicode keeps
// it for the syntax of patterns.
func Spelled(name string) string { return strings.ReplaceAll(name, string(tilde), "_") }

const tilde = '\u2e2f'

func isCapital(r rune) bool { return unicode.IsUpper(r) || unicode.IsTitle(r) }

// Safe gives then, constructor and __proto__ a trailing underscore. An object with a member then is taken for a promise by
// await, and the other two exist on every object.
func Safe(name string) string {
	switch name {
	case "then", "constructor", "__proto__":
		return name + "_"
	}
	return name
}

// OfClass gives the name of a member of a class or an interface a trailing underscore where each object has something else under it: async,
// an accessor through which one reaches the asynchronous forms of the methods, and what every object of JavaScript inherits.
func OfClass(name string) string {
	if name == "async" || OfObject[name] {
		return name + "_"
	}
	return name
}

// OfObject are the names of what every object of JavaScript inherits.
var OfObject = map[string]bool{
	"constructor": true, "hasOwnProperty": true, "isPrototypeOf": true, "propertyIsEnumerable": true, "toLocaleString": true,
	"toString": true, "valueOf": true, "__defineGetter__": true, "__defineSetter__": true, "__lookupGetter__": true, "__lookupSetter__": true,
}

// Local is the name under which an export called js is declared: js itself, or another one with an underscore where js is reserved, or
// begins like the private names of generated code. The export then renames it: export { delete_ as delete }.
func Local(js string) string {
	switch rest := strings.TrimLeft(js, "$"); {
	case rest != js && IsIdentifier(rest):
		return rest + "_"
	case rest != js:
		return "_" + rest
	case IsReserved(js):
		return js + "_"
	}
	return js
}

// IsReserved reports whether a name cannot be declared in a module, or means something else there.
//
// Source: https://tc39.es/ecma262/#sec-keywords-and-reserved-words, and the three values of the global object that code takes for
// keywords.
func IsReserved(name string) bool { return reserved[name] }

// IsReservedType reports whether TypeScript cannot declare a type of a name, or generated code declares something else under it.
func IsReservedType(name string) bool {
	return reserved[name] || predefined[name] || strings.HasPrefix(name, "$")
}

// Source: the names that checkTypeNameIsReserved of the TypeScript compiler refuses.
var predefined = map[string]bool{
	"any": true, "unknown": true, "never": true, "number": true, "bigint": true, "boolean": true, "string": true, "symbol": true, "object": true,
}

var reserved = func() map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(`
		await break case catch class const continue debugger default delete do else enum export extends false finally for
		function if import in instanceof new null return super switch this throw true try typeof var void while with yield
		let static implements interface package private protected public eval arguments
		undefined NaN Infinity globalThis`) {
		set[w] = true
	}
	return set
}()

// IsIdentifier reports whether a name can be written as a JavaScript property without quotes.
func IsIdentifier(name string) bool {
	if name == "" || !utf8.ValidString(name) {
		return false
	}
	for i, r := range name {
		if r == tilde || r != '_' && r != '$' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return true
}

// A Scope holds names of which no two may be equal.
type Scope map[string]bool

// Unique takes name, or the first of name_, name__, … that is free.
func (s Scope) Unique(name string) string {
	for s[name] {
		name += "_"
	}
	s[name] = true
	return name
}
