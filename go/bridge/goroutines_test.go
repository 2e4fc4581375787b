package bridge_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"strings"
	"testing"
)

// A panic in a goroutine ends the process, so each one that topher starts stops what the user's code in it panics with. unstopped are those
// that do not, each with the reason why nothing of the user's can panic there.
var unstopped = map[string]string{
	"host/thread.go: func literal":  "it reads a pipe and drops what ended threads have left; user code that this ends runs in goroutines of its own",
	"watch.go: func literal":        "it looks at signal handlers",
	"host/channel.go: func literal": "it receives values and drops them",
	"host/feeder.go: feeder.run":    "it sends values and closes channels, and each of that is tried",
	"host/streamset.go: what.drop":  "a stream that is dropped closes what the user gave in a goroutine of its own",
	"host/label.go: run":            "it is what spawn was given, at its places",
}

// stops are the functions that stop panics, or end the goroutine with an outcome.
var stops = map[string]bool{"guard": true, "caught": true, "shut": true, "end": true}

func TestGoroutine_StopsPanics(t *testing.T) {
	seen := map[string]bool{}
	n := 0
	for _, folder := range []string{".", "host"} {
		fset := token.NewFileSet()
		paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		methods := map[string][]*ast.FuncDecl{}
		files := map[string]*ast.File{}
		for _, path := range paths {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			file, err := parser.ParseFile(fset, path, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			files[path] = file
			for _, d := range file.Decls {
				if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv != nil {
					methods[fn.Name.Name] = append(methods[fn.Name.Name], fn)
				}
			}
		}
		for path, file := range files {
			for _, started := range startedIn(file) {
				n++
				for name, body := range bodiesOf(started, methods) {
					place := filepath.ToSlash(path) + ": " + name
					if body != nil && callsAny(body, stops) {
						continue
					}
					if unstopped[place] == "" {
						t.Errorf("%s: %s is started and stops no panic", fset.Position(started.Pos()), name)
					}
					seen[place] = true
				}
			}
		}
	}
	for place := range unstopped {
		if !seen[place] {
			t.Errorf("%s is not started any more, or stops panics by now", place)
		}
	}
	if n < 10 {
		t.Errorf("only %d goroutines were found", n)
	}
}

// startedIn are the functions that a file starts goroutines with.
func startedIn(file *ast.File) (all []ast.Expr) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			all = append(all, n.Call.Fun)
		case *ast.CallExpr:
			if calledName(n) == "spawn" {
				all = append(all, n.Args[0])
			}
		}
		return true
	})
	return all
}

// bodiesOf are the bodies of the functions that an expression can be, by name; nil where it is not known.
func bodiesOf(e ast.Expr, methods map[string][]*ast.FuncDecl) map[string]*ast.BlockStmt {
	bodies := map[string]*ast.BlockStmt{}
	switch e := e.(type) {
	case *ast.FuncLit:
		bodies["func literal"] = e.Body
	case *ast.SelectorExpr:
		x := types.ExprString(e.X)
		for _, fn := range methods[e.Sel.Name] {
			// The receiver has the name that methods of its type give it.
			if names := fn.Recv.List[0].Names; len(names) == 1 && names[0].Name == x {
				bodies[receiverOf(fn)+"."+e.Sel.Name] = fn.Body
			}
		}
		if len(bodies) == 0 {
			bodies[types.ExprString(e)] = nil
		}
	default:
		bodies[types.ExprString(e)] = nil
	}
	return bodies
}

func receiverOf(fn *ast.FuncDecl) string {
	name := strings.TrimPrefix(types.ExprString(fn.Recv.List[0].Type), "*")
	name, _, _ = strings.Cut(name, "[")
	return name
}

func callsAny(body *ast.BlockStmt, names map[string]bool) (calls bool) {
	ast.Inspect(body, func(n ast.Node) bool {
		if c, ok := n.(*ast.CallExpr); ok && names[calledName(c)] {
			calls = true
		}
		return true
	})
	return calls
}
