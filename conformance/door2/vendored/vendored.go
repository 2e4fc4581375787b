// Package vendored needs a package that is only in its vendor folder.
package vendored

import "example.com/dependency"

// Upper is s as the dependency changes it.
func Upper(s string) string { return dependency.Upper(s) }

// Quoted gives a value of the dependency.
func Quoted(text string) dependency.Quote { return dependency.Quote{Text: text, Author: "nobody"} }
