package build

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/topherjs/topher/go/generator"
	"github.com/topherjs/topher/go/generator/diag"
	"github.com/topherjs/topher/go/generator/emit/golang"
	"github.com/topherjs/topher/go/generator/emit/report"
	"github.com/topherjs/topher/go/generator/emit/typescript"
	"github.com/topherjs/topher/go/generator/gocommand"
	"github.com/topherjs/topher/go/generator/inspect"
	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/load"
	"github.com/topherjs/topher/go/generator/lock"
)

// Options say what to build, and where to.
type Options struct {
	Dir      string   // the working folder; empty for the current one
	Patterns []string // folders and import paths
	Out      string   // the folder of the result
	Bridge   string   // the folder of the module go/bridge
	Cache    string   // the cache folder; empty for the default
	Config   string   // the config file; empty for topher.config.json in Dir
	Tags     string   // build tags, separated by commas
	Force    bool     // build even where nothing has changed

	Report func(Event) // is told what happens; may be nil
}

// Run builds a library. The error is a *Failed where diagnostics stopped it, and a *diag.EnvironmentError where the machine lacks something.
func Run(ctx context.Context, o Options) (*Done, error) {
	b, err := newBuilder(o)
	if err != nil {
		return nil, err
	}
	done, err := b.run(ctx)
	if err != nil {
		return nil, b.ofFolder(err)
	}
	done.OK = true
	done.Milliseconds = time.Since(b.start).Milliseconds()
	return done, nil
}

type builder struct {
	Options
	start time.Time
	last  time.Time
	dir   string // the build's folder in the cache
	cache string

	library *ir.Library
	layout  *load.Layout // of the import paths that the user's module does not decide about; nil where there are none
	tools   *toolchain   // in the working folder
	users   []*toolchain // in the folders of the user's packages
	stages  []Duration
	stage   string
}

func newBuilder(o Options) (*builder, error) {
	b := &builder{Options: o, start: time.Now()}
	var err error
	for _, path := range []*string{&b.Dir, &b.Bridge} {
		if *path, err = filepath.Abs(*path); err != nil {
			return nil, err
		}
	}
	if !filepath.IsAbs(b.Out) {
		b.Out = filepath.Join(b.Dir, b.Out)
	}
	if b.cache, err = cacheFolder(o.Cache); err != nil {
		return nil, err
	}
	h := sha256.New()
	for _, s := range append([]string{b.Dir, b.Out, b.Bridge, b.Config, b.Tags, os.Getenv("GOOS"), os.Getenv("GOARCH")}, b.Patterns...) {
		fmt.Fprintf(h, "%q\n", s)
	}
	b.dir = filepath.Join(b.cache, "builds", hex.EncodeToString(h.Sum(nil)[:8]))
	return b, nil
}

// ofFolder makes of the system's error about a file of the output or of the cache one that says whose folder that is.
func (b *builder) ofFolder(err error) error {
	file := ""
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		file = path.Path
	case errors.As(err, &link):
		file = link.New
	}
	switch {
	case isOf(file, b.Out):
		return missing("TOPHER_OUT", "the output folder %s cannot be written: %v", b.Out, err)
	case isOf(file, b.cache):
		return missing("TOPHER_CACHE", "the cache folder %s cannot be written: %v\nset TOPHER_CACHE to a folder that can be written to", b.cache, err)
	}
	return err
}

// isOf says whether a file lies in a folder, or the folder would lie below it.
func isOf(file, folder string) bool {
	return file != "" && (isBelow(file, folder) || isBelow(folder, file))
}

func isBelow(file, folder string) bool {
	return file == folder || strings.HasPrefix(file, strings.TrimSuffix(folder, string(filepath.Separator))+string(filepath.Separator))
}

func (b *builder) report(e Event) {
	if b.Report != nil {
		b.Report(e)
	}
}

func (b *builder) enter(stage string) {
	b.leave()
	b.stage, b.last = stage, time.Now()
	b.report(Event{Event: "stage", Name: stage})
}

func (b *builder) leave() {
	if b.stage != "" {
		b.stages = append(b.stages, Duration{b.stage, time.Since(b.last).Milliseconds()})
	}
}

