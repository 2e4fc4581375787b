package generator

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/topherjs/topher/go/generator/diag"
	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/load"
)

// A proxy is a folder that the go command takes for a module proxy, and the environment of a go command that knows no other.
type proxy struct {
	t   *testing.T
	dir string
	env []string
}

func newProxy(t *testing.T) *proxy {
	t.Helper()
	p := &proxy{t: t, dir: t.TempDir()}
	modcache := t.TempDir()
	// The files of a module cache cannot be written to, so that t.TempDir could not remove them; GOFLAGS keeps them writable.
	p.env = append(os.Environ(), "GOPROXY=file://"+filepath.ToSlash(p.dir), "GONOSUMDB=*", "GONOSUMCHECK=1", "GOFLAGS=-modcacherw -mod=mod", "GOMODCACHE="+modcache,
		"GOWORK=", "GOPRIVATE=")
	return p
}

// add puts a version of a module in the proxy. Its files are those of its root; go.mod may have another path than that of the module.
//
// Source: https://go.dev/ref/mod#goproxy-protocol.
func (p *proxy) add(module, version string, files map[string]string) {
	p.t.Helper()
	folder := filepath.Join(p.dir, filepath.FromSlash(module), "@v")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		p.t.Fatal(err)
	}
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	for name, text := range files {
		f, err := w.Create(module + "@" + version + "/" + name)
		if err != nil {
			p.t.Fatal(err)
		}
		if _, err := f.Write([]byte(text)); err != nil {
			p.t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		p.t.Fatal(err)
	}
	info, _ := json.Marshal(map[string]string{"Version": version, "Time": "2026-01-02T03:04:05Z"})
	list, _ := os.ReadFile(filepath.Join(folder, "list"))
	for name, data := range map[string][]byte{
		version + ".info": info, version + ".mod": []byte(files["go.mod"]), version + ".zip": archive.Bytes(), "list": append(list, version+"\n"...),
	} {
		if err := os.WriteFile(filepath.Join(folder, name), data, 0o644); err != nil {
			p.t.Fatal(err)
		}
	}
}

// words is a module with the package words and, below it, deep, whose function is named after the version.
func (p *proxy) words(version, function string) {
	p.add("example.com/words", version, map[string]string{
		"go.mod":       "module example.com/words\n\ngo 1.25.0\n",
		"words.go":     "package words\n\nfunc " + function + "(s string) int { return len(s) }\n",
		"deep/deep.go": "package deep\n\nimport \"example.com/words\"\n\nfunc Deep(s string) int { return words." + function + "(s) }\n",
	})
}

// unreachable is the environment with a proxy that nobody answers for.
func (p *proxy) unreachable() []string {
	return append(p.env[:len(p.env):len(p.env)], "GOPROXY=https://127.0.0.1:1")
}

// A reading is what one reads with one cache.
type reading struct {
	t          *testing.T
	dir, cache string
}

func newReading(t *testing.T) *reading {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return &reading{t: t, dir: dir, cache: t.TempDir()}
}

