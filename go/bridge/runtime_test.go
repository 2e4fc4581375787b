//go:build linux && amd64 && cgo

package bridge_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// The same in the real runtimes, where they are installed: npm install in the repository's root brings them.
func TestJavaScriptRuntimes(t *testing.T) {
	modules, err := filepath.Abs("../../node_modules")
	if err != nil {
		t.Fatal(err)
	}
	commands := map[string][]string{
		"node22": {"node-22-linux-x64/bin/node"},
		"node24": {"node-24-linux-x64/bin/node"},
		"node26": {"node-26-linux-x64/bin/node"},
		"bun":    {"@oven/bun-linux-x64/bin/bun", "run"},
		"deno":   {"@deno/linux-x64-glibc/deno", "run", "--allow-all", "--no-config"},
	}
	for name, command := range commands {
		t.Run(name+" keeps SIGPIPE ignored and gains a repaired handler", func(t *testing.T) {
			binary := filepath.Join(modules, command[0])
			if _, err := os.Stat(binary); err != nil {
				t.Skipf("%s is not installed", binary)
			}
			args := append(command[1:len(command):len(command)], "testdata/js/guard.mjs", guarded(t), filepath.Join(modules, "koffi"))
			r := passes(t, binary, args...)
			var got struct {
				Before, AtOnce, After, BrokenC, BrokenGo int
				Version, NewLookups, RepairedLate        int
				Runtimes                                 string
				SearchMs                                 float64
			}
			if err := json.Unmarshal([]byte(r.out), &got); err != nil {
				t.Fatalf("%v\n%s%s", err, r.out, r.err)
			}
			const epipe = 32
			if got.Before != 1 || got.AtOnce != 1 || got.After != 1 || got.BrokenC != epipe || got.BrokenGo != epipe {
				t.Errorf("SIGPIPE: %s", r.out)
			}
			if got.Version != 1 || got.NewLookups != 0 || got.RepairedLate < 1 {
				t.Errorf("guard: %s", r.out)
			}
			if want := guarded(t) + "\t" + goVersion(t); got.Runtimes != want {
				t.Errorf("runtimes: got %q, want %q", got.Runtimes, want)
			}
			t.Logf("topher_go_runtimes took %.2f ms", got.SearchMs)
		})
	}
}
