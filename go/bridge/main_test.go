//go:build linux && cgo

package bridge_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// The guard only means something inside a c-shared library, so every test builds one, loads it into a small C program
// from testdata/host, and looks at how that process ends. Tests may not use cgo themselves.

var scratch string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "bridge")
	if err != nil {
		panic(err)
	}
	scratch = dir
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

var built struct {
	sync.Mutex
	files map[string]string
}

// build runs a command that creates file, once per test run.
func build(t *testing.T, file, command string, args ...string) string {
	t.Helper()
	path := filepath.Join(scratch, file)
	built.Lock()
	defer built.Unlock()
	if built.files == nil {
		built.files = map[string]string{}
	}
	failure, done := built.files[file]
	if !done {
		c := exec.Command(command, append(args[:len(args):len(args)], "-o", path)...)
		if command == "go" {
			// -o stands before the package. The module needs no other one, whatever go.work names.
			c = exec.Command("go", "build", "-buildmode=c-shared", "-o", path, args[0])
			c.Env = append(os.Environ(), "GOWORK=off", "CGO_ENABLED=1")
		}
		if out, err := c.CombinedOutput(); err != nil {
			failure = err.Error() + "\n" + string(out)
		}
		built.files[file] = failure
	}
	if failure != "" {
		t.Fatalf("building %s: %s", file, failure)
	}
	return path
}

func guarded(t *testing.T) string { return build(t, "guarded.so", "go", "./testdata/guarded") }
func second(t *testing.T) string  { return build(t, "second.so", "go", "./testdata/guarded") }
func foreign(t *testing.T) string { return build(t, "foreign.so", "go", "./testdata/foreign") }

func host(t *testing.T, name string) string {
	return build(t, "host-"+name, "gcc", "-Wall", "-Wextra", "-Werror", "-O1", "testdata/host/"+name+".c", "-pthread", "-ldl")
}

type result struct {
	out, err string
	failure  error
}

func run(path string, args ...string) result {
	var out, errs bytes.Buffer
	c := exec.Command(path, args...)
	c.Stdout, c.Stderr = &out, &errs
	err := c.Run()
	return result{out.String(), errs.String(), err}
}

// passes runs a host whose own checks must hold.
func passes(t *testing.T, path string, args ...string) result {
	t.Helper()
	r := run(path, args...)
	if r.failure != nil {
		t.Fatalf("%s %s: %v\n%s%s", filepath.Base(path), strings.Join(args, " "), r.failure, r.out, r.err)
	}
	return r
}
