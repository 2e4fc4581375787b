// Package kinds has a symbol for each kind that needs more than bytes: what is called, and what stays in Go.
package kinds

import (
	"bytes"
	"io"
	"iter"
	"os"
	"strings"

	"example.org/kinds/ref"
)

// A Node is an interface that objects of JavaScript can stand for.
type Node interface {
	// Kind is its kind.
	Kind() string
	// Weigh weighs it.
	Weigh(by float64) float64
	// Render writes it.
	Render(w io.Writer, labels ...string) (int, error)
	Next(skip func(n Node) bool) (Node, ref.Value)
	Close()
}

// A Sealed is an interface of which only Go has values.
type Sealed interface {
	Name() string
	sealed()
}

// Text is a node.
type Text struct{ text string }

func (t *Text) Kind() string             { return "text" }
func (t *Text) Weigh(by float64) float64 { return by * float64(len(t.text)) }
func (t *Text) Render(w io.Writer, labels ...string) (int, error) {
	return io.WriteString(w, t.text+strings.Join(labels, ""))
}
func (t *Text) Next(skip func(n Node) bool) (Node, ref.Value) {
	if skip != nil && skip(t) {
		return nil, nil
	}
	return t, nil
}
func (t *Text) Close()       { t.text = "" }
func (t *Text) Name() string { return t.text }
func (t *Text) sealed()      {}

// hidden is a node whose type has no class.
type hidden struct{ Text }

// NewText makes a text.
func NewText(text string) *Text { return &Text{text} }

// Hidden makes a node that is known by its interface alone.
func Hidden(text string) Node { return &hidden{Text{text}} }

// Visit gives its node back.
func Visit(n Node) Node { return n }

// Weigh weighs all.
func Weigh(by float64, nodes ...Node) float64 {
	sum := 0.0
	for _, n := range nodes {
		sum += n.Weigh(by)
	}
	return sum
}

// Render renders.
func Render(n Node) (string, error) {
	var b bytes.Buffer
	_, err := n.Render(&b, "!")
	return b.String(), err
}

// Follow takes the next one.
func Follow(n Node, skip bool) (string, any) {
	next, v := n.Next(func(Node) bool { return skip })
	kind := "none"
	if next != nil {
		kind = next.Kind()
	}
	if v == nil {
		return kind, nil
	}
	return kind, v.Plain()
}

// Seal gives its value back.
func Seal(s Sealed) Sealed { return s }

// Plain is what is in it.
func Plain(v ref.Value) any { return v.Plain() }

// A Handler is a named func type.
type Handler func(n Node, more ...string) (int, error)

// A State is a func type that contains itself.
type State func(input string) State

var handlers []Handler

// On keeps a handler.
func On(h Handler) { handlers = append(handlers, h) }

// Off drops all.
func Off() { handlers = nil }

// Emit calls all handlers.
func Emit(n Node, more ...string) (sum int, err error) {
	for _, h := range handlers {
		got, err := h(n, more...)
		if err != nil {
			return sum, err
		}
		sum += got
	}
	return sum, nil
}

// Each lends f nothing but numbers.
func Each(n int, f func(i int) bool) int {
	for i := range n {
		if !f(i) {
			return i
		}
	}
	return n
}

// Adder gives a func.
func Adder(by int) func(int) int { return func(n int) int { return n + by } }

// MustHandler is never nil.
func MustHandler(sum int) Handler {
	return func(n Node, more ...string) (int, error) { return sum + len(more), nil }
}

// Compose makes one func of several.
func Compose(fs ...func(int) int) func(int) int {
	return func(n int) int {
		for _, f := range fs {
			n = f(n)
		}
		return n
	}
}

// Run feeds inputs to states.
func Run(s State, inputs []string) int {
	for i, input := range inputs {
		if s == nil {
			return i
		}
		s = s(input)
	}
	return len(inputs)
}

// Lines is a named iterator.
type Lines iter.Seq[string]

// Split gives the lines.
func Split(text string) Lines { return Lines(strings.Lines(text)) }

// Count counts.
func Count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// Nodes gives nodes by name.
func Nodes(texts ...string) func(yield func(string, Node) bool) {
	return func(yield func(string, Node) bool) {
		for _, text := range texts {
			if !yield(text, NewText(text)) {
				return
			}
		}
	}
}

// Join reads an iterator.
func Join(lines Lines) string {
	var b strings.Builder
	for line := range lines {
		b.WriteString(line)
	}
	return b.String()
}

// Total adds up.
func Total(entries iter.Seq2[string, int]) int {
	sum := 0
	for _, n := range entries {
		sum += n
	}
	return sum
}

// Upper copies r to w.
func Upper(w io.Writer, r io.Reader) (int64, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return 0, err
	}
	return io.Copy(w, bytes.NewReader(bytes.ToUpper(data)))
}

// Open opens a text.
func Open(text string) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }

// Tail reads the end.
func Tail(r io.ReadSeeker, n int64) ([]byte, error) {
	if _, err := r.Seek(-n, io.SeekEnd); err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// Discard takes everything.
func Discard() io.Writer { return io.Discard }

type config struct{ names []string }

// An Option can be passed on.
type Option func(*config)

// WithName is an option.
func WithName(name string) Option { return func(c *config) { c.names = append(c.names, name) } }

// Names applies options.
func Names(options ...Option) []string {
	var c config
	for _, o := range options {
		if o != nil {
			o(&c)
		}
	}
	return c.names
}

// Put makes something of another package.
func Put(content any) *ref.Box { return ref.Put(content) }

// Boxes takes such things.
func Boxes(first *ref.Box, rest []*ref.Box) int { return 1 + len(rest) }

// A Tree contains itself.
type Tree []Tree

// A Folder does too.
type Folder map[string]Folder

// Depth is a method of a recursive type.
func (t Tree) Depth() int {
	d := 0
	for _, sub := range t {
		d = max(d, 1+sub.Depth())
	}
	return d
}

// Grow grows.
func Grow(t Tree) Tree { return Tree{t, t} }

// Folders gives its argument back.
func Folders(f Folder) Folder { return f }

// Options is a struct with all of them.
type Options struct {
	OnNode  Handler
	Filter  func(name string) bool
	Root    Node
	Input   io.Reader
	Output  io.Writer
	Lines   Lines
	Tree    Tree
	Options []Option
	Box     *ref.Box
}

// Apply uses the options.
func Apply(o Options) (Options, error) {
	if o.OnNode != nil {
		if _, err := o.OnNode(o.Root, "applied"); err != nil {
			return o, err
		}
	}
	return o, nil
}

// An Engine is a class with fields that are called.
type Engine struct {
	// OnError is called.
	OnError func(message string)
	Node    Node
	Log     io.Writer
	secret  int
}

// NewEngine makes an engine.
func NewEngine() *Engine { return &Engine{} }

// Fail calls OnError.
func (e *Engine) Fail(message string) {
	if e.OnError != nil {
		e.OnError(message)
	}
	if e.Log != nil {
		io.WriteString(e.Log, message)
	}
}

// Variables of the package.
var (
	// Verbose makes it talk.
	Verbose bool
	Prefix            = "> "
	Log     io.Writer = os.Stderr
	Root    Node
	Hook    func(event string)
	Default = NewEngine()
	Inner   Engine
)

// Trigger calls Hook.
func Trigger(event string) bool {
	if Hook == nil {
		return false
	}
	Hook(Prefix + event)
	return true
}
