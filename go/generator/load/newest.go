package load

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"

	"github.com/topherjs/topher/go/generator/diag"
	"github.com/topherjs/topher/go/generator/ir"
)

var noPosition ir.Position

// moved is what the go command says of a version whose go.mod has another path than the one that it was asked by.
var moved = regexp.MustCompile(`module declares its path as: (\S+)\s+but was required as: (\S+)`)

var atVersion = regexp.MustCompile(`(\S+)@(v[^\s:)]+)`)

// stepBack takes, for the paths whose newest version cannot be used under them, the newest that can. It says whether there is one.
func (g *getter) stepBack(ctx context.Context, failed *getError) bool {
	m := moved.FindStringSubmatch(failed.text)
	if m == nil {
		return false
	}
	name, old := m[1], m[2]
	found := false
	version := ""
	for _, w := range failed.wants {
		if w.Version != "" || w.exact() || !isBelow(w.Path, old) {
			continue
		}
		if version == "" {
			if version = g.newestOf(ctx, old); version == "" {
				return false
			}
		}
		found = true
		w.Version = version
		newest := "the newest version"
		for _, v := range atVersion.FindAllStringSubmatch(failed.text, -1) {
			if v[1] == old {
				newest = v[2]
			}
		}
		g.notes = append(g.notes, diag.Diagnostic{Severity: diag.Warning, Code: diag.CodeMoved, Package: w.Spelled,
			Message: fmt.Sprintf("%s is the newest version under this path: the module is called %s since, of which %s exists", version, name, newest)})
	}
	return found
}

func isBelow(path, mod string) bool {
	path = strings.TrimSuffix(path, "/...")
	return path == mod || strings.HasPrefix(path, mod+"/")
}

// newestOf is the newest version of a module whose go.mod has its path, or empty.
func (g *getter) newestOf(ctx context.Context, mod string) string {
	if g.offline {
		return first(g.cached(mod))
	}
	out, failed := g.command(ctx, "list", "-m", "-versions", "-json=Versions", mod)
	if failed != nil {
		return ""
	}
	var listed struct{ Versions []string }
	if json.Unmarshal(out, &listed) != nil {
		return ""
	}
	newestFirst(listed.Versions)
	// A few are asked about at a time: one that moved did so lately.
	for some := range slices.Chunk(listed.Versions, 8) {
		args := []string{"list", "-m", "-e", "-json=Version,GoMod"}
		for _, v := range some {
			args = append(args, mod+"@"+v)
		}
		out, failed := g.command(ctx, args...)
		if failed != nil {
			return ""
		}
		for d := json.NewDecoder(bytes.NewReader(out)); ; {
			var m struct{ Version, GoMod string }
			if d.Decode(&m) != nil {
				break
			}
			if declares(m.GoMod, mod) && g.exists(ctx, mod, m.Version) {
				return m.Version
			}
		}
	}
	return ""
}

// exists says whether the source of a version can be had: a proxy may list more than it has.
func (g *getter) exists(ctx context.Context, mod, version string) bool {
	_, failed := g.command(ctx, "mod", "download", mod+"@"+version)
	return failed == nil
}

func declares(goMod, mod string) bool {
	data, err := os.ReadFile(goMod)
	return err == nil && modfile.ModulePath(data) == mod
}

// newestFirst sorts versions as the query latest prefers them: releases, then prereleases, then commits.
func newestFirst(versions []string) {
	rank := func(v string) int {
		switch {
		case module.IsPseudoVersion(v):
			return 0
		case semver.Prerelease(v) != "":
			return 1
		}
		return 2
	}
	slices.SortFunc(versions, func(a, b string) int { return cmp.Or(rank(b)-rank(a), semver.Compare(b, a)) })
}

func first(versions []string) string {
	if len(versions) == 0 {
		return ""
	}
	return versions[0]
}

// chooseCached takes for each path that does not name one version the newest in the module cache that has the package.
func (g *getter) chooseCached(ctx context.Context) bool {
	var chosen []string
	for _, w := range g.layout.wants {
		if w.exact() || w.Version != "" {
			continue
		}
		if !g.chooseCachedFor(ctx, w) {
			return false
		}
		chosen = append(chosen, w.arg())
	}
	if len(chosen) > 0 {
		g.warnings = append(g.warnings, diag.Diagnostic{Severity: diag.Warning, Code: diag.CodeOffline,
			Message: "nobody could be asked for the newest version; the newest in the module cache is taken: " + strings.Join(chosen, ", ")})
	}
	return true
}

func (g *getter) chooseCachedFor(ctx context.Context, w *want) bool {
	path := strings.TrimSuffix(w.Path, "/...")
	for mod := path; mod != "." && mod != "/"; mod = parentOf(mod) {
		for _, v := range g.cached(mod) {
			if w.Query != "" && w.Query != "latest" && v != w.Query && !strings.HasPrefix(v, w.Query+".") {
				continue
			}
			w.Version = v
			// With a go.mod of its own: whether all go together is seen at the end.
			if g.alone(ctx, w) {
				return true
			}
		}
	}
	w.Version = ""
	return false
}

func parentOf(path string) string {
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		return path[:i]
	}
	return "."
}

// alone says whether a path can be got by itself.
func (g *getter) alone(ctx context.Context, w *want) bool {
	layout := *g.layout
	layout.wants = []*want{w}
	dir, err := os.MkdirTemp(filepath.Dir(g.layout.Dir), ".trying-*")
	if err != nil {
		return false
	}
	defer os.RemoveAll(dir)
	one := &getter{layout: &layout, tags: g.tags, modcache: g.modcache, dir: dir, offline: true}
	return one.getInOrder(ctx) == nil
}

// cached lists the versions of a module whose source is in the module cache, and whose go.mod has this path.
//
// Source: https://go.dev/ref/mod#module-cache.
func (g *getter) cached(mod string) []string {
	escaped, err := module.EscapePath(mod)
	if err != nil {
		return nil
	}
	folder := filepath.Join(g.modcache, "cache", "download", filepath.FromSlash(escaped), "@v")
	zips, _ := filepath.Glob(filepath.Join(folder, "*.zip"))
	var versions []string
	for _, zip := range zips {
		base := strings.TrimSuffix(zip, ".zip")
		version, err := module.UnescapeVersion(filepath.Base(base))
		if err != nil || !semver.IsValid(version) {
			continue
		}
		// A module without a go.mod has a made-up one, which says its path.
		if declares(base+".mod", mod) {
			versions = append(versions, version)
		}
	}
	newestFirst(versions)
	return versions
}

// A requirement is a line of a go.mod.
type requirement struct{ path, version string }

type requireds []*requirement

func requirements(file string) requireds {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	mod, err := modfile.ParseLax(file, data, nil)
	if err != nil {
		return nil
	}
	var all requireds
	for _, r := range mod.Require {
		all = append(all, &requirement{r.Mod.Path, r.Mod.Version})
	}
	return all
}

// of is the requirement that a package most likely comes from, or nil.
func (all requireds) of(path string) *requirement {
	var found *requirement
	for _, r := range all {
		if isBelow(path, r.path) && (found == nil || len(r.path) > len(found.path)) {
			found = r
		}
	}
	return found
}
