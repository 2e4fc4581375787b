package build

import (
	"context"
	"crypto/sha256"
	"debug/elf"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/modfile"

	"github.com/topherjs/topher/go/generator/diag"
	"github.com/topherjs/topher/go/generator/ir"
)

const (
	bridge   = "../../bridge"
	fixtures = "../../../conformance/door2"
)

// A project is a copy of a fixture, or a package of its own, in a folder where no go.work is above.
type project struct {
	t     *testing.T
	dir   string
	out   string
	cache string
}

func newProject(t *testing.T) *project {
	t.Helper()
	if testing.Short() {
		t.Skip("runs the Go compiler")
	}
	return &project{t: t, dir: t.TempDir(), out: filepath.Join(t.TempDir(), "out"), cache: t.TempDir()}
}

func (p *project) write(name, text string) {
	p.t.Helper()
	file := filepath.Join(p.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		p.t.Fatal(err)
	}
}

func (p *project) copy(fixture string) {
	p.t.Helper()
	if err := os.CopyFS(p.dir, os.DirFS(filepath.Join(fixtures, fixture))); err != nil {
		p.t.Fatal(err)
	}
}

func (p *project) build(patterns ...string) (*Done, error) {
	return Run(context.Background(), Options{Dir: p.dir, Patterns: patterns, Out: p.out, Bridge: bridge, Cache: p.cache})
}

func (p *project) mustBuild(patterns ...string) *Done {
	p.t.Helper()
	before := hashTree(p.t, p.dir)
	done, err := p.build(patterns...)
	if err != nil {
		p.t.Fatal(err)
	}
	if after := hashTree(p.t, p.dir); before != after {
		p.t.Errorf("the build wrote into the user's folder\nbefore:\n%s\nafter:\n%s", before, after)
	}
	return done
}

