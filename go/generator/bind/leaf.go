package bind

import (
	"go/ast"
	"go/types"
	"strings"
)

// Packages that hold nothing of JavaScript's: their functions call only what they are given. Those that are given nothing that can
// be called are leaves.
var selfContained = map[string]bool{
	"bytes": true, "cmp": true, "encoding/base32": true, "encoding/base64": true, "encoding/binary": true, "encoding/hex": true, "errors": true,
	"hash/adler32": true, "hash/crc32": true, "hash/crc64": true, "hash/maphash": true, "html": true, "internal/abi": true, "internal/asan": true,
	"internal/bytealg": true, "internal/byteorder": true, "internal/cpu": true, "internal/goarch": true, "internal/itoa": true, "internal/msan": true,
	"internal/race": true, "internal/runtime/math": true, "internal/runtime/sys": true, "internal/strconv": true, "internal/stringslite": true,
	"internal/unsafeheader": true, "maps": true, "math": true, "math/big": true, "math/bits": true, "math/cmplx": true, "math/rand": true,
	"math/rand/v2": true, "path": true, "regexp/syntax": true, "runtime": true, "slices": true, "sort": true, "strconv": true, "strings": true,
	"sync": true, "sync/atomic": true, "time": true, "unicode": true, "unicode/utf16": true, "unicode/utf8": true, "unsafe": true,
}

// leaves are the functions of the build that never call what JavaScript gave.
type leaves struct {
	b       *binder
	bodies  map[*types.Func]*body
	inside  map[types.Type]bool // whether something that can be called is inside of a type
	refused map[*types.Func]bool
}

// A body is that of a declared function.
type body struct {
	p    *pkg
	decl *ast.FuncDecl
	// What it calls of the build, unless it is no leaf by itself.
	calls []*types.Func
}

// leaves looks at the bodies of all functions. One is a leaf unless something in it, or in what it calls, is not: so functions that call
// each other can be leaves.
func (b *binder) leaves() *leaves {
	l := &leaves{b: b, bodies: map[*types.Func]*body{}, inside: map[types.Type]bool{}, refused: map[*types.Func]bool{}}
	for _, p := range b.packages {
		if p.Types == nil || p.Info == nil {
			continue
		}
		for _, file := range p.Files {
			for _, d := range file.Decls {
				if f, ok := d.(*ast.FuncDecl); ok {
					if o, ok := p.Info.Defs[f.Name].(*types.Func); ok {
						l.bodies[o] = &body{p: p, decl: f}
					}
				}
			}
		}
	}
	for o, body := range l.bodies {
		if !l.look(body) {
			l.refused[o] = true
		}
	}
	for changed := true; changed; {
		changed = false
		for o, body := range l.bodies {
			for _, callee := range body.calls {
				if !l.refused[o] && l.refused[callee] {
					l.refused[o], changed = true, true
				}
			}
		}
	}
	return l
}

func (l *leaves) has(f *types.Func) bool {
	if body := l.bodies[f.Origin()]; body != nil {
		return !l.refused[f.Origin()]
	}
	return l.foreign(f, f.Signature())
}

// look says whether a body calls nothing but functions that may be leaves.
func (l *leaves) look(body *body) bool {
	if body.decl.Body == nil { // assembly, or of the runtime
		return selfContained[body.p.IR.Path]
	}
	leaf := true
	ast.Inspect(body.decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			leaf = leaf && l.call(body, n)
		case *ast.RangeStmt:
			if t := body.p.Info.TypeOf(n.X); t != nil {
				_, isFunc := t.Underlying().(*types.Signature)
				_, isParam := types.Unalias(t).(*types.TypeParam)
				leaf = leaf && !isFunc && !isParam
			}
		}
		return leaf
	})
	return leaf
}

// call says whether a call may be one of a leaf, and notes it where that depends on another function of the build.
func (l *leaves) call(body *body, call *ast.CallExpr) bool {
	info := body.p.Info
	fun := ast.Unparen(call.Fun)
	if tv := info.Types[fun]; tv.IsType() || tv.IsBuiltin() {
		return true
	}
	switch f := fun.(type) {
	case *ast.FuncLit: // its body is looked at as part of this one
		return true
	case *ast.IndexExpr:
		fun = ast.Unparen(f.X)
	case *ast.IndexListExpr:
		fun = ast.Unparen(f.X)
	}
	var o types.Object
	switch f := fun.(type) {
	case *ast.Ident:
		o = info.Uses[f]
	case *ast.SelectorExpr:
		o = info.Uses[f.Sel]
	}
	f, ok := o.(*types.Func)
	if !ok { // a func value
		return false
	}
	if recv := f.Signature().Recv(); recv != nil && types.IsInterface(recv.Type()) {
		return false
	}
	if l.bodies[f.Origin()] != nil {
		body.calls = append(body.calls, f.Origin())
		return true
	}
	s, _ := info.TypeOf(call.Fun).(*types.Signature)
	return s != nil && l.foreign(f, s)
}

// foreign says whether a function of a package outside of the build is a leaf, called with this signature: of a package that holds
// nothing of JavaScript's, and given nothing that can be called.
func (l *leaves) foreign(f *types.Func, s *types.Signature) bool {
	if f.Pkg() == nil || !selfContained[strings.TrimPrefix(f.Pkg().Path(), "vendor/")] {
		return false
	}
	if recv := f.Signature().Recv(); recv != nil && l.callable(recv.Type()) {
		return false
	}
	for v := range s.Params().Variables() {
		if l.callable(v.Type()) {
			return false
		}
	}
	return true
}

// callable says whether a value of the type can lead to something that can be called: a func, or what is in an interface.
func (l *leaves) callable(t types.Type) bool {
	found, known := l.inside[t]
	if !known {
		found = callable(t, map[types.Type]bool{})
		l.inside[t] = found
	}
	return found
}

func callable(t types.Type, seen map[types.Type]bool) bool {
	t = types.Unalias(t)
	if seen[t] {
		return false
	}
	seen[t] = true
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return false
	case *types.Pointer:
		return callable(u.Elem(), seen)
	case *types.Slice:
		return callable(u.Elem(), seen)
	case *types.Array:
		return callable(u.Elem(), seen)
	case *types.Chan:
		return callable(u.Elem(), seen)
	case *types.Map:
		return callable(u.Key(), seen) || callable(u.Elem(), seen)
	case *types.Struct:
		for f := range u.Fields() {
			if callable(f.Type(), seen) {
				return true
			}
		}
		return false
	}
	return true
}
