package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var command string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "topher-generator")
	if err != nil {
		panic(err)
	}
	command = filepath.Join(dir, "topher-generator")
	if out, err := exec.Command("go", "build", "-o", command, ".").CombinedOutput(); err != nil {
		panic(string(out))
	}
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// inspected runs the command, and returns what it printed and its exit code.
func inspected(t *testing.T, env []string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	cmd := exec.Command(command, append([]string{"inspect"}, args...)...)
	cmd.Env = append(os.Environ(), env...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatal(err)
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

func TestInspectJSONIsOneObject(t *testing.T) {
	stdout, stderr, code := inspected(t, nil, "--json", "../../testdata/bind/named")
	if code != 0 || stderr != "" {
		t.Fatal(code, stderr)
	}
	var report struct {
		Package string
		Bound   []struct{ Name, JS, Kind, Shape, Type string }
		Skipped []struct {
			Name, Reason string
			Position     struct {
				File         string
				Line, Column int
			}
		}
	}
	if err := json.Unmarshal([]byte(stdout), &report); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(report.Package, "testdata/bind/named") || len(report.Bound) == 0 {
		t.Errorf("%+v", report)
	}
	for _, b := range report.Bound {
		if b.Name == "Values.Get" && b.JS == "Values.get" && b.Kind == "method" {
			for _, s := range report.Skipped {
				if s.Name == "Weight.Set" && s.Position.Line == 31 && s.Position.File == "testdata/bind/named/named.go" && s.Reason != "" {
					return
				}
			}
		}
	}
	t.Error("Values.Get is not bound, or Weight.Set not skipped")
}

func TestInspectOfSeveralPackagesListsThem(t *testing.T) {
	stdout, _, code := inspected(t, nil, "../../testdata/bind/maps", "--json", "../../testdata/bind/errs")
	var report struct{ Packages []struct{ Package string } }
	if err := json.Unmarshal([]byte(stdout), &report); err != nil || code != 0 || len(report.Packages) != 2 {
		t.Error(err, code, report)
	}
}

func TestInspectReportsWhatIsWrong(t *testing.T) {
	_, stderr, code := inspected(t, nil, "../../testdata/refuse/types")
	if code != 1 || !strings.Contains(stderr, "testdata/refuse/types/types.go:6:25: cannot use") {
		t.Error(code, stderr)
	}
	stdout, _, code := inspected(t, nil, "--json", "../../testdata/refuse/types")
	var report struct {
		Diagnostics []struct{ Code, Message string }
	}
	if err := json.Unmarshal([]byte(stdout), &report); err != nil || code != 1 || len(report.Diagnostics) != 4 {
		t.Error(err, code, stdout)
	}
}

func TestInspectShowsWhyNothingIsBound(t *testing.T) {
	stdout, stderr, code := inspected(t, nil, "../../testdata/refuse/skipped")
	if code != 0 || !strings.Contains(stdout, "JavaScript has no complex numbers") || !strings.Contains(stderr, "nothing to bind") {
		t.Error(code, stdout, stderr)
	}
}

func TestInspectNeedsGoAndAPackage(t *testing.T) {
	if _, stderr, code := inspected(t, []string{"PATH=" + t.TempDir()}, "strings"); code != exitLack || !strings.Contains(stderr, "https://go.dev/dl") {
		t.Error(code, stderr)
	}
	if _, stderr, code := inspected(t, nil); code != exitUsage || stderr == "" {
		t.Error(code, stderr)
	}
}
