// Package twin has names that other packages have too.
package twin

// A Value is not that of package ref.
type Value interface{ Plain() any }

// A Handle is not topher's.
type Handle struct{ secret int }

// Map is not the language's.
type Map map[string]int

// Hold gives a handle.
func Hold(v Value) *Handle { return &Handle{} }
