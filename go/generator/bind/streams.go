package bind

import (
	"go/token"
	"go/types"
	"strings"

	"github.com/topherjs/topher/go/generator/ir"
)

// streamMethods are the methods of readers and writers, by name: signatures of the universe, without names of parameters.
var streamMethods = func() map[string]*types.Signature {
	m := map[string]*types.Signature{}
	for name, s := range map[string]string{
		"Read": "func([]byte) (int, error)", "Write": "func([]byte) (int, error)", "WriteString": "func(string) (int, error)", "WriteByte": "func(byte) error",
		"ReadAt": "func([]byte, int64) (int, error)", "ReadByte": "func() (byte, error)", "UnreadByte": "func() error",
		"ReadRune": "func() (rune, int, error)", "UnreadRune": "func() error", "Seek": "func(int64, int) (int64, error)",
		"Len": "func() int", "Size": "func() int64", "Reset": "func([]byte)", "Close": "func() error",
	} {
		t, err := types.Eval(token.NewFileSet(), nil, token.NoPos, s)
		if err != nil {
			panic(err)
		}
		m[name] = t.Type.(*types.Signature)
	}
	return m
}()

// streamOf is the kind of reader or writer that an interface is by its methods alone, or empty.
//
//   - Reader: Read, and nothing else but Close.
//   - Source: something that reads, and nothing that a *bytes.Reader with Close lacks.
//   - Writer: Write, and nothing else but WriteString, WriteByte and Close.
func streamOf(i *types.Interface) ir.Kind {
	if i.Empty() || !i.IsMethodSet() {
		return ""
	}
	has := map[string]bool{}
	for m := range i.Methods() {
		s, ok := streamMethods[m.Name()]
		if m.Name() == "WriteTo" {
			ok = isWriteTo(m.Signature())
		} else {
			ok = ok && types.Identical(s, unnamed(m.Signature()))
		}
		if !ok {
			return ""
		}
		has[m.Name()] = true
	}
	only := func(names ...string) bool {
		n := 0
		for _, name := range names {
			if has[name] {
				n++
			}
		}
		return n == len(has)
	}
	switch {
	case has["Read"] && only("Read", "Close"):
		return ir.Reader
	case has["Write"] && only("Write", "WriteString", "WriteByte", "Close"):
		return ir.Writer
	case has["Write"] || has["WriteString"] || has["WriteByte"]:
		return ""
	case has["Read"] || has["ReadAt"] || has["ReadByte"] || has["ReadRune"] || has["WriteTo"]:
		return ir.Source
	}
	return ""
}

// unnamed is a signature without a receiver, which types.Identical does not look at but a comparison of printed ones would.
func unnamed(s *types.Signature) *types.Signature {
	return types.NewSignatureType(nil, nil, nil, s.Params(), s.Results(), s.Variadic())
}

// isWriteTo says whether a signature is that of io.WriterTo.
func isWriteTo(s *types.Signature) bool {
	if s.Params().Len() != 1 || s.Results().Len() != 2 || !isError(s.Results().At(1).Type()) || !types.Identical(s.Results().At(0).Type(), types.Typ[types.Int64]) {
		return false
	}
	n, ok := types.Unalias(s.Params().At(0).Type()).(*types.Named)
	return ok && n.Obj().Pkg() != nil && refOf(n.Obj()) == "io.Writer"
}

// fillsSlice says whether a method fills a slice that it is given, as io.Reader and io.ReaderAt do. An object of JavaScript cannot: it
// gets a copy.
func fillsSlice(m *types.Func) bool {
	s := unnamed(m.Signature())
	return strings.HasPrefix(m.Name(), "Read") && (types.Identical(s, streamMethods["Read"]) || types.Identical(s, streamMethods["ReadAt"]))
}
