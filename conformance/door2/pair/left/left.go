// Package left is one of two packages of a build.
package left

// A Token is a value that package right uses too.
type Token struct {
	Kind Kind
	Text string
}

// A Kind is the kind of a token.
type Kind string

// The kinds.
const (
	KindWord   Kind = "word"
	KindNumber Kind = "number"
)

// A Source is a class that package right uses too.
type Source struct {
	text string
	read int
}

// NewSource makes a source.
func NewSource(text string) *Source { return &Source{text: text} }

// Text is the source's text.
func (s *Source) Text() string {
	s.read++
	return s.text
}

// Name is declared in both packages.
func Name() string { return "left" }
