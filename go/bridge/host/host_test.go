//go:build linux && cgo

package host_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/topherjs/topher/go/bridge/host"
)

// testdata/sample is what the generator writes for a small package, by hand. The tests build it as a library and load it into
// a C program and into the real runtimes.

var scratch string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "host")
	if err != nil {
		panic(err)
	}
	scratch = dir
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

const buildID = "0123456789abcdef"

var sample = sync.OnceValues(func() (string, error) {
	path := filepath.Join(scratch, "sample.so")
	c := exec.Command("go", "build", "-buildmode=c-shared", "-trimpath",
		"-ldflags", "-s -w -X github.com/topherjs/topher/go/bridge/host.buildID="+buildID, "-o", path, "./testdata/sample")
	c.Env = append(os.Environ(), "GOWORK=off", "CGO_ENABLED=1")
	return path, output(c)
})

var (
	program = sync.OnceValues(func() (string, error) { return compile("sample") })
	targets = sync.OnceValues(func() (string, error) { return compile("targets") })
	tasks   = sync.OnceValues(func() (string, error) { return compile("tasks") })
	streams = sync.OnceValues(func() (string, error) { return compile("streams") })
	// watched is the sample for programs that the race detector watches.
	watched = sync.OnceValues(func() (string, error) {
		archive := filepath.Join(scratch, "race.a")
		c := exec.Command("go", "build", "-race", "-buildmode=c-archive", "-o", archive, "./testdata/sample")
		c.Env = append(os.Environ(), "GOWORK=off", "CGO_ENABLED=1")
		return archive, output(c)
	})
)

// compile makes a program that loads a library.
func compile(name string, more ...string) (string, error) {
	path := filepath.Join(scratch, name)
	args := append([]string{"-Wall", "-Wextra", "-Werror", "-O1", "testdata/host/" + name + ".c", "-o", path}, more...)
	return path, output(exec.Command("gcc", append(args, "-pthread", "-ldl", "-lm")...))
}

// underWatch makes a program with the sample in it, which the race detector watches. The detector needs its addresses free, so the
// program is not moved about.
func underWatch(t *testing.T, name string) func() (string, error) {
	archive, err := watched()
	if err != nil {
		t.Skip(err)
	}
	return func() (string, error) {
		path := filepath.Join(scratch, name+".watched")
		return path, output(exec.Command("gcc", "-Wall", "-Wextra", "-Werror", "-O1", "testdata/host/"+name+".c", "-o", path, "-no-pie", "-rdynamic", "-DMOST_CROSSINGS=16",
			"-Wl,--whole-archive", archive, "-Wl,--no-whole-archive", "-pthread", "-ldl", "-lm"))
	}
}

// runs runs a program whose own checks must hold.
func runs(t *testing.T, program func() (string, error), library string, args ...string) (stderr string) {
	t.Helper()
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	c := exec.Command(path, append([]string{library}, args...)...)
	// A program of C ends with its own exit code, whatever the race detector has printed, unless the detector ends it.
	c.Env = append(os.Environ(), "GOGC=1", "GORACE=halt_on_error=1")
	c.Stderr = &errs
	if err := c.Run(); err != nil {
		t.Fatalf("%v\n%.5000s", err, errs.String())
	}
	return errs.String()
}

func output(c *exec.Cmd) error {
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	return nil
}

// drive runs the C program with the sample.
func drive(t *testing.T, args ...string) (stdout, stderr string, err error) {
	t.Helper()
	library, err := sample()
	if err != nil {
		t.Fatal(err)
	}
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	c := exec.Command(path, append([]string{library}, args...)...)
	c.Stdout, c.Stderr = &out, &errs
	err = c.Run()
	return out.String(), errs.String(), err
}

