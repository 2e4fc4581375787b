// Package dependency exists in this vendor folder only.
package dependency

// A Quote is a value of a package outside of the build.
type Quote struct{ Text, Author string }

// Upper is s with a mark.
func Upper(s string) string { return "vendored " + s }
