package generator

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/topherjs/topher/go/generator/inspect"
	"github.com/topherjs/topher/go/generator/ir"
)

// Each archive is a tree of files; its comment says with which arguments it is read, its file want what comes of it.
func TestModulesLoadAsTheGoCommandLoadsThem(t *testing.T) {
	archives, err := filepath.Glob("testdata/modules/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatal("no archives", err)
	}
	for _, file := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			dir, want := unpack(t, archive)
			got := []byte(outcome(t, dir, argsOf(archive)))
			if bytes.Equal(got, want) {
				return
			}
			if !*update {
				t.Fatalf("got\n%s\nwant\n%s", got, want)
			}
			archive.Files = append(withoutWant(archive.Files), txtar.File{Name: "want", Data: got})
			if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func argsOf(a *txtar.Archive) []string {
	_, args, _ := strings.Cut(string(a.Comment), "args: ")
	return strings.Fields(args)
}

func withoutWant(files []txtar.File) []txtar.File {
	var rest []txtar.File
	for _, f := range files {
		if f.Name != "want" {
			rest = append(rest, f)
		}
	}
	return rest
}

func unpack(t *testing.T, a *txtar.Archive) (dir string, want []byte) {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Files {
		if f.Name == "want" {
			want = f.Data
			continue
		}
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir, want
}

// outcome summarizes a library: what is bound, the imports of its Go side, and the diagnostics.
func outcome(t *testing.T, dir string, args []string) string {
	t.Helper()
	before := tree(t, dir)
	library, diags, err := Load(context.Background(), Options{Dir: dir, Patterns: args, Cache: t.TempDir(), Env: append(os.Environ(), "GOFLAGS=")})
	if err != nil {
		t.Fatal(err)
	}
	if after := tree(t, dir); after != before {
		t.Errorf("the tree was written to:\n%s\n%s", before, after)
	}
	var b strings.Builder
	for _, d := range diags {
		b.WriteString(strings.ReplaceAll(d.String(), dir, "$DIR") + "\n")
	}
	if library == nil {
		return b.String()
	}
	checkLibrary(t, library)
	for i, r := range inspect.Of(library) {
		p := library.Packages[i]
		fmt.Fprintf(&b, "package %s in %s as %s%s\n", p.Path, p.Folder, p.Alias, moduleText(p.Module, p.Internal))
		for _, x := range r.Bound {
			fmt.Fprintf(&b, "  %s:%d %s: %s\n", x.Position.File, x.Position.Line, x.JS, x.Type)
			for _, s := range x.Slices {
				fmt.Fprintf(&b, "    %s borrowed: %v\n", s.Param, s.Borrowed)
			}
		}
		for _, s := range r.Skipped {
			fmt.Fprintf(&b, "  %s:%d skipped %s: %s\n", s.Position.File, s.Position.Line, s.Name, s.Reason)
		}
	}
	for _, i := range library.Imports {
		fmt.Fprintf(&b, "import %s %q%s %v\n", i.Alias, i.Path, moduleText(i.Module, i.Internal), i.Types)
	}
	return b.String()
}

func moduleText(m *ir.Module, internal bool) string {
	text := ""
	if m != nil {
		text = " of " + strings.TrimSuffix(m.Path+"@"+m.Version, "@")
	}
	if internal {
		text += ", internal"
	}
	return text
}

func tree(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		b.WriteString(path + "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