func TestSample(t *testing.T) {
	t.Run("does all that it should for a C host", func(t *testing.T) {
		out, errs, err := drive(t)
		if err != nil {
			t.Fatalf("%v\n%s%s", err, out, errs)
		}
		if !strings.HasPrefix(out, fmt.Sprint(host.Contract, " ", buildID, " go1.")) {
			t.Errorf("identity: %q", out)
		}
	})
	t.Run("hammer: threads come and go, and everything is taken back", func(t *testing.T) {
		if out, errs, err := drive(t, "hammer", "10", "10"); err != nil {
			t.Fatalf("%v\n%s%s", err, out, errs)
		}
	})
	t.Run("hammer: and the race detector finds nothing", func(t *testing.T) {
		watched := underWatch(t, "sample")
		runs(t, watched, "")
		runs(t, watched, "", "hammer", "10", "10") // threads end while others call, which take back what they had
	})
	t.Run("says one clear line before Goexit ends the process", func(t *testing.T) {
		_, errs, err := drive(t, "exit")
		first, rest, _ := strings.Cut(errs, "\n")
		if err == nil || !strings.HasPrefix(first, "topher: mathx.Fail called runtime.Goexit") || !strings.Contains(rest, "mathx.go:") {
			t.Errorf("%v\n%.600s", err, errs)
		}
	})
	t.Run("hammer: arguments of random bytes end in a result or a failure", func(t *testing.T) {
		if out, errs, err := drive(t, "garbage", "200000"); err != nil {
			t.Fatalf("%v\n%s%.2000s", err, out, errs)
		}
	})
	t.Run("says when a call waits for a goroutine that a callback has ended", func(t *testing.T) {
		library, err := sample()
		if err != nil {
			t.Fatal(err)
		}
		path, err := program()
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 4*time.Second)
		defer cancel()
		out, _ := exec.CommandContext(ctx, path, library, "hang").CombinedOutput()
		if !strings.HasPrefix(string(out), "topher: mathx.Hang: the callback was called on another goroutine") || strings.Count(string(out), "\n") != 1 {
			t.Errorf("%q", out)
		}
	})
	t.Run("refuses a thread that was never attached", func(t *testing.T) {
		_, errs, err := drive(t, "unattached")
		if err == nil || !strings.Contains(errs, "topher: mathx.Add was called on a thread that never called topher_attach") {
			t.Errorf("%v\n%.600s", err, errs)
		}
	})
	t.Run("exports every declared function and hides the rest", func(t *testing.T) {
		header, err := os.ReadFile("host.h")
		if err != nil {
			t.Fatal(err)
		}
		library, err := sample()
		if err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command("nm", "-D", "--defined-only", library).Output()
		if err != nil {
			t.Skip("nm: ", err)
		}
		exported := strings.Fields(string(out))
		for line := range strings.Lines(string(header)) {
			before, _, isFunction := strings.Cut(line, "(")
			name := before[strings.LastIndexAny(before, " *")+1:]
			if !isFunction || !strings.HasPrefix(name, "topher_") {
				continue
			}
			if public := strings.HasPrefix(line, "TOPHER_API"); strings.Contains(" "+strings.Join(exported, " ")+" ", " "+name+" ") != public {
				t.Errorf("%s: exported is %v, want %v", name, !public, public)
			}
		}
	})
}

func TestTargets(t *testing.T) {
	library, err := sample()
	if err != nil {
		t.Fatal(err)
	}
	t.Run("are kept, called, given back and dropped; streams and iterators cross both ways", func(t *testing.T) {
		errs := runs(t, targets, library)
		// One goroutine has ended while no call was there to fail.
		if strings.Count(errs, "\n") != 1 || !strings.HasPrefix(errs, "topher: mathx.Keep: what was given to mathx.Keep was called on another goroutine, and its JavaScript thread listens") {
			t.Errorf("%q", errs)
		}
	})
	t.Run("hammer: threads keep, drop and iterate while goroutines are refused", func(t *testing.T) {
		runs(t, targets, library, "hammer", "5", "300")
	})
	t.Run("hammer: and the race detector finds nothing", func(t *testing.T) {
		watched := underWatch(t, "targets")
		runs(t, watched, "")
		runs(t, watched, "", "hammer", "3", "200")
	})
}

