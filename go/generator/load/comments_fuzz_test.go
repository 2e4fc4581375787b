package load

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"
)

// FuzzComments: of whatever Go source, each directive belongs to a declaration or is listed as stray: none is lost.
func FuzzComments(f *testing.F) {
	for _, source := range []string{
		"package p\n\n//topher:ignore\nfunc F() {}\n",
		"//topher:name q\npackage p\n",
		"package p\n\n// A T is one.\n//\n//topher:instantiate string, int\ntype T[X any] struct {\n\t//topher:name x\n\tX int\n\tY int //topher:ignore not this one\n\t*Z //topher:name z\n}\n",
		"package p\n\n//topher:name group\nvar (\n\t//topher:name one\n\tA, B = 1, 2\n\tC = 3 //topher:ignore\n)\n",
		"package p\n\ntype (\n\tI interface {\n\t\t//topher:async\n\t\tM()\n\t}\n)\n\n//topher:borrow xs\nfunc (t *T[X]) F(xs []byte) { /*topher:no*/ //topher:copy xs\n}\n//topher:\n",
		"package p\n\n//topher:drain\n\nfunc F()\n\n//topher:stray at the end",
		"package p\nimport (\n//topher:name x\n\"fmt\" //topher:name y\n)\n",
	} {
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if len(source) > 1<<13 {
			return
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, "p.go", source, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return
		}
		comments := readComments([]*ast.File{file})
		found := map[token.Pos]bool{}
		for _, d := range comments.Stray {
			found[d.Pos] = true
		}
		for _, c := range comments.Directed() {
			if c.Symbol == "" {
				t.Errorf("a directive is about nothing: %v", c)
			}
			for _, d := range c.Directives {
				found[d.Pos] = true
			}
		}
		for _, group := range file.Comments {
			for _, c := range group.List {
				if strings.HasPrefix(c.Text, directivePrefix) && !found[c.Pos()] {
					t.Errorf("%v: %s is lost in\n%s", fset.Position(c.Pos()), c.Text, source)
				}
			}
		}
	})
}
