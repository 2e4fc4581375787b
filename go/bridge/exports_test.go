package bridge_test

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What is true of every function that C can call in Go, read off the sources: those of package host, of the library that is written by
// hand, and of all that the generator prints. TOPHER_GENERATED names folders of built libraries, which are read too.

// A library is the sources that become one shared library, or a part of it.
type library struct {
	name    string
	fset    *token.FileSet
	exports []*ast.FuncDecl
	methods map[string]*ast.FuncDecl // of a Call, by name
	c       []source
}

// A source is a file of C without its comments.
type source struct{ path, text string }

// libraries are package host and all that generated code looks like.
func libraries(t *testing.T) []*library {
	all := []*library{readLibrary(t, "host"), readLibrary(t, "host/testdata/sample")}
	folders := filepath.SplitList(os.Getenv("TOPHER_GENERATED"))
	goldens := "../generator/emit/testdata"
	err := filepath.WalkDir(goldens, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Name() == "z.go.golden" {
			folders = append(folders, filepath.Dir(path))
		}
		return err
	})
	if err != nil && !os.IsNotExist(err) { // the generator is another module, which not everybody has beside this one
		t.Fatal(err)
	}
	for _, folder := range folders {
		all = append(all, readLibrary(t, folder))
	}
	return all
}

func readLibrary(t *testing.T, folder string) *library {
	t.Helper()
	l := &library{name: folder, fset: token.NewFileSet(), methods: map[string]*ast.FuncDecl{}}
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		path := filepath.Join(folder, f.Name())
		switch name := strings.TrimSuffix(f.Name(), ".golden"); {
		case strings.HasSuffix(name, "_test.go"):
		case strings.HasSuffix(name, ".go"):
			l.read(t, path)
		case strings.HasSuffix(name, ".c"):
			l.c = append(l.c, source{path, readC(t, path)})
		}
	}
	if len(l.exports) == 0 {
		t.Fatalf("%s has no exports", folder)
	}
	return l
}

func (l *library) read(t *testing.T, path string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(l.fset, path, text, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range file.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		if exported(fn) {
			l.exports = append(l.exports, fn)
		}
		if fn.Recv != nil && types.ExprString(fn.Recv.List[0].Type) == "*Call" {
			l.methods[fn.Name.Name] = fn
		}
	}
}

// exported tells whether C can call the function.
func exported(fn *ast.FuncDecl) bool {
	return fn.Doc != nil && slices.ContainsFunc(fn.Doc.List, func(c *ast.Comment) bool { return c.Text == "//export "+fn.Name.Name })
}

func (l *library) where(n ast.Node) string { return l.fset.Position(n.Pos()).String() }

func (l *library) text(n ast.Node) string {
	var b bytes.Buffer
	_ = format.Node(&b, l.fset, n)
	return b.String()
}

// guards are the functions that begin a call, each with the method that ends it, which stops panics and is deferred right after. next
// is what the others are made of.
var guards = map[string]string{"Begin": "End", "beginAside": "End", "BeginDirect": "EndDirect", "next": "EndDirect"}

// recovered is what a function defers that has no failure to write.
const recovered = "recovered"

// unguarded are functions of package host that stop no panic, each with the reason.
var unguarded = map[string]string{
	"topherThreadBegins": "a thread without its Go half can do nothing; what it does depends on nothing that the caller says",
}

// before is what may stand in front of a guard, each with the reason why it cannot panic.
var before = map[string]string{
	"defer relabel(unlabel())": "it moves a pointer of the goroutine into a variable and back",
}

func TestExport_BeginsWithTheGuard(t *testing.T) {
	seen := map[string]bool{}
	n := 0
	for _, l := range libraries(t) {
		for _, fn := range l.exports {
			n++
			problem := l.guarded(fn)
			if _, known := unguarded[fn.Name.Name]; known && l.name == "host" {
				seen[fn.Name.Name] = true
				if problem == "" {
					t.Errorf("%s: %s is guarded; it is no exception any more", l.where(fn), fn.Name.Name)
				}
				continue
			}
			if problem != "" {
				t.Errorf("%s: %s %s", l.where(fn), fn.Name.Name, problem)
			}
		}
	}
	for name := range unguarded {
		if !seen[name] {
			t.Errorf("there is no %s", name)
		}
	}
	t.Logf("%d exports", n)
}

