package directive

import (
	"go/types"
	"maps"
	"slices"
	"strings"

	"github.com/topherjs/topher/go/generator/load"
	"github.com/topherjs/topher/go/generator/names"
)

// find splits a key of the config into a package of the build, named by its path or its name, and an exported symbol of it.
func find(key string, packages []*load.Package) (path, symbol string) {
	for _, p := range packages {
		for _, prefix := range []string{p.IR.Path, p.IR.Name} {
			rest, ok := strings.CutPrefix(key, prefix+".")
			if ok && p.Types != nil && declares(p.Types, rest) {
				return p.IR.Path, rest
			}
		}
	}
	return "", ""
}

func declares(pkg *types.Package, symbol string) bool {
	name, member, isMember := strings.Cut(symbol, ".")
	object := pkg.Scope().Lookup(name)
	if object == nil || !object.Exported() || !isMember {
		return object != nil && object.Exported()
	}
	if _, ok := object.(*types.TypeName); !ok {
		return false
	}
	found, _, _ := types.LookupFieldOrMethod(object.Type(), true, pkg, member)
	return found != nil && found.Exported()
}

func list(packages []*load.Package) string {
	var paths []string
	for _, p := range packages {
		paths = append(paths, p.IR.Path)
	}
	return strings.Join(paths, ", ")
}

func isName(name string) bool { return names.IsIdentifier(name) && names.Safe(name) == name }

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
