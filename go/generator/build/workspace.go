package build

import (
	"fmt"
	"go/version"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
)

const (
	generatedModule = "topher.generated/library"
	bridgeModule    = "github.com/topherjs/topher/go/bridge"
)

// A workspace is the go.work of a build: the generated module, the bridge, and the modules that the user's packages come from.
type workspace struct {
	dir      string // the build's folder
	modules  []string
	paths    map[string]bool
	replaces []*modfile.Replace
	debug    []string // settings of GODEBUG, as the user's module or workspace has them
	vendors  []string // vendor folders of the user
	laidOut  bool     // a module of topher's own is among the modules, of which no vendor folder has anything
	language string   // the newest that a module asks for
}

func newWorkspace(dir string) *workspace { return &workspace{dir: dir, paths: map[string]bool{}} }

func (w *workspace) file() string { return filepath.Join(w.dir, "go.work") }

// addModule names a module by its folder, once.
func (w *workspace) addModule(dir string) error {
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		return err
	}
	path := modfile.ModulePath(data)
	if mod, err := modfile.ParseLax("go.mod", data, nil); err == nil && mod.Go != nil && version.Compare("go"+mod.Go.Version, "go"+w.language) > 0 {
		w.language = mod.Go.Version
	}
	if slices.Contains(w.modules, dir) || w.paths[path] {
		return nil
	}
	w.paths[path] = true
	w.modules = append(w.modules, dir)
	return nil
}

// addUser names what the go command has found from one of the user's folders: a workspace, else a module, else nothing.
func (w *workspace) addUser(t *toolchain) error {
	vendor := ""
	switch {
	case t.GOWORK != "" && t.GOWORK != "off":
		if err := w.addWork(t.GOWORK); err != nil {
			return err
		}
		vendor = filepath.Join(filepath.Dir(t.GOWORK), "vendor")
	case t.GOMOD != "" && t.GOMOD != os.DevNull:
		if err := w.addModule(filepath.Dir(t.GOMOD)); err != nil {
			return err
		}
		if data, err := os.ReadFile(t.GOMOD); err == nil {
			if mod, err := modfile.Parse(t.GOMOD, data, nil); err == nil {
				w.addDebug(mod.Go, mod.Godebug)
			}
		}
		vendor = filepath.Join(filepath.Dir(t.GOMOD), "vendor")
	default:
		return nil
	}
	if strings.Contains(t.GOFLAGS, "-mod=mod") || strings.Contains(t.GOFLAGS, "-mod=readonly") {
		return nil
	}
	if _, err := os.Stat(filepath.Join(vendor, "modules.txt")); err == nil && !slices.Contains(w.vendors, vendor) {
		w.vendors = append(w.vendors, vendor)
	}
	return nil
}

// addWork takes over a go.work: its paths are relative to itself.
func (w *workspace) addWork(file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	work, err := modfile.ParseWork(file, data, nil)
	if err != nil {
		return err
	}
	abs := func(path string) string {
		if filepath.IsAbs(path) {
			return path
		}
		return filepath.Join(filepath.Dir(file), filepath.FromSlash(path))
	}
	for _, use := range work.Use {
		if err := w.addModule(abs(use.Path)); err != nil {
			return err
		}
	}
	w.addDebug(work.Go, work.Godebug)
	for _, r := range work.Replace {
		if r.New.Version == "" {
			r.New.Path = abs(r.New.Path)
		}
		w.replaces = append(w.replaces, r)
	}
	return nil
}

// addDebug keeps the behaviour of the runtime that the user's code is tested with: otherwise our go.work, which names the running Go,
// would decide.
func (w *workspace) addDebug(language *modfile.Go, settings []*modfile.Godebug) {
	if len(w.debug) > 0 || language == nil {
		return
	}
	var major, minor int
	if n, _ := fmt.Sscanf(language.Version, "%d.%d", &major, &minor); n == 2 {
		w.debug = append(w.debug, fmt.Sprintf("default=go%d.%d", major, max(minor, 20)))
	}
	for _, s := range settings {
		if s.Key == "default" {
			w.debug = nil
		}
		w.debug = append(w.debug, s.Key+"="+s.Value)
	}
}

// write makes go.work, its sums and its vendor folder what they have to be.
func (w *workspace) write(goVersion string, sums []string) error {
	var b strings.Builder
	if version.Compare("go"+w.language, "go"+goVersion) > 0 {
		goVersion = w.language
	}
	fmt.Fprintf(&b, "go %s\n\nuse (\n", goVersion)
	for _, dir := range w.modules {
		fmt.Fprintf(&b, "\t%s\n", modfile.AutoQuote(filepath.ToSlash(dir)))
	}
	b.WriteString(")\n")
	for _, setting := range w.debug {
		fmt.Fprintf(&b, "\ngodebug %s\n", setting)
	}
	for _, r := range w.replaces {
		old, now := r.Old.Path, modfile.AutoQuote(filepath.ToSlash(r.New.Path))
		if r.Old.Version != "" {
			old += " " + r.Old.Version
		}
		if r.New.Version != "" {
			now += " " + r.New.Version
		}
		fmt.Fprintf(&b, "\nreplace %s => %s\n", old, now)
	}
	if err := writeFile(w.file(), []byte(b.String())); err != nil {
		return err
	}
	var all []byte
	for _, file := range sums {
		data, err := os.ReadFile(file)
		if err == nil {
			all = append(all, data...)
		}
	}
	if len(all) > 0 {
		if err := writeFile(w.file()+".sum", all); err != nil {
			return err
		}
	}
	return w.writeVendor()
}

// writeVendor lays links to the user's vendor folder beside go.work, where a workspace has its own: a module that exists only
// there is found, and nothing is downloaded. With several vendor folders there is no such workspace; then the module cache
// has to have what is needed.
func (w *workspace) writeVendor() error {
	vendor := filepath.Join(w.dir, "vendor")
	if err := os.RemoveAll(vendor); err != nil || len(w.vendors) != 1 || w.laidOut {
		return err
	}
	entries, err := os.ReadDir(w.vendors[0])
	if err != nil {
		return err
	}
	if err := os.MkdirAll(vendor, 0o755); err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() == "modules.txt" {
			continue
		}
		if err := os.Symlink(filepath.Join(w.vendors[0], e.Name()), filepath.Join(vendor, e.Name())); err != nil {
			return err
		}
	}
	list, err := os.ReadFile(filepath.Join(w.vendors[0], "modules.txt"))
	if err != nil {
		return err
	}
	if !strings.HasPrefix(string(list), "## workspace") {
		list = append([]byte("## workspace\n"), list...)
	}
	return os.WriteFile(filepath.Join(vendor, "modules.txt"), list, 0o644)
}
