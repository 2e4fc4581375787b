// Package load reads Go packages: types and syntax of the packages to bind, export data for what they import.
package load

import (
	"bytes"
	"context"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/topherjs/topher/go/generator/diag"
	"github.com/topherjs/topher/go/generator/gocommand"
	"github.com/topherjs/topher/go/generator/ir"
)

// Options say what to load.
type Options struct {
	Dir      string   // the working folder; empty for the current one
	Patterns []string // folders ("./x", "/abs/x") and import paths
	Env      []string // of the go command; nil for the process's own
	Tags     string   // build tags, separated by commas
	Layout   *Layout  // provides import paths that the user's module does not; may be nil
}

// A Package is a package to bind, read from source.
type Package struct {
	IR    *ir.Package
	Types *types.Package // nil for a package main in //export style
	Info  *types.Info    // what the identifiers and expressions of Files mean
	Fset  *token.FileSet
	Files []*ast.File

	GoFiles []string // absolute
	// Export is the file of its export data in the build cache; its name changes with its content.
	Export string
	// Root is the folder in which the go command finds the package by its path, and Env its environment there.
	Root string
	Env  []string

	Comments *Comments

	places *places
}

// Flags are the build flags under which packages are loaded. The compiler gets the same as in the library's build, so that both share one
// build cache: without them every dependency would be compiled twice.
var Flags = []string{"-trimpath", "-buildmode=" + buildMode(runtime.GOOS)}

// buildMode is a build mode in which the compiler gets what -buildmode=c-shared gives it. That mode itself would leave the header of a
// package main in the folder in which the go command runs, also where nothing is linked.
//
// Source: cmd/go/internal/work, buildModeInit and installHeader.
func buildMode(goos string) string {
	switch goos {
	case "linux", "android", "freebsd":
		return "pie"
	}
	return "exe"
}

const mode = packages.NeedName | packages.NeedFiles | packages.NeedCompiledGoFiles | packages.NeedImports | packages.NeedExportFile |
	packages.NeedTypes | packages.NeedTypesInfo | packages.NeedTypesSizes | packages.NeedSyntax | packages.NeedModule

// Load reads the packages that the patterns name, in the order of the patterns.
//
// What is wrong with the packages is reported as diagnostics. An error means that the go command could not be run, or that the machine
// lacks something that it needs: then it is a *diag.EnvironmentError.
func Load(ctx context.Context, o Options) ([]*Package, diag.List, error) {
	if _, err := exec.LookPath("go"); err != nil {
		return nil, nil, err
	}
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return nil, nil, err
	}
	l := &loader{options: o, dir: dir, fset: token.NewFileSet(), places: newPlaces(dir)}
	for _, g := range l.groups() {
		if err := l.load(ctx, g); err != nil {
			return nil, nil, err
		}
	}
	if l.lack != nil {
		return nil, nil, l.lack
	}
	slices.SortStableFunc(l.packages, func(a, b *Package) int { return l.rank(a) - l.rank(b) })
	l.packages = slices.CompactFunc(l.packages, func(a, b *Package) bool { return a.IR.Path == b.IR.Path })
	l.checkFolders()
	return l.packages, l.diags, nil
}

type loader struct {
	options  Options
	dir      string
	fset     *token.FileSet
	packages []*Package
	diags    diag.List
	places   *places
	lack     *diag.EnvironmentError
}

// A group is what one run of the go command can load: patterns of one module or workspace.
type group struct {
	root     string
	env      []string
	patterns []string
	spelled  map[string]string // pattern → how the user wrote it
}