// guarded is what is wrong with how a function begins, "" for nothing.
func (l *library) guarded(fn *ast.FuncDecl) string {
	body := fn.Body.List
	for len(body) > 0 && before[l.text(body[0])] != "" {
		body = body[1:]
	}
	if len(body) == 0 {
		return "is empty"
	}
	if d, ok := body[0].(*ast.DeferStmt); ok && l.text(d.Call.Fun) == recovered {
		return ""
	}
	begin, ok := body[0].(*ast.AssignStmt)
	if !ok || len(begin.Lhs) != 1 || len(begin.Rhs) != 1 || len(body) < 2 {
		return "does not begin with a guard"
	}
	call, ok := begin.Rhs[0].(*ast.CallExpr)
	if !ok || guards[calledName(call)] == "" {
		return "begins with something else than a guard: " + l.text(begin)
	}
	if bad := notGiven(fn, call); bad != nil {
		return "computes something before its guard: " + l.text(bad)
	}
	c, ends := l.text(begin.Lhs[0]), guards[calledName(call)]
	if r, ok := body[1].(*ast.ReturnStmt); ok && len(r.Results) == 1 {
		return l.delegates(r.Results[0], c, ends)
	}
	d, ok := body[1].(*ast.DeferStmt)
	if !ok {
		return "does something between its guard and the deferred end: " + l.text(body[1])
	}
	want := c + "." + ends + "()"
	if ends == "End" {
		results := fn.Type.Results
		if results == nil || len(results.List) != 1 || len(results.List[0].Names) != 1 {
			return "has no result with a name, so its guard cannot say that it failed"
		}
		want = c + ".End(&" + results.List[0].Names[0].Name + ")"
	}
	if got := l.text(d.Call); got != want {
		return "defers " + got + ", not " + want
	}
	return ""
}

// delegates is what is wrong with a call that the rest is left to, "" where it begins with the deferred end.
func (l *library) delegates(e ast.Expr, c, ends string) string {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return "returns before the deferred end"
	}
	to, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || l.text(to.X) != c || l.methods[to.Sel.Name] == nil {
		return "returns before the deferred end"
	}
	fn := l.methods[to.Sel.Name]
	self := fn.Recv.List[0].Names[0].Name
	if d, ok := fn.Body.List[0].(*ast.DeferStmt); !ok || l.text(d.Call) != self+"."+ends+"()" {
		return "leaves the rest to " + to.Sel.Name + ", which does not begin with the deferred end"
	}
	return ""
}

