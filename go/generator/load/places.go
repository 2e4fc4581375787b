package load

import (
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/topherjs/topher/go/generator/ir"
)

// Position is a place as the IR has it: relative to the root of its module.
func (p *Package) Position(pos token.Pos) ir.Position {
	if !pos.IsValid() {
		return ir.Position{}
	}
	at := p.Fset.Position(pos)
	return p.places.file(at.Filename, at.Line, at.Column)
}

// Place is a position within one package, by which declarations are ordered and compiler output is matched.
type Place struct {
	File         string // its base name
	Line, Column int
}

// Place is where a position of this package is.
func (p *Package) Place(pos token.Pos) Place {
	at := p.Fset.Position(pos)
	return Place{filepath.Base(at.Filename), at.Line, at.Column}
}

// places makes file names relative to their modules.
type places struct {
	dir   string
	roots map[string]string // folder → root of its module
}

func newPlaces(dir string) *places { return &places{dir: dir, roots: map[string]string{}} }

var versioned = regexp.MustCompile(`^.*@v[^/]+/`)

func (p *places) file(name string, line, column int) ir.Position {
	return ir.Position{File: p.relative(name), Line: line, Column: column}
}

func (p *places) relative(name string) string {
	name = filepath.ToSlash(name)
	if !filepath.IsAbs(name) { // from export data made with -trimpath: path@version/file.go, or a path of the standard library
		return versioned.ReplaceAllString(strings.TrimPrefix(name, "$GOROOT/src/"), "")
	}
	folder := filepath.Dir(name)
	root, ok := p.roots[folder]
	if !ok {
		root = rootOf(folder)
		p.roots[folder] = root
	}
	if root == "" {
		if versioned.MatchString(name) {
			return versioned.ReplaceAllString(name, "")
		}
		root = p.dir
	}
	if rel, err := filepath.Rel(root, name); err == nil {
		return filepath.ToSlash(rel)
	}
	return name
}

// rootOf is the nearest folder with a go.mod. That of the standard library is GOROOT/src, as it should be.
func rootOf(folder string) string {
	for at := folder; ; at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, "go.mod")); err == nil {
			return at
		}
		if at == filepath.Dir(at) {
			return ""
		}
	}
}

// parse reads file:line:column, as package packages and the compiler write it.
func (p *places) parse(pos string) (ir.Position, bool) {
	var numbers []int
	for len(numbers) < 2 {
		i := strings.LastIndexByte(pos, ':')
		if i < 0 {
			break
		}
		n, err := strconv.Atoi(pos[i+1:])
		if err != nil {
			break
		}
		numbers = append(numbers, n)
		pos = pos[:i]
	}
	if pos == "" || pos == "-" || len(numbers) == 0 {
		return ir.Position{}, false
	}
	slices.Reverse(numbers)
	return p.file(pos, numbers[0], append(numbers, 0)[1]), true
}
