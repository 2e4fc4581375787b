// Package impl is internal.
package impl

// An Engine runs.
type Engine struct{ on bool }

// Run runs.
func (e *Engine) Run(o Options) bool { return e.on }

// Options are a value.
type Options struct{ Fast bool }

// A Hidden is a class that no alias publishes.
type Hidden struct{ n int }