func (b *builder) run(ctx context.Context) (*Done, error) {
	release, err := lock.Acquire(ctx, b.dir+".lock") // two builds of one output use one folder
	if err != nil {
		return nil, err
	}
	defer release()
	if load.AsksAgain(b.Patterns) {
		if err := b.layOut(ctx); err != nil {
			return nil, err
		}
	}
	b.enter(StageCheck)
	stampFile := filepath.Join(b.dir, "stamp.json")
	if s := readStamp(stampFile); s != nil && !b.Force && s.holds() {
		if err := s.write(stampFile); err != nil {
			return nil, err
		}
		s.Done.Fresh = true
		b.leave()
		s.Done.Stages = b.stages
		return s.Done, nil
	}
	plan, err := b.prepare(ctx)
	if err != nil {
		return nil, err
	}

	b.enter(StageCompile)
	lib := filepath.Join(b.dir, "library.so")
	// While the compiler runs, the go command lists what it reads.
	var deps []*listed
	var listing sync.WaitGroup
	listing.Go(func() { deps, _ = listDeps(ctx, plan.dir, plan.env, plan.listArgs()...) })
	err = b.compile(ctx, plan, lib)
	listing.Wait()
	if err != nil {
		return nil, err
	}
	if err := b.checkVersions(deps); err != nil {
		return nil, err
	}

	b.enter(StageWrite)
	done, err := b.write(plan, lib)
	if err != nil {
		return nil, err
	}
	b.leave()
	done.Stages = b.stages
	if len(deps) == 0 {
		return done, nil // the list is only for the next build, which will not find a stamp
	}
	return done, b.stamp(stampFile, deps, done)
}

// layOut provides the import paths that the user's module does not decide about.
func (b *builder) layOut(ctx context.Context) error {
	if _, err := exec.LookPath("go"); err != nil {
		return missing("TOPHER_NO_GO", "there is no go command in PATH; install Go from https://go.dev/dl")
	}
	layout, diags, err := load.LayOut(ctx, load.Options{Dir: b.Dir, Patterns: b.Patterns, Tags: b.Tags}, b.cache, func() { b.enter(StageDownload) })
	if err != nil {
		return err
	}
	b.layout = layout
	return b.diagnose(diags)
}

// diagnose reports diagnostics, and is an error where one of them is.
func (b *builder) diagnose(diags diag.List) error {
	diags = diags.Sorted()
	for i := range diags {
		b.report(Event{Event: "diagnostic", Diagnostic: &diags[i]})
	}
	if diags.HasErrors() {
		return &Failed{diags}
	}
	return nil
}

// prepare reads the packages and prints both sides.
func (b *builder) prepare(ctx context.Context) (*plan, error) {
	if b.layout == nil {
		if err := b.layOut(ctx); err != nil {
			return nil, err
		}
	}
	if _, err := os.Stat(filepath.Join(b.Bridge, "go.mod")); err != nil {
		return nil, missing("TOPHER_NO_BRIDGE", "the Go sources of topher are not in %s; install the package @topher/cli again", b.Bridge)
	}

	b.enter(StageLoad)
	tools := make(chan error, 1)
	go func() {
		var err error
		b.tools, err = askToolchain(ctx, b.Dir)
		tools <- err
	}()
	library, diags, err := generator.Load(ctx, generator.Options{Dir: b.Dir, Patterns: b.Patterns, Config: b.Config, Tags: b.Tags, Cache: b.cache, Layout: b.layout})
	if asked := <-tools; asked != nil {
		return nil, asked
	}
	if err != nil {
		return nil, err
	}
	if err := b.diagnose(diags); err != nil || library == nil {
		return nil, cmp.Or(err, error(&Failed{diags}))
	}
	b.library = library
	if _, err := b.tools.compiler(); err != nil {
		return nil, err
	}

	b.enter(StageEmit)
	return b.emit(ctx)
}

// The language version of the generated module.
const language = "1.25.0"

// A plan is what is printed and how it is compiled.
type plan struct {
	dir     string // where the go command runs
	pkg     string // the package to build
	env     []string
	overlay string
	tags    string
	id      string
	files   map[string][]byte // of the result, below Out
	name    string            // of the library's file, below Out
	modules map[string]string // import path → index.js below Out
}

