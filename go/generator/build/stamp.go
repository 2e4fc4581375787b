package build

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A stamp says what a build has read and written. A build whose stamp still holds has nothing to do: not even the go command is run.
type stamp struct {
	Environment string            `json:"environment"`
	Inputs      map[string]*state `json:"inputs"`
	Folders     map[string]string `json:"folders"` // of the packages: the hash of their file names
	Outputs     map[string]*state `json:"outputs"`
	Done        *Done             `json:"done"`
}

// A state is what is looked at of a file: size and time, and where the time differs the content.
type state struct {
	Size int64  `json:"size"`
	Time int64  `json:"time"`
	Hash string `json:"hash,omitempty"`
}

const absent = -1

func stateOf(path string) *state {
	info, err := os.Stat(path)
	if err != nil {
		return &state{Size: absent}
	}
	return &state{Size: info.Size(), Time: info.ModTime().UnixNano()}
}

func hashFile(path string) string {
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil))
}

// same reports whether a file is what it was. A file with another time and the same content is, and its time is noted.
func (s *state) same(path string) bool {
	now := stateOf(path)
	switch {
	case now.Size != s.Size:
		return false
	case now.Time == s.Time || now.Size == absent:
		return true
	case s.Hash == "" || hashFile(path) != s.Hash:
		return false
	}
	s.Time = now.Time
	return true
}

func hashFolder(path string) string {
	entries, err := os.ReadDir(path)
	if err != nil {
		return ""
	}
	h := sha256.New()
	for _, e := range entries {
		// A build writes libraries and folders beside sources; only what the go command reads counts.
		if e.IsDir() || !strings.Contains(e.Name(), ".") || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		fmt.Fprintln(h, e.Name())
	}
	return hex.EncodeToString(h.Sum(nil))
}

// environment is what the outcome depends on beside files: variables, the go command and the C compiler by size and time.
func environment() string {
	var all []string
	for _, e := range os.Environ() {
		name, _, _ := strings.Cut(e, "=")
		if strings.HasPrefix(name, "GO") && name != "GOTMPDIR" || strings.HasPrefix(name, "CGO_") || name == "CC" || name == "CXX" || name == "PKG_CONFIG" || name == "PATH" {
			all = append(all, e)
		}
	}
	slices.Sort(all)
	h := sha256.New()
	for _, e := range all {
		fmt.Fprintln(h, e)
	}
	self, _ := os.Executable()
	command, _ := exec.LookPath("go")
	compiler := os.Getenv("CC")
	if compiler == "" {
		compiler = "gcc"
	}
	compiler, _ = exec.LookPath(compiler)
	files := []string{self, command, compiler}
	if resolved, err := filepath.EvalSymlinks(command); err == nil {
		files = append(files, resolved, filepath.Join(filepath.Dir(filepath.Dir(resolved)), "VERSION"))
	}
	if config, err := os.UserConfigDir(); err == nil {
		files = append(files, filepath.Join(config, "go", "env"))
	}
	for _, f := range files {
		s := stateOf(f)
		fmt.Fprintln(h, f, s.Size, s.Time)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func readStamp(file string) *stamp {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	s := &stamp{}
	if json.Unmarshal(data, s) != nil || s.Done == nil {
		return nil
	}
	return s
}

func (s *stamp) write(file string) error {
	data, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return writeFile(file, data)
}

// holds reports whether nothing has changed.
func (s *stamp) holds() bool {
	if s.Environment != environment() {
		return false
	}
	for path, was := range s.Outputs {
		if !was.same(path) {
			return false
		}
	}
	for path, was := range s.Inputs {
		if !was.same(path) {
			return false
		}
	}
	for path, was := range s.Folders {
		if hashFolder(path) != was {
			return false
		}
	}
	return true
}

// add notes files. One that was changed while the build ran is noted so that the next build sees it as changed.
func (s *stamp) add(to map[string]*state, since time.Time, hashed bool, files ...string) {
	for _, f := range files {
		if to[f] != nil {
			continue
		}
		now := stateOf(f)
		if hashed && now.Size != absent {
			now.Hash = hashFile(f)
		}
		if !since.IsZero() && now.Time >= since.UnixNano() {
			now = &state{Size: now.Size, Time: 0}
		}
		to[f] = now
	}
}

// A listed package, as go list prints it.
type listed struct {
	Dir                                                            string
	ImportPath                                                     string
	Standard                                                       bool
	GoFiles, CgoFiles, CFiles, CXXFiles, HFiles, SFiles, SysoFiles []string
	IgnoredGoFiles, EmbedFiles                                     []string
	Module                                                         *struct {
		Path, Version, Dir, GoMod string
		Main                      bool
		Replace                   *struct{ Path, Version, Dir, GoMod string }
	}
}

// listDeps lists what the library is compiled from, the standard library aside.
func listDeps(ctx context.Context, dir string, env []string, args ...string) ([]*listed, error) {
	fields := "-json=Dir,ImportPath,Standard,GoFiles,CgoFiles,CFiles,CXXFiles,HFiles,SFiles,SysoFiles,IgnoredGoFiles,EmbedFiles,Module"
	cmd := exec.CommandContext(ctx, "go", append([]string{"list", "-deps", "-e", fields}, args...)...)
	cmd.Dir, cmd.Env = dir, env
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	var all []*listed
	d := json.NewDecoder(strings.NewReader(string(out)))
	for {
		p := &listed{}
		if err := d.Decode(p); err != nil {
			if err == io.EOF {
				return all, nil
			}
			return nil, err
		}
		if !p.Standard {
			all = append(all, p)
		}
	}
}

// immutable reports whether a package lies in the module cache, where nothing changes.
func (p *listed) immutable() bool {
	m := p.Module
	if m == nil {
		return false
	}
	if m.Replace != nil {
		return m.Replace.Version != ""
	}
	return m.Version != "" && m.Dir != ""
}

func (p *listed) files() []string {
	var all []string
	for _, list := range [][]string{p.GoFiles, p.CgoFiles, p.CFiles, p.CXXFiles, p.HFiles, p.SFiles, p.SysoFiles, p.IgnoredGoFiles, p.EmbedFiles} {
		for _, f := range list {
			all = append(all, filepath.Join(p.Dir, f))
		}
	}
	return all
}
