// Package both mentions types of the same name.
package both

import (
	"example.org/kinds"
	"example.org/kinds/ref"
	"example.org/kinds/twin"
)

// Pick takes two kinds of values.
func Pick(a ref.Value, b twin.Value, n kinds.Node) (ref.Value, twin.Value) { return a, b }

// Hold gives a handle in a map.
func Hold(m twin.Map, counts map[int]string) (*twin.Handle, map[int]string) {
	return twin.Hold(nil), counts
}

// Of gives a node of another package.
func Of(text string) kinds.Node { return kinds.NewText(text) }
