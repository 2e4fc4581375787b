// Package dependency is found through replace.
package dependency

// Upper is s with a mark.
func Upper(s string) string { return "replaced " + s }
