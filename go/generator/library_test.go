package generator

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/topherjs/topher/go/generator/diag"
	"github.com/topherjs/topher/go/generator/inspect"
	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/names"
	"github.com/topherjs/topher/go/generator/table"
)

// checkLibrary holds what every library must: names are names, each once; every Ref is found; what is direct really is.
func checkLibrary(t *testing.T, l *ir.Library) {
	t.Helper()
	symbols := map[string]bool{}
	symbol := func(s string) {
		if symbols[s] || !cName.MatchString(s) {
			t.Errorf("symbol %q is taken or no C name", s)
		}
		symbols[s] = true
	}
	var typ func(at string, x *ir.Type)
	typ = func(at string, x *ir.Type) {
		if x == nil {
			return
		}
		table.Of(x.Kind)
		if x.Ref != "" {
			l.Lookup(x.Ref) // panics if there is none
		}
		if (x.Kind == ir.Opaque) != (x.Why != "") {
			t.Errorf("%s: why is %s opaque: %q", at, x.Go, x.Why)
		}
		if x.Go == "" {
			t.Errorf("%s: no Go expression", at)
		}
		typ(at, x.Elem)
		typ(at, x.Key)
		if x.Func != nil {
			for _, p := range x.Func.Params {
				typ(at, p.Type)
			}
			for _, r := range x.Func.Results {
				typ(at, r.Type)
			}
		}
	}
	funcs := func(owner string, list []*ir.Func) {
		for _, f := range list {
			at := owner + f.Go
			symbol(f.Symbol)
			if !names.IsIdentifier(f.JS) || owner == "" && names.IsReserved(f.Local) {
				t.Errorf("%s: name %q, declared as %q", at, f.JS, f.Local)
			}
			seen := map[string]bool{}
			for _, p := range f.Params {
				typ(at, p.Type)
				if seen[p.JS] || names.IsReserved(p.JS) || !names.IsIdentifier(p.JS) {
					t.Errorf("%s: parameter %q", at, p.JS)
				}
				seen[p.JS] = true
				if f.Async && (p.Direct || p.Borrowed || p.WriteBack || p.Type.Kind == ir.FuncVal && !p.Kept) {
					t.Errorf("%s has only the asynchronous form: parameter %+v", at, p)
				}
				if f.Direct && !p.Direct || p.Borrowed && (f.Callbacks && p.Why != "a directive says so" || p.WriteBack) {
					t.Errorf("%s: parameter %+v", at, p)
				}
			}
			for _, r := range f.Results {
				typ(at, r.Type)
			}
			if f.Direct && (f.Throws || len(f.Results) > 1) {
				t.Errorf("%s cannot be direct", at)
			}
			if f.Context && !f.Async || f.Async && (f.Direct || f.Callbacks) {
				t.Errorf("%s cannot be async: %+v", at, f)
			}
			if f.Drain && !slices.ContainsFunc(f.Results, func(r *ir.Result) bool { return r.Type.Kind == ir.Chan || r.Type.Kind == ir.RecvChan }) {
				t.Errorf("%s has nothing to drain", at)
			}
			if f.Receiver != nil {
				typ(at, f.Receiver.Type)
			}
		}
	}
	for _, p := range l.Packages {
		funcs("", p.Funcs)
		locals := map[string]bool{}
		local := func(name string) {
			if locals[name] {
				t.Errorf("%s declares %s twice", p.Path, name)
			}
			locals[name] = true
		}
		for _, f := range p.Funcs {
			local(f.Local)
		}
		for _, c := range p.Consts {
			local(c.Local)
		}
		for _, e := range p.Errors {
			local(e.Local)
			symbol(e.Symbol)
		}
		for _, v := range p.Vars {
			typ(v.Go, v.Type)
			symbol(v.Get)
			if v.Set != "" {
				symbol(v.Set)
			}
		}
		for _, c := range p.Classes {
			if c.Interface == nil {
				symbol(c.Symbol)
			} else if c.Symbol != "" || len(c.Fields)+len(c.Statics) > 0 || c.Interface.Object != (c.Interface.Why == "") {
				t.Errorf("interface %+v", c)
			}
			funcs(c.Go+".", c.Methods)
			for _, f := range c.Fields {
				typ(c.Go, f.Type)
				symbol(f.Get)
				if f.Set != "" {
					symbol(f.Set)
				}
			}
		}
		for _, v := range p.Values {
			funcs(v.Go+".", v.Funcs)
			for _, f := range v.Fields {
				typ(v.Go, f.Type)
			}
		}
		for _, e := range p.Enums {
			funcs(e.Go+".", e.Funcs)
			typ(e.Go, e.Type)
		}
		for _, n := range p.Named {
			funcs(n.Go+".", n.Funcs)
			typ(n.Go, n.Type)
		}
		for _, s := range p.Skipped {
			if s.Reason == "" || s.Position.File == "" || strings.HasPrefix(s.Position.File, "/") || strings.HasPrefix(s.Position.File, "..") {
				t.Errorf("skipped without reason or place: %+v", s)
			}
		}
	}
	for _, c := range l.Classes {
		funcs(c.Go+".", c.Methods)
		if c.Symbol != "" || c.Opaque == (len(c.Methods) > 0) {
			t.Errorf("class of another package %+v", c)
		}
	}
	calls := map[string]bool{}
	for _, c := range l.Calls {
		typ("call", c.Type)
		if calls[c.Type.Go] || c.Type.Call != c.Symbol {
			t.Errorf("call %+v of %+v", c, c.Type)
		}
		calls[c.Type.Go] = true
		switch c.Type.Kind {
		case ir.FuncVal:
			symbol(c.Symbol)
		case ir.Seq, ir.Seq2:
			symbol(c.Symbol + "_start")
			symbol(c.Symbol + "_next")
			symbol(c.Symbol + "_open")
		case ir.Chan, ir.RecvChan, ir.SendChan:
			symbol(c.Symbol + "_open")
		default:
			t.Errorf("call of a %s", c.Type.Kind)
		}
	}
	for i, task := range l.Tasks() {
		if task.Number != i+1 || (task.Func == nil) == (task.Call == nil) {
			t.Errorf("task %d: %+v", i+1, task)
		}
	}
	seen := map[int]bool{}
	for _, c := range l.AllClasses() {
		if seen[c.ID] || c.ID == 0 || c.JS == "" {
			t.Errorf("class %+v", c)
		}
		seen[c.ID] = true
	}
	for _, v := range l.AllValues() {
		if seen[v.ID] || v.ID == 0 || v.JS == "" || v.Input == "" {
			t.Errorf("value %+v", v)
		}
		seen[v.ID] = true
	}
	aliases := map[string]bool{}
	for _, i := range l.Imports {
		if aliases[i.Alias] {
			t.Errorf("alias %s twice", i.Alias)
		}
		aliases[i.Alias] = true
	}
	if err := inspect.Text(&bytes.Buffer{}, inspect.Of(l)); err != nil {
		t.Error(err)
	}
}

