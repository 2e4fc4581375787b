package load_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/topherjs/topher/go/generator/diag"
	"github.com/topherjs/topher/go/generator/load"
)

const exporting = `package main

// #include <stdint.h>
import "C"

//export Add
func Add(a, b C.int32_t) C.int32_t { return a + b }

func main() {}
`

func TestLoad_LeavesTheFolderAsItIs(t *testing.T) {
	for name, pattern := range map[string]string{"in the module's folder": ".", "below it": "./cmd"} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, filepath.Join(dir, "go.mod"), "module example.com/exporting\n\ngo 1.26\n")
			write(t, filepath.Join(dir, pattern, "main.go"), exporting)
			write(t, filepath.Join(dir, "lib", "lib.go"), "package lib\n\nfunc F() int { return 1 }\n")
			before := filesIn(t, dir)
			loaded, diags, err := load.Load(context.Background(), load.Options{Dir: dir, Patterns: []string{pattern, "./lib"}})
			if err != nil || len(diags) > 0 || len(loaded) != 2 || len(loaded[0].IR.Exports) != 1 {
				t.Fatalf("%d packages, %v, %v", len(loaded), diags, err)
			}
			if after := filesIn(t, dir); !slices.Equal(after, before) {
				t.Errorf("the folder has %q, and had %q", after, before)
			}
		})
	}
}

func TestLoad_SaysWhatTheMachineLacks(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), "module example.com/a\n\ngo 1.25.0\n")
	write(t, filepath.Join(dir, "ok", "ok.go"), "package ok\n\nfunc F() int { return 1 }\n")
	var bare []string
	for _, e := range os.Environ() {
		if name, _, _ := strings.Cut(e, "="); !slices.Contains([]string{"HOME", "XDG_CACHE_HOME", "GOCACHE"}, name) {
			bare = append(bare, e)
		}
	}
	for name, c := range map[string]struct {
		env  []string
		want string
	}{
		"no HOME":                  {bare, "build cache is required, but could not be located"},
		"a build cache in no file": {append(os.Environ(), "GOCACHE="+filepath.Join(os.DevNull, "x")), "failed to initialize build cache at"},
		"no temporary folder":      {append(os.Environ(), "GOTMPDIR="+filepath.Join(dir, "none")), "creating work dir: "},
	} {
		_, diags, err := load.Load(context.Background(), load.Options{Dir: dir, Patterns: []string{"./ok"}, Env: c.env})
		var lack *diag.EnvironmentError
		if !errors.As(err, &lack) || !strings.HasPrefix(lack.Message, c.want) || !strings.Contains(lack.Message, "\nset ") {
			t.Errorf("%s: %v, %v", name, err, diags)
		}
	}
}

func TestLoad_TellsFailuresFromPackagesThatDoNotExist(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), "module example.com/a\n\ngo 1.25.0\n")
	write(t, filepath.Join(dir, "broken", "go.mod"), "modul example.com/broken\n")
	write(t, filepath.Join(dir, "broken", "b.go"), "package broken\n")
	write(t, filepath.Join(dir, "none", "none.go"), "//go:build never\n\npackage none\n")
	write(t, filepath.Join(dir, "empty", "README"), "")
	write(t, filepath.Join(dir, "new\nline", "x.go"), "package x\n\nfunc F() {}\n")
	for pattern, code := range map[string]string{
		"./broken":             diag.CodeGo,
		"./none":               diag.CodeGo,
		"./new\nline":          diag.CodeGo,
		"./empty":              diag.CodeNotFound,
		"./nothing":            diag.CodeNotFound,
		"./empty/...":          diag.CodeNotFound,
		"stings":               diag.CodeNotFound,
		"example.com/b":        diag.CodeNotFound,
		"example.com/a/nobody": diag.CodeNotFound,
	} {
		_, diags, err := load.Load(context.Background(), load.Options{Dir: dir, Patterns: []string{pattern}})
		if err != nil || len(diags) != 1 || diags[0].Code != code {
			t.Errorf("%q: want %s, got %v, %v", pattern, code, diags, err)
		}
	}
}

func TestFlags_ShareTheBuildCacheWithTheLibrary(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), "module example.com/lib\n\ngo 1.26\n")
	write(t, filepath.Join(dir, "lib.go"), "package lib\n\nimport \"fmt\"\n\nfunc F() { fmt.Println() }\n")
	exported := func(flags ...string) string {
		cmd := exec.Command("go", append(append([]string{"list", "-export", "-f", "{{.Export}}"}, flags...), ".", "fmt", "runtime")...)
		cmd.Dir = dir
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		return string(out)
	}
	if mine, library := exported(load.Flags...), exported("-trimpath", "-buildmode=c-shared"); mine != library || strings.Count(mine, "\n") != 3 {
		t.Errorf("compiled are\n%s\nand the library has\n%s", mine, library)
	}
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// filesIn is every file of a folder, with those whose names begin with a dot.
func filesIn(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		files = append(files, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
