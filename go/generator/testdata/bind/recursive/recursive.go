// Package recursive has types that contain themselves.
package recursive

import (
	"encoding/xml"
	"go/build/constraint"
)

// A Tree is a list of trees.
type Tree []Tree

func (t Tree) Depth() int { return 0 }

type Map map[string]Map

// A State gives the next one.
type State func(input string) State

type (
	Left  []Right
	Right map[string]Left
)

type Pointers []*Pointers

type Self *Self

type Link struct {
	Next  *Link
	Kids  []Link
	Trees Tree
}

type Visit func(t Tree, again Visit) error

func Grow(t Tree, m Map) (Tree, Map)     { return t, m }
func Start() State                       { return nil }
func Run(s State)                        {}
func Sides(l Left, r Right) Left         { return nil }
func Deep(l *Link, p Pointers)           {}
func Selves() Self                       { return nil }
func Walk(t Tree, v Visit)               {}
func Name(n xml.Name, e constraint.Expr) {}
func Private() private                   { return nil }

type private []private
