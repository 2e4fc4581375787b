// Package replaced needs a package that its go.mod replaces by a folder.
package replaced

import "example.com/dependency"

// Upper is s as the dependency changes it.
func Upper(s string) string { return dependency.Upper(s) }
