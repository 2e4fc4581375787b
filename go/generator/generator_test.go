package generator

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/topherjs/topher/go/generator/diag"
	"github.com/topherjs/topher/go/generator/inspect"
	"github.com/topherjs/topher/go/generator/ir"
)

var update = flag.Bool("update", false, "write golden files")

// read loads one fixture as a program would that stands in its folder.
func read(t *testing.T, dir string, patterns ...string) (*ir.Library, diag.List) {
	t.Helper()
	if len(patterns) == 0 {
		patterns = []string{"."}
	}
	library, diags, err := Load(context.Background(), Options{Dir: dir, Patterns: patterns, Cache: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	return library, diags
}

func golden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs (go test -update writes it):\n%s", file, got)
	}
}

func fixtures(t *testing.T, folder string) []string {
	t.Helper()
	dirs, err := filepath.Glob(filepath.Join("testdata", folder, "*"))
	if err != nil || len(dirs) == 0 {
		t.Fatal("no fixtures", err)
	}
	return dirs
}

func TestEachRuleHasItsGoldenReport(t *testing.T) {
	for _, dir := range fixtures(t, "bind") {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			library, diags := read(t, dir)
			if len(diags) > 0 {
				t.Fatal(diags.Text())
			}
			var report bytes.Buffer
			if err := inspect.Text(&report, inspect.Of(library)); err != nil {
				t.Fatal(err)
			}
			golden(t, filepath.Join(dir, "inspect.golden.txt"), report.Bytes())
			if _, err := os.Stat(filepath.Join(dir, "ir.golden.json")); err == nil {
				data, err := ir.Marshal(library)
				if err != nil {
					t.Fatal(err)
				}
				golden(t, filepath.Join(dir, "ir.golden.json"), data)
			}
			checkLibrary(t, library)
		})
	}
}

func TestEachRefusalHasItsDiagnostics(t *testing.T) {
	for _, dir := range fixtures(t, "refuse") {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			_, diags := read(t, dir, patternsOf(t, dir)...)
			if !diags.HasErrors() {
				t.Error("nothing is refused")
			}
			golden(t, filepath.Join(dir, "want.txt"), []byte(portable(t, diags.Text())))
		})
	}
}

// patternsOf reads what to load from the file args, one pattern a line.
func patternsOf(t *testing.T, dir string) []string {
	data, err := os.ReadFile(filepath.Join(dir, "args"))
	if err != nil {
		return nil
	}
	var patterns []string
	for line := range bytes.Lines(data) {
		patterns = append(patterns, string(bytes.TrimSpace(line)))
	}
	return patterns
}

func TestLoadIsDeterministic(t *testing.T) {
	dir := filepath.Join("testdata", "bind", "classes")
	first, _ := read(t, dir)
	second, _ := read(t, dir)
	one, _ := ir.Marshal(first)
	two, _ := ir.Marshal(second)
	if !bytes.Equal(one, two) {
		t.Error("two runs differ")
	}
	if !reflect.DeepEqual(first.Packages[0].Classes[0].Why, second.Packages[0].Classes[0].Why) {
		t.Error("reasons differ")
	}
}
