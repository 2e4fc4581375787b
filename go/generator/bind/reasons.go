package bind

import (
	"fmt"
	"go/types"

	"github.com/topherjs/topher/go/generator/load"
)

// Why a type cannot cross, or only as an opaque handle. A reason is a phrase about the type that a Go programmer finds true; what it is the
// type of is put before it.
const (
	neverComplex     = "JavaScript has no complex numbers"
	neverUnsafe      = "an unsafe.Pointer means nothing outside of Go"
	neverGeneric     = "it is generic, and has no type arguments here"
	constraint       = "it is a constraint on type arguments, which no value has as its type"
	generic          = "it is an instance of a generic type"
	unnamedStruct    = "it is a struct type without a name"
	unnamedInterface = "it is an interface type without a name"
	pointerPointer   = "it is a pointer to a pointer"
	pointerIface     = "it is a pointer to an interface"
	pointerFunc      = "it is a pointer to a func"
	recursive        = "it contains itself"
	emptyYield       = "its loop has no values"
	ignoredType      = "a directive leaves the type out (ignore)"
)

func unexportedReason(t *types.TypeName) string {
	return fmt.Sprintf("the type %s is not exported, so generated code cannot name it", t.Name())
}

func internalReason(t *types.TypeName) string {
	return fmt.Sprintf("the type is declared in %s, which generated code may not import", t.Pkg().Path())
}

// addToBuild names the package that would make more of a type, as the end of a reason; empty where one cannot add it, or has.
func (b *binder) addToBuild(n *types.Named) string {
	path := n.Obj().Pkg().Path()
	if load.IsInternal(path) || b.byPath[path] != nil {
		return ""
	}
	return "; add " + path + " to the build"
}

// spell writes a type the way its package does, for messages: packages by their name.
func spell(t types.Type, from *types.Package) string {
	return types.TypeString(t, func(p *types.Package) string {
		if from != nil && p.Path() == from.Path() {
			return ""
		}
		return p.Name()
	})
}
