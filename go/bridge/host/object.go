package host

import (
	"reflect"

	"github.com/topherjs/topher/go/bridge/wire"
)

// An Object is an object of JavaScript that stands for an interface. A generated type around it has the methods:
//
//	type zobject_1_type struct{ o *host.Object }
//
//	func zobject_1(o *host.Object) mathx.Shape { return zobject_1_type{o} }
//
//	func (z zobject_1_type) TopherObject() *host.Object { return z.o }
//
//	func (z zobject_1_type) Area() float64 {
//		b := z.o.Start(0)
//		b.Call()
//		r0 := b.In.Float64()
//		b.End()
//		return r0
//	}
//
// An Object that nothing was made of is what an any holds for an object of JavaScript: Go can pass it on.
type Object struct{ target }

// Start begins to call the method with this index. Like [Func.Start] it does not return where that is not allowed.
func (o *Object) Start(index int) *Callback {
	b := o.begin()
	b.Out.Uint32(uint32(index))
	return b
}

// Try is Start for a method whose last result is an error.
func (o *Object) Try(index int) (*Callback, error) {
	b, err := o.start()
	if err != nil {
		return nil, err
	}
	b.Out.Uint32(uint32(index))
	return b, nil
}

// TopherObject is o: an Object in an any goes back as what it is.
func (o *Object) TopherObject() *Object { return o }

// objectValue is what generated types, and the readers and writers of this package, say of themselves.
type objectValue interface{ TopherObject() *Object }

// ReadInterface reads what is in an interface: nil, a value of Go that a handle stands for, or what build makes of an object of
// JavaScript, the same value again as long as Go holds it. Where build is nil only handles are read.
func ReadInterface[T any](r *wire.Reader, build func(*Object) T) (v T) {
	switch kind := r.Uint8(); kind {
	case targetNil:
	case targetKept:
		if build == nil {
			r.Fail(wire.Errorf(wire.CodeType, "only a value of Go can be a %v", reflect.TypeFor[T]()))
			return v
		}
		if f := readKept(r); f != nil {
			return madeValue(f, build)
		}
	case targetHandle:
		return wire.ReadDynamic[T](r)
	default:
		noTarget(r, kind)
	}
	return v
}

// madeValue is the T that was made of an object, or a new one.
func madeValue[T any](f *Func, build func(*Object) T) T {
	return made(f, func(m any) (T, bool) {
		v, ok := m.(T)
		return v, ok
	}, func() T { return build((*Object)(f)) })
}

// WriteInterface writes what is in an interface: nil, an object of this thread's JavaScript by its id, or a value of Go with a
// handle. id says which interface it is; the class of the value goes before it.
func WriteInterface[T any](w *wire.Writer, id uint32, v T) {
	var value any = v
	if value == nil {
		w.Uint8(targetNil)
		return
	}
	// A func that is JavaScript's, and of a type with methods, is a value of Go here: the function has none of the methods.
	if _, object := value.(objectValue); object && w.Objects != nil {
		if own, ok := w.Objects.Target(value); ok {
			w.Uint8(targetKept)
			w.Uint32(own)
			return
		}
	}
	w.Uint8(targetHandle)
	w.Dynamic(id, value)
}
