package gocommand

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func TestLackIsInTheWordsOfTheGoCommand(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/a\n\ngo 1.25.0\n\nrequire example.com/b v1.0.0\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	words := func(args []string, env ...string) string {
		cmd := exec.Command("go", args...)
		cmd.Dir, cmd.Env = dir, append([]string{"PATH=" + os.Getenv("PATH"), "GOPROXY=off"}, env...)
		out, err := cmd.CombinedOutput()
		if err == nil {
			t.Fatalf("go %q works: %s", args, out)
		}
		return Words(string(out))
	}
	list := []string{"list", "-export", "fmt"}
	folder := "HOME=" + t.TempDir()
	for name, c := range map[string]struct{ words, remedy string }{
		"no HOME":                {words(list), "set HOME, or GOCACHE"},
		"no build cache":         {words(list, folder, "GOCACHE=off"), "set HOME, or GOCACHE"},
		"a relative build cache": {words(list, folder, "GOCACHE=here"), "set HOME, or GOCACHE"},
		"a file as build cache":  {words(list, folder, "GOCACHE="+os.DevNull), "set HOME, or GOCACHE"},
		"no module cache":        {"module cache not found: neither GOMODCACHE nor GOPATH is set", "set HOME, or GOMODCACHE"},
		"no temporary folder":    {words(list, folder, "TMPDIR="+filepath.Join(t.TempDir(), "none")), "set TMPDIR"},
		"a disk that is full":    {"write /x/b001/_pkg_.a: no space left on device", "make room there"},
	} {
		lack := Lack(c.words)
		if lack == nil || !strings.HasPrefix(lack.Message, c.words+"\n") || !strings.Contains(lack.Message, c.remedy) {
			t.Errorf("%s: of %q it says %v", name, c.words, lack)
		}
	}
	if lack := Lack("package ok is not in std (/usr/lib/go/src/ok)"); lack != nil {
		t.Error(lack)
	}
}