func (l *loader) groups() []*group {
	var groups []*group
	layout := l.options.Layout
	add := func(root, pattern, spelled string) {
		i := slices.IndexFunc(groups, func(g *group) bool { return g.root == root })
		if i < 0 {
			i = len(groups)
			groups = append(groups, &group{root: root, env: l.options.Env, spelled: map[string]string{}})
			if layout != nil && root == layout.Dir {
				groups[i].env = layout.Env
			}
		}
		groups[i].spelled[pattern] = spelled
		groups[i].patterns = append(groups[i].patterns, pattern)
	}
	for _, pattern := range l.options.Patterns {
		if path, ok := layout.provides(pattern); ok {
			add(layout.Dir, path, pattern)
			continue
		}
		if !isFolder(pattern) {
			root := l.moduleRoot(l.dir)
			if layout != nil && !l.inModule() { // the standard library: what is read together has the same types
				root = layout.Dir
			}
			add(root, pattern, pattern)
			continue
		}
		folder := l.abs(pattern)
		plain := strings.TrimSuffix(folder, string(filepath.Separator)+"...")
		if info, err := os.Stat(plain); err != nil || !info.IsDir() {
			l.report(diag.CodeNotFound, pattern, "there is no such folder")
			continue
		}
		root := l.moduleRoot(plain)
		rel, err := filepath.Rel(root, folder)
		if err != nil {
			rel = folder
		}
		add(root, "./"+filepath.ToSlash(rel), pattern)
	}
	return groups
}

func isFolder(pattern string) bool {
	return pattern == "." || pattern == ".." || strings.HasPrefix(pattern, "./") || strings.HasPrefix(pattern, "../") || filepath.IsAbs(pattern)
}

func (l *loader) abs(folder string) string {
	if filepath.IsAbs(folder) {
		return filepath.Clean(folder)
	}
	return filepath.Join(l.dir, folder)
}

// moduleRoot is where the go command is run for a folder: the folder of its go.work, else of its go.mod, else the folder.
func (l *loader) moduleRoot(folder string) string {
	files := []string{"go.work", "go.mod"}
	if l.getenv("GOWORK") != "" { // off, or a file that holds wherever we are
		files = files[1:]
	}
	for _, file := range files {
		for at := folder; ; at = filepath.Dir(at) {
			if _, err := os.Stat(filepath.Join(at, file)); err == nil {
				return at
			}
			if at == filepath.Dir(at) {
				break
			}
		}
	}
	return folder
}

func isModule(root string) bool {
	for _, file := range []string{"go.work", "go.mod"} {
		if _, err := os.Stat(filepath.Join(root, file)); err == nil {
			return true
		}
	}
	return false
}

func (l *loader) getenv(name string) string {
	env := l.options.Env
	if env == nil {
		env = os.Environ()
	}
	value := ""
	for _, e := range env {
		if v, ok := strings.CutPrefix(e, name+"="); ok {
			value = v
		}
	}
	return value
}

func (l *loader) load(ctx context.Context, g *group) error {
	config := &packages.Config{Context: ctx, Mode: mode, Dir: g.root, Env: g.env, Fset: l.fset, BuildFlags: Flags}
	if l.options.Tags != "" {
		config.BuildFlags = append(slices.Clip(Flags), "-tags="+l.options.Tags)
	}
	loaded, err := packages.Load(config, g.patterns...)
	switch {
	case err != nil && ctx.Err() != nil:
		return ctx.Err()
	case err != nil: // the go command's own words, without how it was called
		message := err.Error()
		if _, stderr, ok := strings.Cut(message, "stderr: "); ok && strings.TrimSpace(stderr) != "" {
			message = stderr
		}
		l.reportGo(g, gocommand.Words(message))
		return nil
	case len(loaded) == 0:
		l.reportNothing(g, goListWords(ctx, config, g.patterns))
	}
	for _, p := range loaded {
		l.add(g, p)
	}
	return nil
}

// goListWords is what go list says on standard error. Package packages keeps it to itself where it asks for export data, because then it
// may be the compiler's.
func goListWords(ctx context.Context, config *packages.Config, patterns []string) string {
	args := append([]string{"list", "-e", "-export"}, config.BuildFlags...)
	cmd := exec.CommandContext(ctx, "go", append(append(args, "--"), patterns...)...)
	cmd.Dir, cmd.Env = config.Dir, config.Env
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if cmd.Run() == nil { // a warning at most: a pattern matched nothing
		return ""
	}
	return gocommand.Words(stderr.String())
}