func TestTasks(t *testing.T) {
	library, err := sample()
	if err != nil {
		t.Fatal(err)
	}
	t.Run("settle, fail, are cancelled, call JavaScript and end with their thread", func(t *testing.T) {
		if errs := runs(t, tasks, library); errs != "" {
			t.Errorf("%q", errs)
		}
	})
	t.Run("end alone where a callback throws in a goroutine of the user's", func(t *testing.T) {
		if errs := runs(t, tasks, library, "strays"); errs != "topher: mathx.Keep: Error: thrown; the goroutine ends\n" {
			t.Errorf("%q", errs)
		}
	})
	t.Run("say on stderr that a call waits for a goroutine that waits for its thread", func(t *testing.T) {
		path, err := tasks()
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 6*time.Second)
		defer cancel()
		out, _ := exec.CommandContext(ctx, path, library, "stuck").CombinedOutput()
		const want = "topher: mathx.Later: it has kept its JavaScript thread for 3s, while a goroutine waits there for what was given to mathx.Keep\n"
		if string(out) != want {
			t.Errorf("%q", out)
		}
	})
	t.Run("are reported with TOPHER_DEBUG, and so is all else that is left", func(t *testing.T) {
		t.Setenv("TOPHER_DEBUG", "1")
		const want = "topher: 1 handle made by mathx.NewCounter was not released\n" +
			"topher: 2 handles made by mathx.Open were not released\n" +
			"topher: 2 tasks of mathx.Park have not ended\n" +
			"topher: 1 function or object given to mathx.Keep is still held by Go\n"
		if errs := runs(t, tasks, library, "leaves"); errs != want {
			t.Errorf("%s", errs)
		}
	})
	t.Run("take less than 3.2 KB each while they wait", func(t *testing.T) {
		path, err := tasks()
		if err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(path, library, "park", "100000").Output()
		_, after, _ := strings.Cut(string(out), "MiB, ")
		if each, _ := strconv.Atoi(strings.TrimSuffix(strings.Fields(after + " 0")[0], ",")); err != nil || each < 2048 || each > 3200 {
			t.Errorf("%d bytes each: %v\n%s", each, err, out)
		}
	})
	t.Run("hammer: four threads start them, cancel them at random and end", func(t *testing.T) {
		runs(t, tasks, library, "hammer", "2", "12500")
	})
	t.Run("hammer: eight goroutines call JavaScript 20,000 times each", func(t *testing.T) {
		runs(t, tasks, library, "many", "20000")
	})
	t.Run("hammer: and the race detector finds nothing", func(t *testing.T) {
		watched := underWatch(t, "tasks")
		runs(t, watched, "")
		runs(t, watched, "", "hammer", "2", "2000")
		runs(t, watched, "", "many", "1000")
	})
}

func TestStreams(t *testing.T) {
	library, err := sample()
	if err != nil {
		t.Fatal(err)
	}
	t.Run("values and bytes cross in order, with few crossings, and end early", func(t *testing.T) {
		if errs := runs(t, streams, library); errs != "" {
			t.Errorf("%q", errs)
		}
	})
	t.Run("hammer: threads end in the middle of theirs", func(t *testing.T) {
		runs(t, streams, library, "hammer", "10", "60")
	})
	t.Run("hammer: and the race detector finds nothing", func(t *testing.T) {
		watched := underWatch(t, "streams")
		runs(t, watched, "", "1000000")
		runs(t, watched, "", "hammer", "3", "40")
	})
}

// The same in the real runtimes, where they are installed: npm install in the repository's root brings them.
func TestSample_InJavaScriptRuntimes(t *testing.T) {
	modules, err := filepath.Abs("../../../node_modules")
	if err != nil {
		t.Fatal(err)
	}
	for name, command := range map[string][]string{
		"node22": {"node-22-linux-x64/bin/node"},
		"node24": {"node-24-linux-x64/bin/node"},
		"node26": {"node-26-linux-x64/bin/node"},
		"bun":    {"@oven/bun-linux-x64/bin/bun", "run"},
		"deno":   {"@deno/linux-x64-glibc/deno", "run", "--allow-all", "--no-config"},
	} {
		t.Run(name, func(t *testing.T) {
			binary := filepath.Join(modules, command[0])
			if _, err := os.Stat(binary); err != nil {
				t.Skipf("%s is not installed", binary)
			}
			library, err := sample()
			if err != nil {
				t.Fatal(err)
			}
			args := append(command[1:len(command):len(command)], "testdata/js/sample.mjs", library, filepath.Join(modules, "koffi"))
			if out, err := exec.Command(binary, args...).CombinedOutput(); err != nil || !strings.Contains(string(out), "ok\n") {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}
