// Package trees has types that contain themselves.
package trees

import "runtime"

// A Tree is a slice of trees.
type Tree []Tree

// EchoTree gives t back.
func EchoTree(t Tree) Tree { return t }

// Leaves counts the trees without trees.
func Leaves(t Tree) int {
	if len(t) == 0 {
		return 1
	}
	n := 0
	for _, sub := range t {
		n += Leaves(sub)
	}
	return n
}

// DeepTree gives a tree in a tree, and so on.
func DeepTree(depth int) Tree {
	t := Tree{}
	for range depth {
		t = Tree{t}
	}
	return t
}

// RoundTree gives a tree that contains itself.
func RoundTree() Tree {
	t := Tree{nil}
	t[0] = t
	return t
}

// Depth is how deep t is, as a method.
func (t Tree) Depth() int {
	deepest := 0
	for _, sub := range t {
		deepest = max(deepest, sub.Depth()+1)
	}
	return deepest
}

// A Dir is a map of directories.
type Dir map[string]Dir

// EchoDir gives d back.
func EchoDir(d Dir) Dir { return d }

// CountDirs counts them all.
func CountDirs(d Dir) int {
	n := 1
	for _, sub := range d {
		n += CountDirs(sub)
	}
	return n
}

// RoundDir gives a directory that contains itself.
func RoundDir() Dir {
	d := Dir{}
	d["self"] = d
	return d
}

// A Link is a struct with a pointer to the next one.
type Link struct {
	Value int
	Next  *Link
}

// EchoLink gives l back.
func EchoLink(l Link) Link { return l }

// SumLinks adds up.
func SumLinks(l *Link) int {
	sum := 0
	for ; l != nil; l = l.Next {
		sum += l.Value
	}
	return sum
}

// MakeLinks gives n links.
func MakeLinks(n int) *Link {
	var first *Link
	for i := range n {
		first = &Link{n - 1 - i, first}
	}
	return first
}

// RoundLink gives a link whose next one is itself.
func RoundLink() *Link {
	l := &Link{Value: 1}
	l.Next = l
	return l
}

// DoubleLinks doubles all, in place.
func DoubleLinks(l *Link) {
	for ; l != nil; l = l.Next {
		l.Value *= 2
	}
}

// An Element has children and attributes with elements.
type Element struct {
	Name     string
	Children []Element
	Named    map[string]Element
	Other    []*Element
}

// EchoElement gives e back.
func EchoElement(e Element) Element { return e }

// PrintElement prints the names.
func PrintElement(e Element) string {
	text := e.Name
	for _, child := range e.Children {
		text += "(" + PrintElement(child) + ")"
	}
	for _, other := range e.Other {
		if other != nil {
			text += "[" + PrintElement(*other) + "]"
		}
	}
	if first, ok := e.Named["first"]; ok {
		text += "{" + PrintElement(first) + "}"
	}
	return text
}

// Even and Odd contain one another.
type Even struct {
	N    int
	Odds []Odd
}

// Odd is what Even contains.
type Odd struct {
	N     int
	Evens map[string]Even
}

// EchoEven gives e back.
func EchoEven(e Even) Even { return e }

// A Forest is a map of slices of itself.
type Forest map[string][]Forest

// EchoForest gives f back.
func EchoForest(f Forest) Forest { return f }

// A Group holds trees, in a struct.
type Group struct {
	Name  string
	Tree  Tree
	Dirs  []Dir
	Inner *Group
}

// EchoGroup gives g back.
func EchoGroup(g Group) Group { return g }

// A Twig is a class that points to its parent.
type Twig struct {
	// Parent is the one that it grows from.
	Parent *Twig
	// Twigs are those that grow from it.
	Twigs []*Twig
	label string
}

// NewTwig makes a twig.
func NewTwig(label string) *Twig { return &Twig{label: label} }

// Grow adds a twig.
func (t *Twig) Grow(label string) *Twig {
	twig := &Twig{Parent: t, label: label}
	t.Twigs = append(t.Twigs, twig)
	return twig
}

// Path is the labels from the root.
func (t *Twig) Path() string {
	path := t.label
	seen := map[*Twig]bool{t: true} // a twig may be made to grow from itself
	for p := t.Parent; p != nil && !seen[p]; p = p.Parent {
		seen[p] = true
		path = p.label + "/" + path
	}
	return path
}

// A Chain is a func type that takes and gives itself.
type Chain func(c Chain, n int) Chain

// Follow calls a chain until there is none, at most n times.
func Follow(c Chain, n int) int {
	for i := range n {
		if c == nil {
			return i
		}
		c = c(c, i)
	}
	return n
}

// AnyRound gives a value of any type that contains itself.
func AnyRound() any {
	m := map[string]any{}
	m["self"] = m
	return m
}

// Collect runs Go's garbage collector.
func Collect() {
	runtime.GC()
	runtime.GC()
}
