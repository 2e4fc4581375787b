package load

import (
	"slices"
	"strings"
)

// Environment is that of the go command in a module or workspace of topher's own: the user's, without what means the user's go.mod.
// goflags is what go env says of GOFLAGS, gowork what GOWORK is to be.
func Environment(user []string, goflags, gowork string) []string {
	flags := slices.DeleteFunc(strings.Fields(goflags), func(f string) bool {
		name, _, _ := strings.Cut(strings.TrimLeft(f, "-"), "=")
		return name == "mod" || name == "modfile" || name == "overlay"
	})
	return append(without(user, "GOFLAGS", "GOWORK", "GO111MODULE", "PWD"), "GOFLAGS="+strings.Join(flags, " "), "GOWORK="+gowork, "GO111MODULE=on")
}

func without(env []string, names ...string) []string {
	return slices.DeleteFunc(slices.Clone(env), func(e string) bool {
		name, _, _ := strings.Cut(e, "=")
		return slices.Contains(names, name)
	})
}