func (r *reading) write(name, text string) {
	r.t.Helper()
	file := filepath.Join(r.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

func (r *reading) load(env []string, patterns ...string) (*ir.Library, diag.List) {
	r.t.Helper()
	before := tree(r.t, r.dir)
	library, diags, err := Load(r.t.Context(), Options{Dir: r.dir, Patterns: patterns, Cache: r.cache, Env: env})
	if err != nil {
		r.t.Fatal(err)
	}
	if after := tree(r.t, r.dir); after != before {
		r.t.Errorf("the tree was written to:\n%s\n%s", before, after)
	}
	return library, diags
}

// must reads packages, and gives for each "path@version: functions"; then the diagnostics, which are warnings.
func (r *reading) must(env []string, patterns ...string) string {
	r.t.Helper()
	library, diags := r.load(env, patterns...)
	if library == nil || diags.HasErrors() {
		r.t.Fatal(diags.Text())
	}
	var lines []string
	for _, p := range library.Packages {
		line := p.Path
		if p.Module != nil {
			line += "@" + p.Module.Version
		}
		var names []string
		for _, f := range p.Funcs {
			names = append(names, f.Go)
		}
		lines = append(lines, line+": "+strings.Join(names, " "))
	}
	for _, d := range diags {
		lines = append(lines, d.String())
	}
	return strings.Join(lines, "\n")
}

func (r *reading) is(got, want string) {
	r.t.Helper()
	if got != want {
		r.t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// refused reads what must not be read, and gives the one error.
func (r *reading) refused(code string, env []string, patterns ...string) diag.Diagnostic {
	r.t.Helper()
	_, diags := r.load(env, patterns...)
	if len(diags) != 1 || !diags.HasErrors() || diags[0].Code != code {
		r.t.Fatalf("want one %s, got\n%s", code, diags.Text())
	}
	return diags[0]
}

func TestAnImportPathOutsideOfAModuleIsTheNewestRelease(t *testing.T) {
	t.Parallel()
	p, r := newProxy(t), newReading(t)
	p.words("v1.0.0", "One")
	p.words("v1.2.0", "Two")
	p.words("v1.10.0", "Ten")
	p.words("v1.11.0-rc.1", "Candidate")
	r.is(r.must(p.env, "example.com/words"), "example.com/words@v1.10.0: Ten")

	// The choice is kept, without asking anybody.
	p.words("v1.12.0", "Twelve")
	r.is(r.must(append(p.env, "GOPROXY=off"), "example.com/words"), "example.com/words@v1.10.0: Ten")
	r.is(r.must(p.env, "example.com/words@latest"), "example.com/words@v1.12.0: Twelve")
	r.is(r.must(p.env, "example.com/words"), "example.com/words@v1.12.0: Twelve")
}

func TestAnImportPathHasTheVersionBehindIt(t *testing.T) {
	t.Parallel()
	p, r := newProxy(t), newReading(t)
	p.words("v1.0.0", "One")
	p.words("v1.2.0", "Two")
	p.words("v1.2.7", "Seven")
	p.words("v1.10.0", "Ten")
	r.is(r.must(p.env, "example.com/words@v1.2.0"), "example.com/words@v1.2.0: Two")
	r.is(r.must(p.env, "example.com/words@v1.2"), "example.com/words@v1.2.7: Seven")
	// Another package of the module follows it.
	r.is(r.must(p.env, "example.com/words/deep", "example.com/words@v1.0.0", "unicode/utf8")[:len("example.com/words/deep@v1.0.0: Deep\nexample.com/words@v1.0.0: One\n")],
		"example.com/words/deep@v1.0.0: Deep\nexample.com/words@v1.0.0: One\n")

	// What the user's module requires holds without a version, and is not touched with one.
	r.write("go.mod", "module example.com/mine\n\ngo 1.25.0\n\nrequire example.com/words v1.0.0\n")
	r.write("mine/mine.go", "package mine\n\nimport \"example.com/words\"\n\nfunc Mine() int { return words.One(\"\") }\n")
	sums := exec.Command("go", "mod", "download", "all")
	sums.Dir, sums.Env = r.dir, p.env
	if out, err := sums.CombinedOutput(); err != nil {
		t.Fatal(string(out))
	}
	r.is(r.must(p.env, "./mine", "example.com/words"), "example.com/mine/mine@: Mine\nexample.com/words@v1.0.0: One")
	r.is(r.must(p.env, "./mine", "example.com/words@v1.10.0"), "example.com/mine/mine@: Mine\nexample.com/words@v1.10.0: Ten")
}

func TestWithoutANetworkTheNewestOfTheModuleCacheIsTaken(t *testing.T) {
	t.Parallel()
	p := newProxy(t)
	p.words("v1.0.0", "One")
	p.words("v1.2.0", "Two")
	p.words("v1.10.0", "Ten")
	newReading(t).must(p.env, "example.com/words@v1.0.0")
	newReading(t).must(p.env, "example.com/words@v1.2.0")

	r := newReading(t)
	const warning = "\nwarning: nobody could be asked for the newest version; the newest in the module cache is taken: example.com/words/deep@v1.2.0, example.com/words@v1.2.0"
	r.is(r.must(p.unreachable(), "example.com/words/deep", "example.com/words"), "example.com/words/deep@v1.2.0: Deep\nexample.com/words@v1.2.0: Two"+warning)
	r.is(r.must(p.unreachable(), "example.com/words/deep", "example.com/words"), "example.com/words/deep@v1.2.0: Deep\nexample.com/words@v1.2.0: Two")
	r.is(r.must(p.unreachable(), "example.com/words@v1.0.0"), "example.com/words@v1.0.0: One")

	d := r.refused(diag.CodeGo, p.unreachable(), "example.com/words@v1.10.0")
	if d.Package != "example.com/words@v1.10.0" || !strings.Contains(d.Message, "connection refused") || !strings.Contains(d.Message, "name in GOPROXY a proxy that can be reached") {
		t.Error(d)
	}
	if d := r.refused(diag.CodeGo, append(p.env, "GOPROXY=off"), "example.com/other"); !strings.Contains(d.Message, "GOPROXY=off") || !strings.Contains(d.Message, "the module cache does not have it") {
		t.Error(d)
	}
}

func TestAModuleThatMovedStepsBackToTheNewestUnderItsPath(t *testing.T) {
	t.Parallel()
	p, r := newProxy(t), newReading(t)
	p.words("v1.0.0", "One")
	p.words("v1.1.0", "Two")
	for _, version := range []string{"v1.2.0", "v1.3.0"} {
		p.add("example.com/words", version, map[string]string{"go.mod": "module example.org/words\n\ngo 1.25.0\n", "words.go": "package words\n\nfunc Moved() {}\n"})
	}
	const warning = "\nexample.com/words: warning: v1.1.0 is the newest version under this path: the module is called example.org/words since, of which v1.3.0 exists"
	r.is(r.must(p.env, "example.com/words"), "example.com/words@v1.1.0: Two"+warning)
	r.is(r.must(append(p.env, "GOPROXY=off"), "example.com/words"), "example.com/words@v1.1.0: Two"+warning)

	d := r.refused(diag.CodeNotFound, p.env, "example.com/words@v1.2.0")
	if !strings.Contains(d.Message, "module declares its path as: example.org/words") || !strings.Contains(d.Message, "the module is called example.org/words now") {
		t.Error(d)
	}
}

func TestAnImportPathThatCannotBeHadSaysWhyAndWhatToDo(t *testing.T) {
	t.Parallel()
	p, r := newProxy(t), newReading(t)
	p.words("v1.0.0", "One")
	for pattern, want := range map[string]string{
		"example.com/nothing":         "go list -m -versions",
		"example.com/words@v9.0.0":    "go list -m -versions",
		"example.com/words/none":      "does not contain package",
		"example.com/words@":          "behind @ stands a version",
		"strings@v1.0.0":              "has no version of its own",
		"example.com/words/none@v1.0": "the module has no such package",
	} {
		if d := r.refused(diag.CodeNotFound, p.env, pattern); d.Package != pattern || !strings.Contains(d.Message, want) {
			t.Errorf("%s: %s", pattern, d)
		}
	}
}

func TestTwoFirstLayoutsDoNotClash(t *testing.T) {
	t.Parallel()
	p, r := newProxy(t), newReading(t)
	p.words("v1.0.0", "One")
	asked := make(chan bool, 8)
	results := make(chan error, 8)
	for range cap(results) {
		go func() {
			o := load.Options{Dir: r.dir, Patterns: []string{"example.com/words"}, Env: p.env}
			layout, diags, err := load.LayOut(t.Context(), o, r.cache, func() { asked <- true })
			if err == nil && (diags.HasErrors() || layout == nil) {
				t.Error(diags.Text())
			}
			results <- err
		}()
	}
	for range cap(results) {
		if err := <-results; err != nil {
			t.Error(err)
		}
	}
	if len(asked) != 1 {
		t.Errorf("%d of them asked for versions", len(asked))
	}
	entries, err := os.ReadDir(filepath.Join(r.cache, "modules"))
	if err != nil || len(entries) != 2 { // the folder and its lock
		t.Error(entries, err)
	}
}
