package load_test

import (
	"context"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

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
