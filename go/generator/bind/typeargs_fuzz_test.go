package bind

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"testing"

	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/load"
	"github.com/topherjs/topher/go/generator/names"
)

// FuzzTypeArgs: whatever stands behind //topher:instantiate, it is a list of types or refused with a reason.
func FuzzTypeArgs(f *testing.F) {
	for _, text := range []string{
		"string", "string,int", "[]string, string", "map[string]int, string, int", "Point", "*Point", "[4]byte", "chan<- int", "func(int) (int, error)", "struct{ A int }",
		"interface{ M() }", "any", "List[int]", "Pair[string, Point]", "Number", "", " ", ",", "]", "int] + f[string", "int]()[0", "f[int", "List", "unknown", "1", "nil", "int;", "int /* x */",
		"int // x", "[]", "[...]int", "[-1]int", "[1<<62]byte", "struct{ p *Point }", "(int)", "\n", "Pair[int,", "T", "p.Point", "unsafe.Pointer",
	} {
		f.Add(text)
	}
	p := generics(f)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<10 {
			return
		}
		b := &binder{packages: []*pkg{p}}
		given, why := b.typeArgs(p, text)
		if (why == "") != (len(given) > 0) {
			t.Fatalf("%q gave %v and the reason %q", text, given, why)
		}
		for _, arg := range given {
			if suffix := suffixOf(arg); !names.IsIdentifier("f" + suffix) {
				t.Errorf("%q adds %q to a name", text, suffix)
			}
			if spelled := spell(arg, p.Types); spelled == "" || strings.Contains(spelled, "invalid type") {
				t.Errorf("%q is spelled %q", text, spelled)
			}
		}
		for _, name := range p.Types.Scope().Names() {
			generic := p.Types.Scope().Lookup(name)
			params := paramsOf(generic)
			if params == nil || why != "" {
				continue
			}
			args, why := complete(params, given)
			if (why == "") != (args != nil) {
				t.Fatalf("%s with %q: %v and the reason %q", name, text, args, why)
			}
			if why == "" && len(args) != params.Len() {
				t.Errorf("%s with %q has %d type arguments", name, text, len(args))
			}
			if why == "" {
				if _, err := types.Instantiate(nil, generic.Type(), args, true); err != nil && message(err) == "" {
					t.Errorf("%s with %q is refused without a reason", name, text)
				}
			}
		}
	})
}

// generics is a package with generic functions and types, made without the go command.
func generics(t testing.TB) *pkg {
	const source = `package p

type Point struct{ X, Y int }

type Number interface{ ~int | ~float64 }

type List[T any] struct{ items []T }

type Pair[K comparable, V any] struct { Key K; Value V }

func Max[S ~[]E, E Number](xs S) (most E) { return most }

func Keys[M ~map[K]V, K comparable, V any](m M) []K { return nil }

func Circular[A ~[]B, B ~[]A](a A) {}
`
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "p.go", source, 0)
	if err != nil {
		t.Fatal(err)
	}
	checked, err := new(types.Config).Check("example.com/p", fset, []*ast.File{file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return &pkg{Package: &load.Package{IR: &ir.Package{Path: "example.com/p", Name: "p"}, Types: checked, Fset: fset}, exports: scope{}}
}

func paramsOf(o types.Object) *types.TypeParamList {
	switch t := o.Type().(type) {
	case *types.Named:
		if t.TypeParams().Len() > 0 {
			return t.TypeParams()
		}
	case *types.Signature:
		if t.TypeParams().Len() > 0 {
			return t.TypeParams()
		}
	}
	return nil
}