// hashTree lists every file of a folder with its content's hash and its time.
func hashTree(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if d.IsDir() {
			fmt.Fprintln(&b, path)
			return nil
		}
		data, err := os.ReadFile(path)
		fmt.Fprintf(&b, "%s %x %s\n", path, sha256.Sum256(data), info.ModTime())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// exports reports whether the library has these C functions.
func (p *project) exports(done *Done, symbols ...string) {
	p.t.Helper()
	if runtime.GOOS != "linux" {
		return
	}
	i := slices.IndexFunc(done.Files, func(f string) bool { return strings.HasSuffix(f, ".so") })
	file, err := elf.Open(filepath.Join(p.out, done.Files[i]))
	if err != nil {
		p.t.Fatal(err)
	}
	defer file.Close()
	dynamic, err := file.DynamicSymbols()
	if err != nil {
		p.t.Fatal(err)
	}
	for _, want := range symbols {
		if !slices.ContainsFunc(dynamic, func(s elf.Symbol) bool { return s.Name == want && s.Section != elf.SHN_UNDEF }) {
			p.t.Errorf("the library does not export %s", want)
		}
	}
}

const calc = `// Package calc is small.
package calc

// Add adds.
func Add(a, b int) int { return a + b }
`

func calcProject(t *testing.T) *project {
	p := newProject(t)
	p.write("go.mod", "module example.com/calc\n\ngo 1.25.0\n")
	p.write("calc.go", calc)
	return p
}

func TestRun(t *testing.T) {
	p := calcProject(t)
	first := p.mustBuild(".")

	t.Run("writes the module, its types, the library and topher.json", func(t *testing.T) {
		want := []string{"index.d.ts", "index.js", "topher.json"}
		if got := first.Files[:3]; !slices.Equal(got, want) || !strings.HasPrefix(first.Files[3], "calc.") {
			t.Errorf("%v", first.Files)
		}
		p.exports(first, "calc_Add", "topher_attach", "topher_identity", "topher_guard_version")
		var about struct {
			Build, File, SHA256 string
			Hashes              map[string]string
		}
		read(t, filepath.Join(p.out, "topher.json"), &about)
		if about.SHA256 != hashFile(filepath.Join(p.out, about.File)) {
			t.Errorf("topher.json has the hash %s", about.SHA256)
		}
		for _, name := range []string{"index.d.ts", "index.js"} {
			if got := about.Hashes[name]; got == "" || got != hashFile(filepath.Join(p.out, name)) {
				t.Errorf("topher.json has the hash %q of %s", got, name)
			}
		}
		index, err := os.ReadFile(filepath.Join(p.out, "index.js"))
		if err != nil || !strings.Contains(string(index), `build: "`+about.Build+`"`) {
			t.Errorf("index.js is not of build %s: %v", about.Build, err)
		}
	})
	t.Run("a rebuild with no change takes less than a second and runs nothing", func(t *testing.T) {
		start := time.Now()
		done := p.mustBuild(".")
		if took := time.Since(start); !done.Fresh || took > time.Second {
			t.Errorf("fresh %v after %v", done.Fresh, took)
		}
		t.Log(time.Since(start))
	})
	t.Run("a file with another time and the same content is no change", func(t *testing.T) {
		later := time.Now().Add(time.Hour)
		if err := os.Chtimes(filepath.Join(p.dir, "calc.go"), later, later); err != nil {
			t.Fatal(err)
		}
		if !p.mustBuild(".").Fresh {
			t.Error("built again")
		}
	})
	t.Run("a changed file is built, in less than a second beside the compiler", func(t *testing.T) {
		p.write("calc.go", strings.Replace(calc, "a + b", "b + a", 1))
		done := p.mustBuild(".")
		if done.Fresh {
			t.Fatal("not built")
		}
		var beside int64
		for _, s := range done.Stages {
			if s.Name != StageCompile {
				beside += s.Milliseconds
			}
		}
		t.Log(done.Stages)
		if beside > 1000 && os.Getenv("CI") == "" {
			t.Logf("%d ms beside the compiler", beside) // a busy machine; the bench holds the number
		}
	})
	t.Run("a new file, and a result that is gone, are changes", func(t *testing.T) {
		p.write("more.go", "package calc\n\n// Sub subtracts.\nfunc Sub(a, b int) int { return a - b }\n")
		done := p.mustBuild(".")
		p.exports(done, "calc_Sub")
		if err := os.Remove(filepath.Join(p.out, "index.d.ts")); err != nil {
			t.Fatal(err)
		}
		if p.mustBuild(".").Fresh {
			t.Error("not built")
		}
	})
	t.Run("equal sources have an equal build id", func(t *testing.T) {
		p.write("calc.go", calc)
		if err := os.Remove(filepath.Join(p.dir, "more.go")); err != nil {
			t.Fatal(err)
		}
		p.mustBuild(".")
		var about struct{ Build string }
		read(t, filepath.Join(p.out, "topher.json"), &about)
		again := calcProject(t)
		again.mustBuild(".")
		var other struct{ Build string }
		read(t, filepath.Join(again.out, "topher.json"), &other)
		if about.Build != other.Build {
			t.Errorf("%s and %s", about.Build, other.Build)
		}
	})
}

func read(t *testing.T, file string, into any) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// Every place where a package can stand. Nothing is downloaded: there is no proxy, and the module cache is empty.
func TestRunFindsPackages(t *testing.T) {
	t.Setenv("GOPROXY", "off")
	t.Setenv("GOFLAGS", "-modcacherw")
	for _, c := range []struct {
		name, fixture string
		patterns      []string
		symbols       []string
	}{
		{"in a module with a vendor folder", "vendored", []string{"."}, []string{"vendored_Upper"}},
		{"in a module with replace", "replaced", []string{"./main"}, []string{"replaced_Upper"}},
		{"under internal", ".", []string{"./internal/secret"}, []string{"secret_Open", "secret_Safe_Combination"}},
		{"as two of one build", ".", []string{"./pair/left", "./pair/right"}, []string{"left_Name", "right_Name"}},
		{"as package main in //export style", ".", []string{"./exported"}, []string{"Add", "topher_Total", "topher_guard_version"}},
		{"in the standard library", "pair", []string{"path"}, []string{"path_Join"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := newProject(t)
			p.copy(c.fixture)
			t.Setenv("GOMODCACHE", t.TempDir())
			p.exports(p.mustBuild(c.patterns...), c.symbols...)
		})
	}
	t.Run("in a workspace", func(t *testing.T) {
		p := newProject(t)
		p.write("go.work", "go 1.25.0\n\nuse (\n\t./one\n\t./two\n)\n")
		p.write("one/go.mod", "module example.com/one\n\ngo 1.25.0\n")
		p.write("one/one.go", "package one\n\nimport \"example.com/two\"\n\nfunc One() int { return two.Two() - 1 }\n")
		p.write("two/go.mod", "module example.com/two\n\ngo 1.25.0\n")
		p.write("two/two.go", "package two\n\nfunc Two() int { return 2 }\n")
		p.exports(p.mustBuild("./one"), "one_One")
	})
	t.Run("in a module whose flags say -mod=mod", func(t *testing.T) {
		t.Setenv("GOFLAGS", "-mod=mod")
		p := calcProject(t)
		p.exports(p.mustBuild("."), "calc_Add")
	})
}

func TestRunRefuses(t *testing.T) {
	failed := func(t *testing.T, err error, code, text string) {
		t.Helper()
		var f *Failed
		if !errors.As(err, &f) {
			t.Fatalf("%T: %v", err, err)
		}
		if !slices.ContainsFunc(f.Diagnostics, func(d diag.Diagnostic) bool { return d.Code == code && strings.Contains(d.String(), text) }) {
			t.Errorf("%v", f.Diagnostics)
		}
	}
	lacks := func(t *testing.T, err error, code string) {
		t.Helper()
		var e *diag.EnvironmentError
		if !errors.As(err, &e) || e.Code != code {
			t.Errorf("%T: %v", err, err)
		}
	}
	t.Run("code that does not compile, with Go's own position", func(t *testing.T) {
		p := calcProject(t)
		p.write("calc.go", "package calc\n\nfunc Add(a, b int) int {\n\treturn a + c\n}\n")
		_, err := p.build(".")
		failed(t, err, diag.CodeGo, "calc.go:4:13: undefined: c")
	})
	t.Run("a package that does not exist", func(t *testing.T) {
		_, err := calcProject(t).build("./nothing")
		failed(t, err, diag.CodeNotFound, "./nothing")
	})
	t.Run("a package with nothing to bind", func(t *testing.T) {
		p := calcProject(t)
		p.write("calc.go", "package calc\n\nfunc add() {}\n")
		_, err := p.build(".")
		failed(t, err, diag.CodeEmpty, "nothing to bind")
	})
	t.Run("a machine without Go", func(t *testing.T) {
		p := calcProject(t)
		t.Setenv("PATH", t.TempDir())
		_, err := p.build(".")
		lacks(t, err, "TOPHER_NO_GO")
	})
	t.Run("a machine without a C compiler", func(t *testing.T) {
		p := calcProject(t)
		t.Setenv("CC", "no-such-compiler")
		_, err := p.build(".")
		lacks(t, err, "TOPHER_NO_CC")
	})
	t.Run("to touch the result when it fails", func(t *testing.T) {
		p := calcProject(t)
		p.mustBuild(".")
		before := hashTree(t, p.out)
		p.write("calc.go", "package calc\n\nfunc Add(a, b int) int { return a + c }\n")
		if _, err := p.build("."); err == nil {
			t.Fatal("built")
		}
		if hashTree(t, p.out) != before {
			t.Error("the result has changed")
		}
	})
}

// What is printed for every feature passes go vet.
func TestPrintedGoPassesVet(t *testing.T) {
	p := newProject(t)
	p.dir = fixtures
	b, err := newBuilder(Options{Dir: p.dir, Patterns: []string{"./features", "./mapping", "./keeper", "./pair/left", "./pair/right"}, Out: p.out, Bridge: bridge, Cache: p.cache})
	if err != nil {
		t.Fatal(err)
	}
	plan, err := b.prepare(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("go", "vet", ".")
	cmd.Dir, cmd.Env = plan.dir, plan.env
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	work, err := os.ReadFile(filepath.Join(filepath.Dir(plan.dir), "go.work"))
	if err != nil || !strings.Contains(string(work), "\ngodebug default=go1.25\n") {
		t.Errorf("go.work does not keep the module's GODEBUG: %v\n%s", err, work)
	}
	sum := sha256.Sum256(nil)
	if plan.id == "" || plan.id == hex.EncodeToString(sum[:8]) {
		t.Errorf("the build id is %q", plan.id)
	}
}

func TestAnImportPathIsBuiltOutsideOfAnyModuleAndTheNextBuildIsFresh(t *testing.T) {
	p := newProject(t)
	var stages []string
	run := func(patterns ...string) *Done {
		t.Helper()
		stages = nil
		done, err := Run(t.Context(), Options{Dir: p.dir, Patterns: patterns, Out: p.out, Bridge: bridge, Cache: p.cache, Report: func(e Event) {
			if e.Event == "stage" {
				stages = append(stages, e.Name)
			}
		}})
		if err != nil {
			t.Fatal(err)
		}
		return done
	}
	// The go command's own module cache has the modules that the generator is made of.
	t.Setenv("GOPROXY", "off")
	version := modVersion(t)
	done := run("golang.org/x/mod/semver@"+version, "unicode/utf8")
	if stages[0] != StageCheck || stages[1] != StageDownload || done.Packages[0].Version != version || done.Packages[1].Version != "" {
		t.Errorf("%v %+v", stages, done.Packages)
	}
	p.exports(done, "semver_Compare", "utf8_ValidString")
	report, err := os.ReadFile(filepath.Join(p.out, "topher.json"))
	if err != nil || !strings.Contains(string(report), `"version": "`+version+`"`) {
		t.Error("topher.json does not name the version", err)
	}
	if done := run("golang.org/x/mod/semver@"+version, "unicode/utf8"); !done.Fresh || len(stages) != 1 {
		t.Errorf("the second build is not fresh: %v", stages)
	}
	// A module around the folder would decide about a path without a version: so it is looked at again.
	p.write("go.mod", "module example.com/mine\n\ngo 1.25.0\n")
	if done := run("golang.org/x/mod/semver@"+version, "unicode/utf8"); done.Fresh || slices.Contains(stages, StageDownload) {
		t.Errorf("%v", stages)
	}
}

// modVersion is that of a module that the generator itself requires.
func modVersion(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	mod, err := modfile.Parse("go.mod", data, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range mod.Require {
		if r.Mod.Path == "golang.org/x/mod" {
			return r.Mod.Version
		}
	}
	t.Fatal("golang.org/x/mod is not required any more")
	return ""
}

func TestAPackageIsNotBuiltInAnotherVersionThanItWasReadIn(t *testing.T) {
	path := "golang.org/x/mod/semver"
	b := &builder{library: &ir.Library{Packages: []*ir.Package{{Path: path, Module: &ir.Module{Path: "golang.org/x/mod", Version: "v0.20.0"}}, {Path: "strings"}}}}
	var deps []*listed
	if err := json.Unmarshal([]byte(`[{ "ImportPath": "golang.org/x/mod/semver", "Module": { "Version": "v0.20.0" } }]`), &deps); err != nil {
		t.Fatal(err)
	}
	if err := b.checkVersions(deps); err != nil {
		t.Error(err)
	}
	deps[0].Module.Version = "v0.39.0"
	if err := b.checkVersions(deps); err == nil || !strings.Contains(err.Error(), path+": it was read in version v0.20.0, and another package of this build requires v0.39.0") {
		t.Errorf("%v", err)
	}
}

func TestTwoBuildsOfOneOutputDoNotClash(t *testing.T) {
	p := calcProject(t)
	results := make(chan error, 3)
	for range cap(results) {
		go func() {
			_, err := p.build(".")
			results <- err
		}()
	}
	for range cap(results) {
		if err := <-results; err != nil {
			t.Error(err)
		}
	}
	if done := p.mustBuild("."); !done.Fresh {
		t.Error("the last of them left something to do")
	}
}

func TestRunThatCannotWriteItsOutputLeavesItAsItWas(t *testing.T) {
	p := newProject(t)
	p.write("go.mod", "module example.com/two\n\ngo 1.25.0\n")
	for _, name := range []string{"a", "b"} {
		p.write(name+"/"+name+".go", "package "+name+"\n\nfunc F() int { return 1 }\n")
	}
	if err := os.MkdirAll(p.out, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(p.out, "b"), nil, 0o644); err != nil { // where a folder has to be
		t.Fatal(err)
	}
	_, err := p.build("./a", "./b")
	var lack *diag.EnvironmentError
	if !errors.As(err, &lack) || lack.Code != "TOPHER_OUT" || !strings.Contains(lack.Message, filepath.Join(p.out, "b")) {
		t.Errorf("%T: %v", err, err)
	}
	for _, pattern := range []string{"*.so", ".topher-*", "a/*", "topher.json"} {
		if found, _ := filepath.Glob(filepath.Join(p.out, pattern)); len(found) > 0 {
			t.Errorf("it has written %q", found)
		}
	}
	p.cache = filepath.Join(p.out, "b", "cache")
	p.out = t.TempDir()
	if _, err = p.build("./a"); !errors.As(err, &lack) || lack.Code != "TOPHER_CACHE" || !strings.Contains(lack.Message, "\nset TOPHER_CACHE") {
		t.Errorf("%T: %v", err, err)
	}
}