// reportNothing says why go list has no package for any pattern. The words are those of a go list that failed, or empty.
func (l *loader) reportNothing(g *group, words string) {
	outside := func(pattern string) bool { return isFolder(pattern) && !isModule(g.root) }
	if words != "" && (gocommand.Lack(words) != nil || !slices.ContainsFunc(g.patterns, outside)) {
		l.reportGo(g, words)
		return
	}
	for _, pattern := range g.patterns {
		message := "there is no such package"
		if outside(pattern) {
			message = "there is no go.mod in the folder or above it; go mod init makes one"
		}
		l.report(diag.CodeNotFound, g.spelled[pattern], message)
	}
}

// reportGo reports what the go command says of a group as a whole.
func (l *loader) reportGo(g *group, words string) {
	if lack := gocommand.Lack(words); lack != nil {
		l.lack = lack
		return
	}
	var all []string
	for _, pattern := range g.patterns {
		all = append(all, g.spelled[pattern])
	}
	l.report(codeOf(words), strings.Join(all, " "), words)
}

// noPackage is what the go command says of a package or a version that does not exist. All else that it says is about something else: the
// module, the network, the machine.
var noPackage = regexp.MustCompile(`is not in std|no required module provides package|cannot find (package|module)|does not contain package|no such directory|` +
	`directory not found|no Go files in|no matching versions|unknown revision|404 Not Found|410 Gone|reading file:\S+: no such file|not found: module|(malformed|invalid) module path|` +
	`invalid version|unrecognized import path|cannot query module|is not a package path`)

func codeOf(words string) string {
	if noPackage.MatchString(words) {
		return diag.CodeNotFound
	}
	return diag.CodeGo
}

func (l *loader) report(code, pkg, message string) {
	l.diags = append(l.diags, diag.Diagnostic{Severity: diag.Error, Code: code, Message: message, Package: pkg})
}

func (l *loader) add(g *group, p *packages.Package) {
	pkg := &Package{
		IR:      &ir.Package{Path: p.PkgPath, Name: p.Name, Folder: folderOf(p.PkgPath), Dir: p.Dir, Module: moduleOf(p.Module), Internal: IsInternal(p.PkgPath)},
		Types:   p.Types,
		Info:    p.TypesInfo,
		Fset:    l.fset,
		Files:   p.Syntax,
		GoFiles: p.GoFiles,
		Export:  p.ExportFile,
		Root:    g.root,
		Env:     g.env,
		places:  l.places,
	}
	if cgo := usesCgo(p); cgo != "" && !isStandard(p) {
		if p.Name == "main" {
			l.addExports(pkg)
			return
		}
		l.diags.Errorf(diag.CodeCgo, l.places.file(cgo, 0, 0), `%s imports "C": its types are C's, and only ordinary Go packages are bound`, p.PkgPath)
		return
	}
	if l.addErrors(g, p) {
		return
	}
	if p.Name == "main" {
		l.report(diag.CodeMain, p.PkgPath, "package main cannot be imported; bind another package, or export functions with import \"C\" and //export")
		return
	}
	slices.SortFunc(pkg.Files, func(a, b *ast.File) int {
		return strings.Compare(l.fset.Position(a.Package).Filename, l.fset.Position(b.Package).Filename)
	})
	pkg.Comments = readComments(pkg.Files)
	l.packages = append(l.packages, pkg)
	if layout := l.options.Layout; layout != nil && g.root == layout.Dir {
		layout.Packages[p.PkgPath] = true
	}
}

// addErrors reports what is wrong with a package and with those that it imports. It says whether anything is.
func (l *loader) addErrors(g *group, p *packages.Package) bool {
	before := len(l.diags)
	packages.Visit([]*packages.Package{p}, nil, func(p *packages.Package) {
		for _, e := range p.Errors {
			l.addError(g, p, e)
		}
	})
	return len(l.diags) > before
}

