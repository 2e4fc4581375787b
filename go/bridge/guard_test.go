//go:build linux && cgo

package bridge_test

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/topherjs/topher/go/bridge"
)

func TestStack(t *testing.T) {
	t.Run("libc is asked once per thread and calls from other stacks use the answer", func(t *testing.T) {
		t.Log(passes(t, host(t, "stack"), guarded(t)).out)
	})
}

func TestMaxStack(t *testing.T) {
	t.Run("an endless recursion ends at the limit with its message", func(t *testing.T) {
		r := run(host(t, "overflow"), guarded(t))
		if r.failure == nil || !strings.Contains(r.err, fmt.Sprintf("goroutine stack exceeds %d-byte limit", bridge.MaxStack)) {
			t.Fatalf("%v\n%.500s", r.failure, r.err)
		}
	})
}

func TestSignals(t *testing.T) {
	t.Run("topher_signals_repair adds the flag and nothing else", func(t *testing.T) {
		t.Log(passes(t, host(t, "signals"), guarded(t), "repair").out)
	})
	t.Run("hammer: repaired handlers leave Go alone", func(t *testing.T) {
		for range 3 {
			t.Log(passes(t, host(t, "signals"), guarded(t), "storm", "1", "700").out)
		}
	})
	// A corrupted process may end in any way or, when nothing that mattered lay below the frame, go on. What is certain is
	// where the handlers ran; the host exits with 3 when that is not as expected.
	t.Run("hammer: unrepaired handlers run on goroutine stacks, or the test above would prove nothing", func(t *testing.T) {
		r := run(host(t, "signals"), guarded(t), "storm", "0", "700")
		if exit, crashed := r.failure.(*exec.ExitError); crashed && exit.ExitCode() == 3 {
			t.Fatalf("%v\n%s%s", r.failure, r.out, r.err)
		}
		first, _, _ := strings.Cut(strings.TrimSpace(r.out+r.err), "\n")
		t.Logf("%v: %s", r.failure, first)
	})
}

func TestSIGPIPE(t *testing.T) {
	for _, disposition := range []string{"ignore", "handler", "default"} {
		t.Run("is kept: "+disposition, func(t *testing.T) {
			for range 5 {
				passes(t, host(t, "sigpipe"), guarded(t), disposition)
			}
		})
	}
	t.Run("still ends a process that left it at the default", func(t *testing.T) {
		var exit *exec.ExitError
		r := run(host(t, "sigpipe"), guarded(t), "default", "die")
		exit, _ = r.failure.(*exec.ExitError)
		if exit == nil || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGPIPE {
			t.Fatalf("%v\n%s", r.failure, r.err)
		}
	})
}

func TestWake(t *testing.T) {
	t.Run("rings, closes and ends with its thread", func(t *testing.T) {
		passes(t, host(t, "wake"), guarded(t))
	})
	t.Run("hammer: 8 threads ring while 10000 wakes come and go", func(t *testing.T) {
		t.Log(passes(t, host(t, "wake"), guarded(t), "hammer", "10000").out)
	})
	t.Run("hammer: has no data race", func(t *testing.T) {
		const flags = "-fsanitize=thread"
		if out, err := exec.Command("gcc", "-print-file-name=libtsan.so").Output(); err != nil || !strings.Contains(string(out), "/") {
			t.Skip("gcc has no ThreadSanitizer here")
		}
		lib := build(t, "wake-tsan.so", "gcc", flags, "-g", "-O1", "-shared", "-fPIC", "wake_linux.c", "-pthread")
		tsan := build(t, "host-wake-tsan", "gcc", flags, "-g", "-O1", "testdata/host/wake.c", "-pthread", "-ldl")
		passes(t, tsan, lib)
		passes(t, tsan, lib, "hammer", "2000")
	})
}

func TestRing(t *testing.T) {
	t.Run("is false for what is not a wake, from any goroutine", func(t *testing.T) {
		var all sync.WaitGroup
		for i := range 8 {
			all.Go(func() {
				for n := range int64(2000) {
					if bridge.Ring(n<<18 - int64(i)) {
						t.Errorf("Ring(%d) is true", n<<18-int64(i))
					}
				}
			})
		}
		all.Wait()
	})
}

func TestRuntimes(t *testing.T) {
	libraries := []string{guarded(t), second(t), foreign(t)}
	version := strings.TrimSpace(goVersion(t))
	var want strings.Builder
	for _, l := range libraries {
		fmt.Fprintf(&want, "%s\t%s\n", l, version)
	}
	fmt.Fprintf(&want, "own\t%s\n", version)

	t.Run("topher_go_runtimes names guarded and foreign libraries, which keep apart", func(t *testing.T) {
		r := passes(t, host(t, "runtimes"), libraries...)
		if r.out != want.String() {
			t.Errorf("got\n%swant\n%s", r.out, want.String())
		}
		t.Log(r.err)
	})
	t.Run("topher_go_runtimes gives absolute paths after relative loads and a chdir", func(t *testing.T) {
		c := exec.Command(host(t, "runtimes"), "./guarded.so", "./second.so", "./foreign.so")
		c.Dir = scratch
		if out, err := c.Output(); err != nil || string(out) != want.String() {
			t.Errorf("%v\n%s", err, out)
		}
	})
}

func goVersion(t *testing.T) string {
	out, err := exec.Command("go", "env", "GOVERSION").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestExports(t *testing.T) {
	t.Run("every declared function is exported and the rest is hidden", func(t *testing.T) {
		header, err := os.ReadFile("guard.h")
		if err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command("nm", "-D", "--defined-only", guarded(t)).Output()
		if err != nil {
			t.Skip("nm: ", err)
		}
		exported := map[string]bool{}
		for _, field := range strings.Fields(string(out)) {
			exported[field] = true
		}
		for line := range strings.Lines(string(header)) {
			before, _, isFunction := strings.Cut(line, "(")
			name := before[strings.LastIndexAny(before, " *")+1:]
			if !isFunction || !strings.HasPrefix(name, "topher_") {
				continue
			}
			if public := strings.HasPrefix(line, "TOPHER_API"); exported[name] != public {
				t.Errorf("%s: exported is %v, want %v", name, exported[name], public)
			}
			delete(exported, name)
		}
		for name := range exported {
			if strings.HasPrefix(name, "topher_") || name == "pthread_getattr_np" {
				t.Errorf("%s is exported and not declared in guard.h", name)
			}
		}
	})
}
