package host

import (
	"reflect"
	"unsafe"

	"github.com/topherjs/topher/go/bridge/wire"
)

// A Func is a function of JavaScript. The func value that generated code makes of it calls it through [Func.Start]; see [Callback].
type Func struct{ target }

// Start begins to call the function. It does not return where that is not allowed: on a thread of JavaScript it panics, and
// the running call fails, and so it does on the goroutine of a task; any other goroutine ends, after its deferred functions, and the
// call that lent the function fails, or for a function that Go keeps the call or the task that has started the goroutine.
func (f *Func) Start() *Callback { return f.begin() }

// Try is Start for a func whose last result is an error.
func (f *Func) Try() (*Callback, error) {
	b, err := f.start()
	if err != nil {
		return nil, err
	}
	return b, nil
}

// ReadFunc reads a func value: nil, one of Go that a handle stands for, or one that build makes of a function of JavaScript. For a
// function that Go keeps it is the same func value again as long as Go holds it.
func ReadFunc[T any](r *wire.Reader, build func(*Func) T) (v T) {
	switch kind := r.Uint8(); kind {
	case targetNil:
	case targetKept:
		if f := readKept(r); f != nil {
			return madeFunc(f, build)
		}
	case targetHandle:
		return wire.ReadHandle[T](r)
	case targetLent:
		id := r.Uint32()
		s, ok := r.Objects.(side)
		if r.Err() != nil {
			return v
		}
		if ok {
			if f := s.lend(id); f != nil {
				return build(f)
			}
		}
		r.Fail(wire.Errorf(wire.CodeWire, "only a call is lent functions"))
	default:
		noTarget(r, kind)
	}
	return v
}

// madeFunc is the func value that was made of f, or a new one.
func madeFunc[T any](f *Func, build func(*Func) T) T {
	return made(f, func(m any) (T, bool) {
		v, err := wire.Cast[T](m)
		return v, err == nil
	}, func() T { return build(f) })
}

// WriteFunc writes a func value: nil, a function of this thread's JavaScript by its id, or a func of Go, with a handle.
func WriteFunc[T any](w *wire.Writer, f T) {
	p := closureOf(f)
	if p == 0 {
		w.Uint8(targetNil)
		return
	}
	s, ok := w.Objects.(side)
	if !ok {
		w.Fail(errNoTargets)
		return
	}
	if id, ok := s.Target(f); ok {
		w.Uint8(targetKept)
		w.Uint32(id)
		return
	}
	w.Uint8(targetHandle)
	w.Float64(float64(s.Hold(f)))
}

// anyFunc is what an any holds for a function of JavaScript: arguments and result are any, and what it throws is the error.
func anyFunc(f *Func) func(...any) (any, error) {
	return func(args ...any) (result any, err error) {
		b, err := f.Try()
		if err != nil {
			return nil, err
		}
		wire.WriteSlice(&b.Out, args, (*wire.Writer).Any)
		if err = b.TryCall(); err != nil {
			return nil, err
		}
		result = b.In.Any()
		if err = b.TryEnd(); err != nil {
			return nil, err // and not what was read before it went wrong
		}
		return result, nil
	}
}

// closureOf is the identity of a func value: the address of what it points to, 0 for nil and for what is no func. reflect tells
// only where its code is, which all closures of one place share.
func closureOf(f any) uintptr {
	if f == nil || reflect.TypeOf(f).Kind() != reflect.Func {
		return 0
	}
	// A func is one pointer, which an interface holds as its second word.
	return uintptr((*[2]unsafe.Pointer)(unsafe.Pointer(&f))[1])
}
