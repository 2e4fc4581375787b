//go:build linux && cgo && (amd64 || arm64)

package bridge_test

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

func TestFatal(t *testing.T) {
	const (
		link      = ". Why, and what to do: https://github.com/topherjs/topher/blob/main/docs/safety.md#when-go-ends-the-process\n"
		ofGuarded = "topher: Go has ended this process (guarded.so)" + link
		ofSecond  = "topher: Go has ended this process (second.so)" + link
		ofHost    = "host: SIGABRT\n"
	)
	first, later, program := guarded(t), second(t), host(t, "fatal")
	for _, c := range []struct {
		what  string
		steps []string
		said  string // beside what Go prints, which comes before it
		on    bool   // the process goes on
		env   string
	}{
		{what: "a panic in a goroutine", steps: []string{"load", first, "panic"}, said: ofGuarded},
		{what: "a panic on the host's thread", steps: []string{"load", first, "here"}, said: ofGuarded},
		{what: "a host's handler is called after it", steps: []string{"handler", "load", first, "panic"}, said: ofGuarded + ofHost},
		{what: "a host that ignores the signal", steps: []string{"ignore", "load", first, "panic"}, said: ofGuarded},
		{what: "a handler from after loading, once repaired", steps: []string{"load", first, "handler", "repair", "panic"}, said: ofGuarded + ofHost},
		{what: "a handler that is gone again", steps: []string{"load", first, "handler", "repair", "default", "repair", "panic"}, said: ofGuarded},
		{what: "repaired often", steps: []string{"load", first, "handler", "repair", "repair", "repair", "panic"}, said: ofGuarded + ofHost},
		{what: "a handler that is not repaired has the process for itself", steps: []string{"load", first, "handler", "panic"}, said: ofHost},
		{what: "a handler that calls the one before it", steps: []string{"load", first, "chain", "panic"}, said: ofHost + ofGuarded},
		{what: "the same, repaired", steps: []string{"load", first, "chain", "repair", "panic"}, said: ofGuarded + ofHost},
		{what: "the second of two libraries", steps: []string{"load", first, "load", later, "panic"}, said: ofSecond},
		{what: "the first of two libraries", steps: []string{"load", later, "load", first, "load", later, "panic"}, said: ofSecond},
		{what: "two libraries and a handler", steps: []string{"load", first, "load", later, "handler", "repair", "panic"}, said: ofSecond + ofHost},
		{what: "two libraries and one that calls the one before it", steps: []string{"load", first, "load", later, "chain", "repair", "panic"}, said: ofSecond + ofHost},
		{what: "TOPHER_ABORT_LINE=0", steps: []string{"load", first, "panic"}, env: "TOPHER_ABORT_LINE=0"},

		{what: "abort() of the host", steps: []string{"load", first, "abort"}},
		{what: "abort() of the host beside two libraries", steps: []string{"load", first, "load", later, "abort"}},
		{what: "abort() of a host with a handler", steps: []string{"handler", "load", first, "abort"}, said: ofHost},
		{what: "kill", steps: []string{"load", first, "kill"}},
		{what: "kill beside two libraries", steps: []string{"load", first, "load", later, "kill"}},
		{what: "kill of a host with a handler", steps: []string{"handler", "load", first, "kill"}, said: ofHost, on: true},
		{what: "kill of a host with a later handler", steps: []string{"load", first, "handler", "kill"}, said: ofHost, on: true},
		{what: "kill of a host with a repaired handler", steps: []string{"load", first, "handler", "repair", "kill"}, said: ofHost, on: true},
		{what: "kill of a host whose handler calls the one before it", steps: []string{"load", first, "chain", "kill"}, said: ofHost, on: true},
		{what: "kill of a host that ignores it", steps: []string{"ignore", "load", first, "load", later, "kill"}, on: true},
	} {
		t.Run(c.what, func(t *testing.T) {
			r, status := runWith(t, c.env, program, c.steps...)
			said := ""
			if i := lastWords.FindStringIndex(r.err); i != nil {
				said = strings.ReplaceAll(r.err[i[0]:], "\n\n", "\n") // the line stands alone
			}
			if said != c.said {
				t.Errorf("said\n%swant\n%sin\n%s", said, c.said, r.err)
			}
			if c.on && (status.Exited() && status.ExitStatus() == 0) || !c.on && status.Signaled() && status.Signal() == syscall.SIGABRT {
				return
			}
			t.Errorf("ended with %v, %v\n%s", status, r.failure, r.err)
		})
	}
}

// lastWords is where something else than Go begins to speak.
var lastWords = regexp.MustCompile(`(?m)^(topher|host): `)

// runWith is run with one more variable in the environment, and how the process ended.
func runWith(t *testing.T, variable, path string, args ...string) (result, syscall.WaitStatus) {
	t.Helper()
	var out, errs strings.Builder
	c := exec.Command(path, args...)
	c.Stdout, c.Stderr = &out, &errs
	c.Env = append(os.Environ(), variable)
	err := c.Run()
	return result{out.String(), errs.String(), err}, c.ProcessState.Sys().(syscall.WaitStatus)
}