func (p *plan) flags() []string {
	flags := []string{"-trimpath", "-buildmode=c-shared", "-buildvcs=false"}
	if p.overlay != "" {
		flags = append(flags, "-overlay="+p.overlay)
	}
	if p.tags != "" {
		flags = append(flags, "-tags="+p.tags)
	}
	return flags
}

func (p *plan) listArgs() []string { return append(p.flags(), p.pkg) }

func (b *builder) emit(ctx context.Context) (*plan, error) {
	generated := filepath.Join(b.dir, "library")
	work := newWorkspace(b.dir)
	exports := b.library.Packages[0].Exports != nil
	if exports && len(b.library.Packages) > 1 {
		return nil, b.fail(diag.CodeMain, "a package main is built alone")
	}
	s, err := newShims(filepath.Join(b.dir, "shims"), b.library)
	if err != nil {
		return nil, b.fail(diag.CodeGo, err.Error())
	}
	p := &plan{dir: generated, pkg: ".", tags: b.Tags, env: b.tools.environment(work.file()), modules: map[string]string{}}
	p.name = fmt.Sprintf("%s.%s.so", b.library.Name, b.tools.platform())
	for _, pkg := range b.library.Packages {
		p.modules[pkg.Path] = "index.js"
		if len(b.library.Packages) > 1 {
			p.modules[pkg.Path] = pkg.Folder + "/index.js"
		}
	}

	goFiles := map[string][]byte{"go.mod": []byte("module " + generatedModule + "\n\ngo " + language + "\n")}
	if exports {
		pkg := b.library.Packages[0]
		p.pkg = pkg.Path
		if pkg.Module == nil {
			p.pkg = pkg.Dir
		}
		for name, text := range golang.Exports(pkg) {
			file := filepath.Join(s.dir, name)
			if err := writeFile(file, text); err != nil {
				return nil, err
			}
			s.overlay[filepath.Join(pkg.Dir, name)] = file
		}
		goFiles["doc.go"] = []byte("// Package library is empty: the library is the user's own package main.\npackage library\n")
	} else {
		printed, err := golang.Files(b.library, golang.Options{Imports: s.imports})
		if err != nil {
			return nil, err
		}
		maps.Copy(goFiles, printed)
	}
	if err := writeFolder(generated, goFiles); err != nil {
		return nil, err
	}
	if p.overlay, err = s.write(filepath.Join(b.dir, "overlay.json")); err != nil {
		return nil, err
	}
	if err := b.workspace(ctx, work, generated); err != nil {
		return nil, err
	}

	p.id = b.buildID(goFiles)
	p.files, err = b.typescript(p)
	return p, err
}

// workspace makes the go.work of the build.
func (b *builder) workspace(ctx context.Context, work *workspace, generated string) error {
	if err := work.addModule(generated); err != nil {
		return err
	}
	if err := work.addModule(b.Bridge); err != nil {
		return err
	}
	var sums []string
	seen := map[string]bool{}
	for _, p := range b.library.Packages {
		dir := b.Dir
		switch {
		case b.layout != nil && b.layout.Packages[p.Path]:
			if err := work.addModule(b.layout.Dir); err != nil {
				return err
			}
			work.laidOut = true
			continue
		case p.Module == nil && p.Exports == nil:
			continue // the standard library
		case p.Module == nil || p.Module.Main:
			dir = p.Dir
		}
		if seen[dir] {
			continue
		}
		seen[dir] = true
		t := b.tools
		if surroundings(dir) != surroundings(b.Dir) {
			var err error
			if t, err = askToolchain(ctx, dir); err != nil {
				return err
			}
		}
		b.users = append(b.users, t)
		if err := work.addUser(t); err != nil {
			return err
		}
		if t.GOWORK != "" && t.GOWORK != "off" {
			sums = append(sums, t.GOWORK+".sum")
		}
	}
	return work.write(b.tools.version(), sums)
}

// surroundings are the nearest go.work and go.mod of a folder: where they are equal, so is what the go command says.
func surroundings(dir string) string {
	var found []string
	for _, name := range []string{"go.work", "go.mod"} {
		for at := dir; ; at = filepath.Dir(at) {
			if _, err := os.Stat(filepath.Join(at, name)); err == nil {
				found = append(found, filepath.Join(at, name))
				break
			}
			if at == filepath.Dir(at) {
				break
			}
		}
	}
	return strings.Join(found, "\n")
}

