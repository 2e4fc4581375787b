package load

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/semver"

	"github.com/topherjs/topher/go/generator/diag"
	"github.com/topherjs/topher/go/generator/lock"
)

// A Layout is a module of topher's own in the cache, whose go.mod requires what import paths name that the user's module does not
// decide about: paths with a version, and all paths where the working folder belongs to no module.
//
// Its go.mod is the memory of the versions that were chosen. The user's tree is only read.
type Layout struct {
	// Dir is the folder of its go.mod.
	Dir string
	// Env is the environment of the go command there.
	Env []string
	// Packages are the import paths of the packages that were loaded from it.
	Packages map[string]bool

	wants []*want
}

// LayoutModule is the path of such a module.
const LayoutModule = "topher.generated/modules"

// A want is an import path that a layout provides.
type want struct {
	Spelled string `json:"-"`
	Path    string `json:"path"`  // may end in /...
	Query   string `json:"query"` // what stood behind @, or empty
	// Version is what the query came to where it could not be left to the go command.
	Version string `json:"version,omitempty"`
}

func (w *want) arg() string {
	switch {
	case w.Version != "":
		return w.Path + "@" + w.Version
	case w.Query != "":
		return w.Path + "@" + w.Query
	}
	return w.Path + "@latest"
}

// exact says whether the query names one version, and not the newest of some.
func (w *want) exact() bool { return w.Query != "" && semver.Canonical(w.Query) == w.Query }

// AsksAgain says whether a pattern names a version that may be another one each time: @latest, @v1, @main.
func AsksAgain(patterns []string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		path, query, versioned := strings.Cut(pattern, "@")
		return !isFolder(pattern) && versioned && !(&want{Path: path, Query: query}).exact()
	})
}

// LayOut provides the import paths among the patterns that the user's module does not decide about, below the cache folder. The
// layout is nil where there are none.
//
// What was laid out once is taken as it is: nothing is downloaded and no network is asked, unless a pattern asks again. asking is
// called before that. What is wrong is reported as diagnostics. An error means that there is no go command or that the cache cannot be written.
func LayOut(ctx context.Context, o Options, cache string, asking func()) (*Layout, diag.List, error) {
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return nil, nil, err
	}
	l := &loader{options: o, dir: dir}
	layout := &Layout{Packages: map[string]bool{}}
	for _, pattern := range o.Patterns {
		if w := l.want(pattern); w != nil {
			layout.wants = append(layout.wants, w)
		}
	}
	if l.diags.HasErrors() || len(layout.wants) == 0 {
		return nil, l.diags, nil
	}
	if _, err := exec.LookPath("go"); err != nil {
		return nil, nil, err
	}
	tools, err := l.askGo(ctx)
	if err != nil {
		return nil, nil, err
	}
	layout.Env = Environment(l.environment(), tools.GOFLAGS, "off")
	all := filepath.Join(cache, "modules")
	layout.Dir = filepath.Join(all, layout.key(o.Tags, tools))
	again := AsksAgain(o.Patterns)
	if !again && layout.isThere() {
		return layout, layout.remembered(), nil
	}
	release, err := lock.Acquire(ctx, layout.Dir+".lock")
	if err != nil {
		return nil, nil, err
	}
	defer release()
	if !again && layout.isThere() { // another process has laid it out meanwhile
		return layout, layout.remembered(), nil
	}
	asking()
	g := &getter{layout: layout, tags: o.Tags, modcache: tools.GOMODCACHE}
	diags, err := g.run(ctx)
	if err != nil || diags.HasErrors() {
		return nil, diags, err
	}
	return layout, diags, nil
}

// want is what a layout has to provide for a pattern, or nil.
func (l *loader) want(pattern string) *want {
	if isFolder(pattern) {
		return nil
	}
	path, query, versioned := strings.Cut(pattern, "@")
	standard := !strings.Contains(firstElement(path), ".")
	switch {
	case versioned && (query == "" || query == "none"):
		l.report(diag.CodeNotFound, pattern, "behind @ stands a version, such as v1.2.3 or latest")
	case versioned && standard:
		l.report(diag.CodeNotFound, pattern, "what belongs to the standard library comes with Go, and has no version of its own")
	case versioned:
		return &want{Spelled: pattern, Path: path, Query: query}
	case !standard && !l.inModule():
		return &want{Spelled: pattern, Path: path}
	}
	return nil
}

func firstElement(path string) string {
	first, _, _ := strings.Cut(path, "/")
	return first
}

// inModule says whether the working folder belongs to a module or a workspace.
func (l *loader) inModule() bool {
	if work := l.getenv("GOWORK"); work != "" && work != "off" {
		return true
	}
	return isModule(l.moduleRoot(l.dir))
}

func (l *loader) environment() []string {
	if l.options.Env != nil {
		return l.options.Env
	}
	return os.Environ()
}

// goTools is what the go command says about itself.
type goTools struct{ GOFLAGS, GOMODCACHE, GOOS, GOARCH string }

func (l *loader) askGo(ctx context.Context) (*goTools, error) {
	cmd := exec.CommandContext(ctx, "go", "env", "-json", "GOFLAGS", "GOMODCACHE", "GOOS", "GOARCH")
	cmd.Dir, cmd.Env = l.dir, l.options.Env
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	tools := &goTools{}
	return tools, json.Unmarshal(out, tools)
}

// key names the layout of these paths. A path without a version and with @latest share one: the latter brings it up to date.
func (l *Layout) key(tags string, t *goTools) string {
	var all []string
	for _, w := range l.wants {
		all = append(all, w.Path+"@"+strings.TrimSuffix(w.Query, "latest"))
	}
	slices.Sort(all)
	h := sha256.New()
	fmt.Fprintf(h, "1 %q %q %q %q", slices.Compact(all), tags, t.GOOS, t.GOARCH)
	return hex.EncodeToString(h.Sum(nil)[:8])
}

func (l *Layout) isThere() bool {
	_, err := os.Stat(filepath.Join(l.Dir, "go.mod"))
	return err == nil
}

const notesFile = "notes.json"

// remembered are the warnings that hold for as long as the choice does.
func (l *Layout) remembered() diag.List {
	var diags diag.List
	if data, err := os.ReadFile(filepath.Join(l.Dir, notesFile)); err == nil {
		_ = json.Unmarshal(data, &diags) // a file of ours; without it a warning is missing, no more
	}
	return diags
}

// Files are what the choice of versions is written in.
func (l *Layout) Files() []string {
	return []string{filepath.Join(l.Dir, "go.mod"), filepath.Join(l.Dir, "go.sum")}
}

// provides finds what the layout provides for a pattern as the user wrote it.
func (l *Layout) provides(pattern string) (path string, ok bool) {
	if l == nil {
		return "", false
	}
	i := slices.IndexFunc(l.wants, func(w *want) bool { return w.Spelled == pattern })
	if i < 0 {
		return "", false
	}
	return l.wants[i].Path, true
}
