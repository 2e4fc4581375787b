package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// The shims around the functions tested elsewhere are C, so C calls them: see testdata/host.c.
func TestLibrary_AnswersACHost(t *testing.T) {
	dir := t.TempDir()
	library, host := filepath.Join(dir, "libtutorial.so"), filepath.Join(dir, "host")
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	run(t, "go", "build", "-buildmode=c-shared", "-o", library, ".")
	run(t, "gcc", "-std=gnu11", "-Wall", "-Werror", "-I"+dir, "-I"+here, "-o", host, "testdata/host.c", "-ldl", "-lm")
	if got := run(t, host, library); got != "ok\n" {
		t.Errorf("the host printed %q, want ok", got)
	}
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
	return string(out)
}
