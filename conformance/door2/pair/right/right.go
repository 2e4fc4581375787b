// Package right is the other package of a build.
package right

import (
	"strings"

	"github.com/topherjs/topher/conformance/door2/pair/left"
)

// Tokens splits a source.
func Tokens(s *left.Source) []left.Token {
	var tokens []left.Token
	for _, word := range strings.Fields(s.Text()) {
		kind := left.KindWord
		if strings.Trim(word, "0123456789") == "" {
			kind = left.KindNumber
		}
		tokens = append(tokens, left.Token{Kind: kind, Text: word})
	}
	return tokens
}

// KindOf gives the kind of a token.
func KindOf(t left.Token) left.Kind { return t.Kind }

// A Cursor walks over a source.
type Cursor struct {
	source *left.Source
}

// NewCursor starts at the beginning.
func NewCursor(s *left.Source) *Cursor { return &Cursor{source: s} }

// Source is what it walks over.
func (c *Cursor) Source() *left.Source { return c.source }

// Name is declared in both packages.
func Name() string { return "right" }