// nobody is the package that package packages makes up for words that it does not take for those of a package.
const nobody = "command-line-arguments"

func (l *loader) addError(g *group, p *packages.Package, e packages.Error) {
	at, ok := l.places.parse(e.Pos)
	code := diag.CodeGo
	message := strings.TrimSpace(e.Msg)
	if e.Kind == packages.ListError && (!ok || len(p.GoFiles) == 0) {
		code = codeOf(message)
	}
	if e.Kind == packages.ListError && (p.PkgPath == nobody || gocommand.Lack(message) != nil) {
		l.reportGo(g, gocommand.Words(message))
		return
	}
	if e.Kind == packages.ListError && strings.HasPrefix(message, "# ") {
		// The compiler's output, which the type checker reports again, position by position.
		if len(p.Errors) > 1 {
			return
		}
		_, message, _ = strings.Cut(message, "\n")
	}
	if code == diag.CodeNotFound && strings.Contains(message, "to add it:") {
		message += "\nor name a version, as in " + p.PkgPath + "@latest: go.mod stays as it is then"
	}
	d := diag.Diagnostic{Severity: diag.Error, Code: code, Message: message}
	if ok {
		d.Position = at
	} else {
		d.Package = p.PkgPath
		if spelled := g.spelled[p.PkgPath]; spelled != "" {
			d.Package = spelled
		}
	}
	l.diags = append(l.diags, d)
}

// checkFolders reports packages whose last path elements are equal: each is a folder of the output.
func (l *loader) checkFolders() {
	first := map[string]*Package{}
	for _, p := range l.packages {
		if other := first[p.IR.Folder]; other != nil {
			l.report(diag.CodeFolder, p.IR.Path, fmt.Sprintf("its folder would be %s, and so would that of %s; build the two apart", p.IR.Folder, other.IR.Path))
			continue
		}
		first[p.IR.Folder] = p
	}
}

// rank is the place of the first pattern that names the package.
func (l *loader) rank(p *Package) int {
	i := slices.IndexFunc(l.options.Patterns, func(pattern string) bool {
		if isFolder(pattern) {
			return l.abs(pattern) == p.IR.Dir
		}
		path, _, _ := strings.Cut(pattern, "@")
		return path == p.IR.Path
	})
	if i < 0 {
		return len(l.options.Patterns)
	}
	return i
}

var majorVersion = regexp.MustCompile(`^v[0-9]+$`)

// folderOf is the last element of an import path that says something: mathx for example.com/mathx/v2.
func folderOf(path string) string {
	elements := strings.Split(path, "/")
	last := elements[len(elements)-1]
	if len(elements) > 1 && majorVersion.MatchString(last) {
		last = elements[len(elements)-2]
	}
	return last
}

func moduleOf(m *packages.Module) *ir.Module {
	if m == nil {
		return nil
	}
	module := &ir.Module{Path: m.Path, Version: m.Version, Dir: m.Dir, GoMod: m.GoMod, Main: m.Main}
	if r := m.Replace; r != nil {
		module.Dir, module.GoMod, module.Version = r.Dir, r.GoMod, r.Version
	}
	return module
}

// IsInternal reports whether only packages below a folder of the same module may import a path.
func IsInternal(path string) bool {
	return path == "internal" || strings.HasPrefix(path, "internal/") || strings.HasSuffix(path, "/internal") || strings.Contains(path, "/internal/")
}

// isStandard reports whether a package belongs to the standard library: those that use C there (net, os/user) have none of
// its types in what they export.
func isStandard(p *packages.Package) bool {
	first, _, _ := strings.Cut(p.PkgPath, "/")
	return p.Module == nil && !strings.Contains(first, ".") && p.Name != "main"
}

// usesCgo is a file that imports "C", or empty. Whether cgo has replaced it by its own output depends on whether that worked.
func usesCgo(p *packages.Package) string {
	if i := slices.IndexFunc(p.GoFiles, importsC); i >= 0 {
		return p.GoFiles[i]
	}
	return ""
}
