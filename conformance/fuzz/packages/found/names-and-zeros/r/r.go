// Package r is called like the variables of generated code.
package r

import (
	"iter"
	"runtime"
)

// A Map is the result in the middle of others.
type Map []string

// Three has as many results as it takes to hide a package r2.
func Three() (int, []Map, int) { return 1, []Map{{"a"}}, 2 }

// An Event is only ever given, with a func that takes an iterator.
type Event struct {
	Each func(values iter.Seq2[int, string]) int
}

// Last gives one.
func Last() *Event {
	return &Event{func(values iter.Seq2[int, string]) int {
		sum := 0
		for n, s := range values {
			sum += n + len(s)
		}
		return sum
	}}
}

// Collect collects garbage.
func Collect() { runtime.GC() }
