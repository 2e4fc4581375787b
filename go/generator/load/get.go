package load

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/topherjs/topher/go/generator/diag"
	"github.com/topherjs/topher/go/generator/gocommand"
)

// A getter runs go get until the versions are found.
type getter struct {
	layout   *Layout
	tags     string
	modcache string
	dir      string // in which it works
	offline  bool
	notes    diag.List // to remember
	warnings diag.List
}

// run lays the module out in a folder beside its place, and then puts it there: who looks sees a whole one or none.
func (g *getter) run(ctx context.Context) (diag.List, error) {
	var err error
	if g.dir, err = os.MkdirTemp(filepath.Dir(g.layout.Dir), ".laying-out-*"); err != nil {
		return nil, err
	}
	defer os.RemoveAll(g.dir)
	if failed := g.getAll(ctx); failed != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if lack := gocommand.Lack(failed.text); lack != nil {
			return nil, lack
		}
		return g.explain(failed), nil
	}
	if len(g.notes) > 0 {
		data, err := json.MarshalIndent(g.notes, "", "  ")
		if err == nil {
			err = os.WriteFile(filepath.Join(g.dir, notesFile), data, 0o644)
		}
		if err != nil {
			return nil, err
		}
	}
	if err := os.Chmod(g.dir, 0o755); err != nil {
		return nil, err
	}
	if same(g.dir, g.layout.Dir) {
		return append(g.notes, g.warnings...), nil
	}
	old := g.dir + ".old"
	defer os.RemoveAll(old)
	if err := os.Rename(g.layout.Dir, old); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	return append(g.notes, g.warnings...), os.Rename(g.dir, g.layout.Dir)
}

// same says whether two folders have the same versions, so that a build that has nothing new finds the times of the files as they were.
func same(x, y string) bool {
	for _, name := range []string{"go.mod", "go.sum", notesFile} {
		a, err := os.ReadFile(filepath.Join(x, name))
		b, missing := os.ReadFile(filepath.Join(y, name))
		if !bytes.Equal(a, b) || (err == nil) != (missing == nil) {
			return false
		}
	}
	return true
}

// getAll finds a version for each path. Those with a version come first, so that another path of the same module follows it.
func (g *getter) getAll(ctx context.Context) *getError {
	var online *getError // why it goes on without a network
	for {
		failed := g.getInOrder(ctx)
		switch {
		case failed == nil:
			return nil
		case g.stepBack(ctx, failed): // which fixes a version of each path at most once
		case g.offline && failed.unreachable():
			return online
		case !g.offline && failed.unreachable():
			g.offline, online = true, failed
			if !g.chooseCached(ctx) {
				return failed
			}
		default:
			return failed
		}
	}
}

func (g *getter) getInOrder(ctx context.Context) *getError {
	file := filepath.Join(g.dir, "go.mod")
	_ = os.Remove(filepath.Join(g.dir, "go.sum"))
	// The language version is what the least Go of topher has; go get raises it where a module asks for more.
	if err := os.WriteFile(file, []byte("// What import paths outside of a module came to: topher keeps it for the next build.\nmodule "+LayoutModule+"\n\ngo 1.25.0\n"), 0o644); err != nil {
		return &getError{text: err.Error()}
	}
	var fixed, open []*want
	for _, w := range g.layout.wants {
		if w.Query != "" && w.Query != "latest" {
			fixed = append(fixed, w)
		} else {
			open = append(open, w)
		}
	}
	if failed := g.get(ctx, fixed); failed != nil {
		return failed
	}
	if len(fixed) > 0 {
		required := requirements(file)
		for _, w := range open {
			if m := required.of(w.Path); w.Query == "" && w.Version == "" && m != nil && slices.ContainsFunc(fixed, func(f *want) bool { return required.of(f.Path) == m }) {
				w.Version = m.version
			}
		}
	}
	return g.get(ctx, open)
}

// get runs go get for some paths.
func (g *getter) get(ctx context.Context, wants []*want) *getError {
	if len(wants) == 0 {
		return nil
	}
	args := []string{"get"}
	if g.tags != "" {
		args = append(args, "-tags="+g.tags)
	}
	args = append(args, "--")
	for _, w := range wants {
		args = append(args, w.arg())
	}
	_, failed := g.command(ctx, args...)
	if failed != nil {
		failed.wants = wants
	}
	return failed
}

// command runs the go command in the folder.
func (g *getter) command(ctx context.Context, args ...string) ([]byte, *getError) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir, cmd.Env = g.dir, withFlag(g.layout.Env, "-mod=mod")
	if g.offline {
		// What is in the module cache was checked when it came there; the checksum database is not to be asked either.
		cmd.Env = append(without(cmd.Env, "GOPROXY", "GOSUMDB"), "GOPROXY=off", "GOSUMDB=off")
	}
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		text := gocommand.Words(stderr.String())
		if text == "" {
			text = err.Error()
		}
		return nil, &getError{text: text}
	}
	return stdout.Bytes(), nil
}

func withFlag(env []string, flag string) []string {
	env = slices.Clone(env)
	i := slices.IndexFunc(env, func(e string) bool { return strings.HasPrefix(e, "GOFLAGS=") })
	env[i] = strings.TrimSpace(env[i] + " " + flag)
	env[i] = strings.Replace(env[i], "= ", "=", 1)
	return env
}

// A getError is what the go command says of paths that it cannot get.
type getError struct {
	wants []*want
	text  string
}

var unreachable = regexp.MustCompile(`(?i)dial (tcp|udp)|no such host|connection refused|connection reset|network is unreachable|i/o timeout|timeout awaiting|deadline exceeded|` +
	`TLS handshake|proxyconnect|could not resolve host|unable to access|unable to connect|unexpected EOF|: EOF|: 50[0234] |lookup disabled by GOPROXY=off`)

// unreachable says whether nobody could be asked, and not that somebody has said no.
func (e *getError) unreachable() bool { return unreachable.MatchString(e.text) }

// explain is the diagnostics of a failure: Go's words at the path that they are about, and what to do.
func (g *getter) explain(e *getError) diag.List {
	about := e.wants
	if named := slices.DeleteFunc(slices.Clone(about), func(w *want) bool { return !strings.Contains(e.text, w.Path+"@") }); len(named) > 0 {
		about = named
	}
	code, remedy := codeOf(e.text), ""
	if code == diag.CodeNotFound {
		remedy = "the path and the version must be those of a package that exists; go list -m -versions MODULE lists the versions of a module"
	}
	switch m := moved.FindStringSubmatch(e.text); {
	case m != nil:
		code = diag.CodeNotFound
		remedy = fmt.Sprintf("the module is called %s now: build packages of that, or an earlier version", m[1])
	case e.unreachable():
		code = diag.CodeGo
		remedy = "the module cache does not have it either; connect to the network, or name in GOPROXY a proxy that can be reached"
	case strings.Contains(e.text, "does not contain package"):
		remedy = "the module has no such package; its documentation lists those that it has"
	case strings.Contains(e.text, "requires go >="):
		remedy = "take an earlier version, or a newer Go"
	}
	message := strings.TrimSpace(e.text + "\n" + remedy)
	var diags diag.List
	for _, w := range about[:min(1, len(about))] {
		diags = append(diags, diag.Diagnostic{Severity: diag.Error, Code: code, Package: w.Spelled, Message: message})
	}
	if len(diags) == 0 {
		diags.Errorf(code, noPosition, "%s", message)
	}
	return diags
}
