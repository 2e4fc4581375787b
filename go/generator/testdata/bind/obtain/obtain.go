// Package obtain has parameters that nobody can give, and some that only look so.
package obtain

import (
	"go/token"
	"net/netip"
	"text/template"
)

type Option func(*config)

type config struct{}

// A Flag is an option that only ever stands where it must be given.
type Flag func(*config)

// A Token comes out of the second function in line only.
type Token interface{ token() }

type Seed interface{ seed() }

// A Word is a Token, and a class that JavaScript can make.
type Word struct{ text string }

func (w *Word) token() {}

// A Lost is an interface of which nothing is ever given.
type Lost interface {
	Find() string
	lost()
}

// A Visitor is given what it could not have otherwise.
type Visitor interface{ Visit(f *token.File) Visitor }

type Holder struct {
	Addr netip.Addr
	None *template.Template
}

func File(fset *token.FileSet, name string) int { return 0 }
func Position(f *token.File) int                { return 0 }
func Walk(v Visitor)                            {}
func Take(t Token)                              {}
func Grow(s Seed) Word                          { return Word{} }
func Addr(a netip.Addr)                         {}
func Print(format string, opts ...Option)       {}
func Flags(format string, flags ...Flag)        {}
func Only(flags ...Flag)                        {}
func List(all []*token.FileSet)                 {}
func Map(m map[string]template.FuncMap)         {}
func Templates(t []*template.Template)          {}
func Search(l Lost)                             {}
func Later(f func(o Option))                    {}
func Optional(o Option)                         {}
func Back(f func() *token.FileSet)              {}
func Pairs(m map[Seed]int)                      {}