// checkVersions compares the versions that the packages were read in with those that were compiled: where a folder of the user's and
// an import path with a version come together, the go command takes the higher one for both.
func (b *builder) checkVersions(deps []*listed) error {
	compiled := map[string]string{}
	for _, p := range deps {
		if p.Module != nil {
			compiled[p.ImportPath] = p.Module.Version
		}
	}
	var diags diag.List
	for _, p := range b.library.Packages {
		if version := compiled[p.Path]; p.Module != nil && p.Module.Version != "" && version != "" && version != p.Module.Version {
			diags = append(diags, diag.Diagnostic{Severity: diag.Error, Code: diag.CodeGo, Package: p.Path,
				Message: fmt.Sprintf("it was read in version %s, and another package of this build requires %s; name that version, or build the two apart", p.Module.Version, version)})
		}
	}
	return b.diagnose(diags)
}

// buildID stands for what was printed and for the sources of the packages: equal input has an equal id.
func (b *builder) buildID(printed map[string][]byte) string {
	h := sha256.New()
	fmt.Fprintln(h, b.tools, b.library.Contract, b.library.Name)
	for _, name := range slices.Sorted(maps.Keys(printed)) {
		fmt.Fprintf(h, "%s %d\n%s\n", name, len(printed[name]), printed[name])
	}
	description, _ := ir.Marshal(b.library)
	h.Write(description)
	for _, p := range b.library.Packages {
		files, _ := filepath.Glob(filepath.Join(p.Dir, "*"))
		for _, file := range files {
			switch filepath.Ext(file) {
			case ".go", ".s", ".c", ".h":
				fmt.Fprintln(h, filepath.Base(file), hashFile(file))
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// typescript prints the files of the result, the library aside.
func (b *builder) typescript(p *plan) (map[string][]byte, error) {
	files := map[string][]byte{}
	several := len(b.library.Packages) > 1
	for _, pkg := range b.library.Packages {
		o := typescript.Options{Build: p.id, Files: map[string]string{b.tools.platform(): p.name}, Folders: map[string]string{}}
		folder := ""
		if several {
			folder = pkg.Folder + "/"
			o.Files[b.tools.platform()] = "../" + p.name
			for _, other := range b.library.Packages {
				if other != pkg {
					o.Folders[other.Path] = "../" + other.Folder
				}
			}
		}
		files[folder+"index.js"] = typescript.Module(b.library, pkg, o)
		files[folder+"index.d.ts"] = typescript.Declarations(b.library, pkg, o)
	}
	return files, nil
}

func (b *builder) compile(ctx context.Context, p *plan, lib string) error {
	ldflags := "-s -w -X " + bridgeModule + "/host.buildID=" + p.id
	args := append([]string{"build", "-o", lib, "-ldflags=" + ldflags}, p.listArgs()...)
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir, cmd.Env = p.dir, p.env
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case !errors.As(err, &exit):
		return err
	}
	if lack := gocommand.Lack(stderr.String()); lack != nil {
		return lack
	}
	return b.fail(diag.CodeGo, b.explain(stderr.String()))
}

// explain makes of what the go command wrote what the user can do something about.
func (b *builder) explain(stderr string) string {
	text := strings.TrimSpace(stderr)
	if strings.Contains(text, generatedModule) && strings.Contains(text, "z") && (strings.Contains(text, "zfunctions.go:") || strings.Contains(text, "ztypes.go:") || strings.Contains(text, "z.go:")) {
		return "what topher generated does not compile, which is a defect of topher; please report it with this text:\n" + text
	}
	return text
}

func (b *builder) fail(code, message string) error {
	d := diag.Diagnostic{Severity: diag.Error, Code: code, Message: message}
	b.report(Event{Event: "diagnostic", Diagnostic: &d})
	return &Failed{diag.List{d}}
}

// write puts the result in place: the library first, as index.js names its build. All is written before anything is put in place, so
// that a disk that is full leaves what was there.
func (b *builder) write(p *plan, lib string) (*Done, error) {
	sum := hashFile(lib)
	reports := inspect.Of(b.library)
	hashes := map[string]string{}
	for name, data := range p.files {
		h := sha256.Sum256(data)
		hashes[name] = hex.EncodeToString(h[:])
	}
	p.files["topher.json"] = report.JSON(report.Library{
		Contract: b.library.Contract, Build: p.id, Go: b.tools.GOVERSION, Platform: b.tools.platform(), File: p.name, SHA256: sum, Hashes: hashes, Modules: p.modules,
	}, reports)
	var all pending
	defer all.discard()
	if hashFile(filepath.Join(b.Out, p.name)) != sum {
		if err := all.copyFile(filepath.Join(b.Out, p.name), lib); err != nil {
			return nil, err
		}
	}
	done := &Done{Out: b.Out, Files: append(slices.Sorted(maps.Keys(p.files)), p.name)}
	for _, name := range slices.Sorted(maps.Keys(p.files)) {
		if err := all.writeFile(filepath.Join(b.Out, filepath.FromSlash(name)), p.files[name]); err != nil {
			return nil, err
		}
	}
	if err := all.putInPlace(); err != nil {
		return nil, err
	}
	for i, pkg := range b.library.Packages {
		r := reports[i]
		done.Packages = append(done.Packages, Package{Path: pkg.Path, Version: r.Version, Module: p.modules[pkg.Path], Bound: len(r.Bound), Skipped: len(r.Skipped), Share: r.Share})
	}
	return done, nil
}

// stamp notes what was read and written.
func (b *builder) stamp(file string, deps []*listed, done *Done) error {
	s := &stamp{Environment: environment(), Inputs: map[string]*state{}, Folders: map[string]string{}, Outputs: map[string]*state{}, Done: done}
	for _, p := range deps {
		if p.immutable() {
			continue
		}
		if strings.HasPrefix(p.Dir, filepath.Join(b.dir, "library")) {
			continue
		}
		s.add(s.Inputs, b.start, true, p.files()...)
		if p.Dir != "" {
			s.Folders[p.Dir] = hashFolder(p.Dir)
		}
		if p.Module != nil {
			s.addModule(b.start, p.Module.GoMod)
			if r := p.Module.Replace; r != nil {
				s.addModule(b.start, r.GoMod)
			}
		}
	}
	if b.layout != nil {
		s.add(s.Inputs, time.Time{}, true, b.layout.Files()...)
		// A module around the working folder would decide about the versions.
		for at := b.Dir; at != filepath.Dir(at); at = filepath.Dir(at) {
			s.add(s.Inputs, b.start, false, filepath.Join(at, "go.mod"), filepath.Join(at, "go.work"))
		}
	}
	for _, t := range b.users {
		s.addModule(b.start, t.GOMOD)
		if t.GOWORK != "" && t.GOWORK != "off" {
			s.add(s.Inputs, b.start, true, t.GOWORK, t.GOWORK+".sum")
		} else if t.GOMOD != "" && t.GOMOD != os.DevNull {
			// A go.work above would change everything.
			for at := filepath.Dir(t.GOMOD); at != filepath.Dir(at); at = filepath.Dir(at) {
				s.add(s.Inputs, b.start, false, filepath.Join(at, "go.work"))
			}
		}
	}
	config := b.Config
	if config == "" {
		config = filepath.Join(b.Dir, "topher.config.json")
	}
	s.add(s.Inputs, b.start, true, config)
	for _, f := range done.Files {
		s.add(s.Outputs, time.Time{}, true, filepath.Join(b.Out, filepath.FromSlash(f)))
	}
	return s.write(file)
}

func (s *stamp) addModule(since time.Time, goMod string) {
	if goMod == "" || goMod == os.DevNull {
		return
	}
	dir := filepath.Dir(goMod)
	s.add(s.Inputs, since, true, goMod, filepath.Join(dir, "go.sum"), filepath.Join(dir, "vendor", "modules.txt"))
}

// writeFolder makes a folder hold these files and no others.
func writeFolder(dir string, files map[string][]byte) error {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if files[e.Name()] == nil {
			if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	for name, data := range files {
		if err := writeFile(filepath.Join(dir, name), data); err != nil {
			return err
		}
	}
	return nil
}
