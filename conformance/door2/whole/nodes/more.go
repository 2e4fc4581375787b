package nodes

import (
	"container/heap"
	"fmt"
	"io/fs"
	"sort"
	"strings"
	"testing/fstest"
	"time"
)

// A Labeled shape embeds two interfaces.
type Labeled interface {
	Shape
	fmt.Stringer
	Label(prefix string) string
}

// A Tag is a labeled shape of Go's.
type Tag struct {
	Square
	text string
}

// NewTag makes a tag.
func NewTag(text string) *Tag { return &Tag{Square{2}, text} }

// String is the text.
func (t *Tag) String() string { return t.text }

// Label is the text behind a prefix.
func (t *Tag) Label(prefix string) string { return prefix + t.text }

// MakeLabeled gives a tag.
func MakeLabeled(text string) Labeled { return NewTag(text) }

// DescribeLabeled calls all methods.
func DescribeLabeled(l Labeled) string {
	return fmt.Sprint(l.Name(), " ", l.Area(), " ", l.String(), " ", l.Label(">"))
}

// LabeledAsShape gives l as the smaller interface.
func LabeledAsShape(l Labeled) Shape { return l }

// A Sealed interface can only be implemented by this package.
type Sealed interface {
	Seal() string
	sealed()
}

// A Stamp is sealed.
type Stamp struct {
	Mark string
}

// Seal gives the mark.
func (s *Stamp) Seal() string { return "sealed " + s.Mark }

func (s *Stamp) sealed() {}

// NewStamp makes a stamp.
func NewStamp(mark string) *Stamp { return &Stamp{mark} }

// MakeSealed gives a stamp as a sealed value.
func MakeSealed(mark string) Sealed { return NewStamp(mark) }

// SealOf is the seal, or that there is nothing.
func SealOf(s Sealed) string {
	if s == nil {
		return "nothing"
	}
	return s.Seal()
}

// A Visitor sees shapes one after the other; what Visit returns sees the next one.
type Visitor interface {
	Visit(s Shape, depth int) Visitor
}

// Walk shows the shapes until there is no visitor any more, and counts those shown.
func Walk(v Visitor, shapes []Shape) int {
	for i, s := range shapes {
		if v == nil {
			return i
		}
		v = v.Visit(s, i)
	}
	return len(shapes)
}

// A Listener hears of everything that can cross.
type Listener interface {
	Hear(text string, numbers []float64, frame Frame, at time.Time, extra any, words ...string) error
}

// Tell tells a listener of everything.
func Tell(l Listener, text string, s Shape) error {
	return l.Hear(text, []float64{1, 2}, Frame{Label: text, Shape: s}, time.UnixMilli(1234), map[string]any{"a": 1.5}, "x", "y")
}

// Say is what s says.
func Say(s fmt.Stringer) string { return "says " + s.String() }

// EchoStringer gives s back.
func EchoStringer(s fmt.Stringer) fmt.Stringer { return s }

// Sort sorts what is sorted by an interface of the standard library.
func Sort(s sort.Interface) { sort.Stable(s) }

// Sorted gives one of them.
func Sorted(words []string) sort.Interface { return sort.StringSlice(words) }

// Smallest takes the smallest element out of a heap.
func Smallest(h heap.Interface) any {
	heap.Init(h)
	return heap.Pop(h)
}

// Stat gives the description of a file.
func Stat(name, content string) (fs.FileInfo, error) {
	files := fstest.MapFS{name: &fstest.MapFile{Data: []byte(content), Mode: 0o644, ModTime: time.UnixMilli(5000)}}
	return files.Stat(name)
}

// DescribeFile prints the description of a file.
func DescribeFile(info fs.FileInfo) string {
	return fmt.Sprintf("%s %d %s %t %d", info.Name(), info.Size(), info.Mode(), info.IsDir(), info.ModTime().UnixMilli())
}

// A Coder is an error with a code.
type Coder interface {
	error
	Code() int
}

type coded int

func (c coded) Error() string { return fmt.Sprint("code ", int(c)) }
func (c coded) Code() int     { return int(c) }

// MakeCoder gives an error with a code.
func MakeCoder(code int) Coder { return coded(code) }

// DescribeCoder prints an error with a code.
func DescribeCoder(c Coder) string { return fmt.Sprint(c.Code(), ": ", c.Error()) }

// A Plugin is what others write: an interface that takes and gives interfaces, funcs and errors.
type Plugin interface {
	Name() string
	Setup(on func(event string, handler func(s Shape) (Shape, error))) error
}

// Plug sets plugins up and sends a shape through the handlers of an event, one after the other.
func Plug(plugins []Plugin, event string, s Shape) (Shape, error) {
	var handlers []func(Shape) (Shape, error)
	for _, p := range plugins {
		err := p.Setup(func(name string, handler func(Shape) (Shape, error)) {
			if name == event {
				handlers = append(handlers, handler)
			}
		})
		if err != nil {
			return nil, fmt.Errorf("plugin %s: %w", p.Name(), err)
		}
	}
	for _, handler := range handlers {
		var err error
		if s, err = handler(s); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// Shout is Say in capitals.
//
//topher:name yell
func Shout(s fmt.Stringer) string { return strings.ToUpper(s.String()) }

// A Speaker has a method that a directive names.
type Speaker interface {
	// Speak speaks.
	//
	//topher:name talk
	Speak() string
	// Delete has the name of a word of JavaScript.
	Delete(constructor string) string
	// Then has a name that would make an object a promise.
	Then() int
}

// Interview calls all methods of a speaker.
func Interview(s Speaker) string { return fmt.Sprint(s.Speak(), " ", s.Delete("x"), " ", s.Then()) }

type talker struct{}

func (talker) Speak() string                    { return "Go" }
func (talker) Delete(constructor string) string { return constructor + "!" }
func (talker) Then() int                        { return 1 }

// MakeSpeaker gives a speaker of Go's.
func MakeSpeaker() Speaker { return talker{} }