var cName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// portable takes the folders of this machine out of messages.
func portable(t *testing.T, text string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	text = strings.ReplaceAll(text, dir, "$GENERATOR")
	return goroot.ReplaceAllString(text, "($$GOROOT/src/$1)")
}

var goroot = regexp.MustCompile(`\([^()]*/src/([^()]*)\)`)

func TestStandardPackagesBind(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles much of the standard library")
	}
	for patterns, least := range map[string]float64{
		"strings": 100, "net/url": 100, "regexp": 100, "time": 95, "encoding/json": 85, "text/template": 100, "math/big": 95, "archive/zip": 100,
		"io io/fs": 80, "bufio": 100, "bytes": 100, "container/list": 100, "go/format go/token go/ast": 100,
		"context": 100, "os/exec": 100, "os/signal": 100, "database/sql": 97, "net/http": 98,
	} {
		t.Run(patterns, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if strings.Contains(patterns, "go/token") { // STRING is a token, and Token.String a method
				if err := os.WriteFile(filepath.Join(dir, "topher.config.json"), []byte(`{ "token.Token.String": { "name": "text" } }`), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			library, diags, err := Load(context.Background(), Options{Dir: dir, Patterns: strings.Fields(patterns), Cache: t.TempDir()})
			if err != nil || diag.List(diags).HasErrors() {
				t.Fatal(err, diags)
			}
			checkLibrary(t, library)
			for _, r := range inspect.Of(library) {
				if r.Share.Percent() < least {
					t.Errorf("%s: %d of %d functions and methods are bound", r.Package, r.Share.Bound, r.Share.Exported)
				}
			}
		})
	}
}

// Packages that nobody wrote for us, where the module cache has them: nothing is downloaded.
func TestThirdPartyPackagesAreRead(t *testing.T) {
	for patterns, module := range map[string]string{
		"github.com/yuin/goldmark": "github.com/yuin/goldmark", "github.com/yuin/goldmark/util": "github.com/yuin/goldmark",
		"github.com/yuin/goldmark github.com/yuin/goldmark/ast github.com/yuin/goldmark/text": "github.com/yuin/goldmark",
		"github.com/evanw/esbuild/pkg/api": "github.com/evanw/esbuild", "github.com/expr-lang/expr": "github.com/expr-lang/expr",
		"github.com/google/cel-go/cel": "github.com/google/cel-go", "github.com/xuri/excelize/v2": "github.com/xuri/excelize/v2",
	} {
		t.Run(patterns, func(t *testing.T) {
			dir := t.TempDir()
			env := append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off", "GOSUMDB=off", "GOWORK=off")
			if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/third\n\ngo 1.25.0\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			version := newestInCache(t, module)
			if version == "" {
				t.Skip(module + " is not in the module cache")
			}
			get := exec.Command("go", "get", module+"@"+version)
			get.Dir, get.Env = dir, env
			if out, err := get.CombinedOutput(); err != nil {
				t.Skipf("%s cannot be loaded offline: %s", module, out)
			}
			library, diags, err := Load(context.Background(), Options{Dir: dir, Patterns: strings.Fields(patterns), Env: env, Cache: t.TempDir()})
			if err != nil || diag.List(diags).HasErrors() {
				t.Fatal(err, diags)
			}
			checkLibrary(t, library)
			for _, r := range inspect.Of(library) {
				if r.Share.Percent() < 90 {
					t.Errorf("%s: %d of %d functions and methods are bound", r.Package, r.Share.Bound, r.Share.Exported)
				}
			}
		})
	}
}

func newestInCache(t *testing.T, module string) string {
	t.Helper()
	out, err := exec.Command("go", "env", "GOMODCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	found, _ := filepath.Glob(filepath.Join(strings.TrimSpace(string(out)), filepath.FromSlash(module)+"@v*"))
	if len(found) == 0 {
		return ""
	}
	_, version, _ := strings.Cut(found[len(found)-1], "@")
	return version
}
