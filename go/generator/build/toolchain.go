package build

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
	"strings"

	"github.com/topherjs/topher/go/generator/load"
)

// A toolchain is what the go command says about itself in a folder.
type toolchain struct {
	GOVERSION, GOOS, GOARCH, GOWORK, GOMOD, GOFLAGS, GOROOT, CC, CGO_ENABLED string
}

func askToolchain(ctx context.Context, dir string) (*toolchain, error) {
	cmd := exec.CommandContext(ctx, "go", "env", "-json", "GOVERSION", "GOOS", "GOARCH", "GOWORK", "GOMOD", "GOFLAGS", "GOROOT", "CC", "CGO_ENABLED")
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if errors.Is(err, exec.ErrNotFound) {
		return nil, missing("TOPHER_NO_GO", "there is no go command in PATH; install Go from https://go.dev/dl")
	}
	if err != nil {
		return nil, missing("TOPHER_NO_GO", "the go command does not run: %v: %s", err, bytes.TrimSpace(stderr.Bytes()))
	}
	t := &toolchain{}
	if err := json.Unmarshal(out, t); err != nil {
		return nil, err
	}
	return t, nil
}

// compiler finds the C compiler, without which cgo does not work.
func (t *toolchain) compiler() (string, error) {
	command := strings.Fields(t.CC)
	if len(command) == 0 {
		command = []string{"gcc"}
	}
	path, err := exec.LookPath(command[0])
	if err != nil {
		return "", missing("TOPHER_NO_CC", "there is no C compiler: %s is not in PATH. cgo needs one; install gcc or clang (Debian: apt install gcc libc6-dev; "+
			"macOS: xcode-select --install), or name one in the environment variable CC", command[0])
	}
	return path, nil
}

// platform is the name that Node has for what the library is built for.
func (t *toolchain) platform() string {
	goos, goarch := t.GOOS, t.GOARCH
	if name, ok := map[string]string{"windows": "win32"}[goos]; ok {
		goos = name
	}
	if name, ok := map[string]string{"amd64": "x64", "386": "ia32"}[goarch]; ok {
		goarch = name
	}
	return goos + "-" + goarch
}

var release = regexp.MustCompile(`go([0-9]+(?:\.[0-9]+)*(?:rc[0-9]+|beta[0-9]+)?)`)

// version is the Go version as go.work wants it.
func (t *toolchain) version() string {
	if m := release.FindStringSubmatch(t.GOVERSION); m != nil {
		return m[1]
	}
	return "1.25.0"
}

// environment is that of the go command inside the build's workspace.
func (t *toolchain) environment(work string) []string {
	return append(load.Environment(os.Environ(), t.GOFLAGS, work), "CGO_ENABLED=1")
}

// cacheFolder is $TOPHER_CACHE, or a folder below the user's cache folder.
func cacheFolder(folder string) (string, error) {
	if folder != "" {
		return filepath.Abs(folder)
	}
	if folder = os.Getenv("TOPHER_CACHE"); folder != "" {
		return filepath.Abs(folder)
	}
	user, err := os.UserCacheDir()
	if err != nil {
		return "", missing("TOPHER_NO_CACHE", "there is no folder for the build's cache: %v; name one in the environment variable TOPHER_CACHE", err)
	}
	return filepath.Join(user, "topher"), nil
}

func (t *toolchain) String() string { return fmt.Sprintf("%s %s/%s", t.GOVERSION, t.GOOS, t.GOARCH) }
