package bind

import (
	"fmt"
	"go/types"
	"strings"
)

// Why a type cannot cross. A reason is a phrase about the type that a Go programmer finds true; what it is the type of is
// put before it.
const (
	laterInterface = "interfaces with methods are not supported yet"
	laterReader    = "readers and writers are not supported yet"
	laterContext   = "a context makes the call asynchronous, which is not supported yet"
	laterChannel   = "channels are not supported yet"
	laterIterator  = "iterators are not supported yet"
	laterFunc      = "a func is supported as a parameter only, not yet as a result, a field or an element"
	laterVar       = "package variables are not supported yet"
	laterNested    = "a func that takes or returns a func is not supported yet"
	neverComplex   = "JavaScript has no complex numbers"
	neverUnsafe    = "an unsafe.Pointer means nothing outside of Go"
	neverGeneric   = "it is generic, and has no type arguments here"
	generic        = "types with type arguments are not supported yet"
	unnamedStruct  = "a struct type without a name is not supported; give it one"
	pointerPointer = "a pointer to a pointer is not supported"
	pointerIface   = "a pointer to an interface is not supported"
	recursive      = "a type that contains itself is supported for structs only"
)

func unexportedReason(t *types.TypeName) string {
	return fmt.Sprintf("the type %s is not exported, so generated code cannot name it", t.Name())
}

func internalReason(t *types.TypeName) string {
	return fmt.Sprintf("the type is declared in %s, which generated code may not import", t.Pkg().Path())
}

// interfaceReason is why an interface type is skipped for now.
func interfaceReason(t types.Type) string {
	if n, ok := types.Unalias(t).(*types.Named); ok && n.Obj().Pkg() != nil {
		switch path, name := n.Obj().Pkg().Path(), n.Obj().Name(); {
		case path == "context" && name == "Context":
			return laterContext
		case path == "io" && (strings.Contains(name, "Read") || strings.Contains(name, "Writ")):
			return laterReader
		}
	}
	return laterInterface
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