// calledName is the name of a function that is called, without its package or receiver.
func calledName(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

// notGiven is an argument that is neither a parameter of the function nor a literal, nil where there is none.
func notGiven(fn *ast.FuncDecl, call *ast.CallExpr) ast.Expr {
	for _, a := range call.Args {
		switch a := a.(type) {
		case *ast.BasicLit:
		case *ast.Ident:
			if !slices.ContainsFunc(fn.Type.Params.List, func(p *ast.Field) bool {
				return slices.ContainsFunc(p.Names, func(n *ast.Ident) bool { return n.Name == a.Name })
			}) {
				return a
			}
		default:
			return a
		}
	}
	if s, ok := call.Fun.(*ast.SelectorExpr); ok {
		if inner, ok := s.X.(*ast.CallExpr); ok { // threadOf(t, name).next(name)
			return notGiven(fn, inner)
		}
	}
	return nil
}

func TestExport_ReturnsNoGoPointer(t *testing.T) {
	for _, l := range libraries(t) {
		for _, fn := range l.exports {
			if fn.Type.Results == nil {
				continue
			}
			for _, r := range fn.Type.Results.List {
				if !isNumber(r.Type) {
					t.Errorf("%s: %s returns %s, which can hold a pointer", l.where(fn), fn.Name.Name, l.text(r.Type))
				}
			}
		}
	}
}

// isNumber tells whether a type is a number or a bool of Go's own. A uintptr may be a pointer that nobody sees.
func isNumber(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	if !ok {
		return false
	}
	of, ok := types.Universe.Lookup(id.Name).(*types.TypeName)
	if !ok {
		return false
	}
	b, ok := of.Type().Underlying().(*types.Basic)
	return ok && b.Info()&(types.IsNumeric|types.IsBoolean) != 0 && b.Kind() != types.Uintptr
}

// A function of C that a runtime can find enters Go through one export, and each export is entered by one function of C.
func TestExport_HasOneFunctionOfC(t *testing.T) {
	for _, l := range libraries(t) {
		entered := map[string][]string{}
		for _, fn := range l.exports {
			entered[fn.Name.Name] = nil
		}
		for _, s := range l.c {
			for name, body := range functionsOfC(s.text) {
				var into []string
				for _, word := range regexp.MustCompile(`\w+`).FindAllString(body, -1) {
					if _, is := entered[word]; is && !slices.Contains(into, word) {
						into = append(into, word)
					}
				}
				if len(into) > 1 {
					t.Errorf("%s: %s enters Go in several places: %v", s.path, name, into)
				}
				for _, export := range into {
					entered[export] = append(entered[export], name)
				}
				if len(into) == 0 && strings.Contains(s.text, "API ") && isAPI(s.text, name) {
					t.Errorf("%s: %s enters Go nowhere", s.path, name)
				}
			}
		}
		for export, by := range entered {
			if len(by) != 1 {
				t.Errorf("%s: %s is entered by %v", l.name, export, by)
			} else if own, ok := strings.CutPrefix(export, "z"); ok && by[0] != own {
				t.Errorf("%s: %s is entered by %s", l.name, export, by[0])
			}
		}
	}
}

// Nothing else of the guard and the host enters Go: they must work while Go is still starting, and on threads that are ending.
func TestExport_IsEnteredNowhereElse(t *testing.T) {
	for _, folder := range []string{".", "host"} {
		files, err := filepath.Glob(filepath.Join(folder, "*.[ch]"))
		if err != nil || len(files) == 0 {
			t.Fatal(err)
		}
		for _, path := range files {
			enters := strings.Contains(readC(t, path), "_cgo_export.h")
			if may := path == "host/services.c" || path == "host/thread.c"; enters != may {
				t.Errorf("%s: it enters Go: %v, want %v", path, enters, may)
			}
		}
	}
}

var (
	comment    = regexp.MustCompile(`(?s)//[^\n]*|/\*.*?\*/`)
	definition = regexp.MustCompile(`(?m)^(?:[A-Za-z_]\w*[ *]+)+(\w+)\([^;{}]*\)\s*\{`)
)

func readC(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return comment.ReplaceAllString(string(text), "")
}

// functionsOfC are the bodies of the functions that a file of C defines, by name.
func functionsOfC(text string) map[string]string {
	bodies := map[string]string{}
	for _, m := range definition.FindAllStringSubmatchIndex(text, -1) {
		depth, end := 0, m[1]-1
		for ; end < len(text); end++ {
			if text[end] == '{' {
				depth++
			} else if text[end] == '}' {
				if depth--; depth == 0 {
					break
				}
			}
		}
		bodies[text[m[2]:m[3]]] = text[m[1]:end]
	}
	return bodies
}

// isAPI tells whether a function is defined as one that a runtime can find.
func isAPI(text, name string) bool {
	return regexp.MustCompile(`(?m)^API [^\n]*\b` + name + `\(`).MatchString(text)
}

// The fixture is written by hand: each export is total, and memory that it hands out is C's. What holds it stands in its comment.
func TestExport_OfTheFixtureSaysWhoseItsMemoryIs(t *testing.T) {
	const fixture = "../../conformance/fixture"
	header, err := os.ReadFile(fixture + "/fixture.h")
	if err != nil {
		t.Skip(err)
	}
	pointers := structsWithPointers(string(header))
	for _, folder := range []string{fixture, fixture + "/second", fixture + "/foreign"} {
		fset := token.NewFileSet()
		files, err := filepath.Glob(folder + "/*.go")
		if err != nil || len(files) == 0 {
			t.Fatal(err)
		}
		guarded, frees := false, []string{"must not be freed", "returns NULL"}
		parsed := map[string]*ast.File{}
		for _, path := range files {
			file, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			parsed[path] = file
			guarded = guarded || slices.ContainsFunc(file.Imports, func(i *ast.ImportSpec) bool {
				return i.Path.Value == `"github.com/topherjs/topher/go/bridge"`
			})
			for _, d := range file.Decls {
				if fn, ok := d.(*ast.FuncDecl); ok && exported(fn) && strings.HasPrefix(fn.Name.Name, "free") {
					frees = append(frees, fn.Name.Name)
				}
			}
		}
		if want := filepath.Base(folder) != "foreign"; guarded != want {
			t.Errorf("%s imports the guard: %v, want %v", folder, guarded, want)
		}
		for path, file := range parsed {
			for _, d := range file.Decls {
				fn, ok := d.(*ast.FuncDecl)
				if !ok || !exported(fn) || fn.Type.Results == nil {
					continue
				}
				said := fn.Doc.Text() + remarks(file)
				for _, r := range fn.Type.Results.List {
					if holdsPointer(r.Type, pointers) && !slices.ContainsFunc(frees, func(f string) bool { return strings.Contains(said, f) }) {
						t.Errorf("%s: %s hands out a pointer, and nothing says how it is freed", path, fn.Name.Name)
					}
				}
			}
		}
	}
}

// remarks are the comments of a file that belong to no declaration.
func remarks(file *ast.File) string {
	var b strings.Builder
	for _, c := range file.Comments {
		if !slices.ContainsFunc(file.Decls, func(d ast.Decl) bool { return c.End() <= d.End() && c.Pos() >= docOf(d) }) {
			b.WriteString(c.Text())
		}
	}
	return b.String()
}

// docOf is where a declaration begins, its comment included.
func docOf(d ast.Decl) token.Pos {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Doc != nil {
			return d.Doc.Pos()
		}
	case *ast.GenDecl:
		if d.Doc != nil {
			return d.Doc.Pos()
		}
	}
	return d.Pos()
}

// structsWithPointers are the structs of a header that have a pointer in them, or in a struct in them.
func structsWithPointers(header string) map[string]bool {
	with := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^typedef struct (\w+) \{(.*?)\}`).FindAllStringSubmatch(header, -1) {
		fields := m[2]
		with[m[1]] = strings.Contains(fields, "*")
		for _, word := range regexp.MustCompile(`\w+`).FindAllString(fields, -1) {
			with[m[1]] = with[m[1]] || with[word]
		}
	}
	return with
}

func holdsPointer(e ast.Expr, structs map[string]bool) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return types.Universe.Lookup(e.Name) == nil
	case *ast.SelectorExpr:
		if types.ExprString(e.X) == "C" {
			return structs[e.Sel.Name]
		}
	}
	return true
}
