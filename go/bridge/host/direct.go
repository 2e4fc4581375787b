package host

// #include "host.h"
import "C"

import (
	"unsafe"

	"github.com/topherjs/topher/go/bridge/wire"
)

// BeginDirect begins a call whose arguments and result are C's own.
//
//	func zmathx_Add(t unsafe.Pointer, a, b float64) float64 {
//		c := host.BeginDirect(t, "mathx.Add")
//		defer c.EndDirect()
//		return c.Int(mathx.Add(host.Int(a), host.Int(b)))
//	}
func BeginDirect(t unsafe.Pointer, name string) *Call {
	// What threadOf and begin do, without a call of either. What belonged to ended threads is left to other calls.
	if t == nil {
		return threadOf(t, name).begin(name)
	}
	th := (*thread)((*C.struct_topher_thread)(t).half)
	depth := th.depth
	if depth >= len(th.calls) {
		return th.begin(name)
	}
	c := th.calls[depth]
	th.depth = depth + 1
	// The same function is often called again, and a comparison is cheaper than the collector's write barrier.
	if unsafe.StringData(c.name) != unsafe.StringData(name) {
		c.name = name
	}
	c.stage = running
	c.inside = th.inside
	if th.keeps.Load() && depth == 0 {
		c.watch()
	}
	return c
}

// EndDirect ends the call. A failure becomes a blob that the header names, and the export returns zero.
func (c *Call) EndDirect() {
	// Nothing is left that could panic once there is a result.
	if t := c.thread; c.stage == returned && c.lease == nil && t.inside == c.inside && !c.watched {
		t.depth = c.index
		return
	}
	c.endDirect(recover())
}

func (c *Call) endDirect(p any) {
	if c.watched {
		c.unwatch()
	}
	if c.stage != returned || c.stray != nil {
		c.fail(p)
		putFloat(c.thread.header()[headerEnd:], 0)
		if len(c.held) > 0 {
			c.nameHeld()
		}
		b := c.out.Written()
		c.out.Reset(nil)
		c.thread.putBlob(b)
	}
	c.leave()
}

// Done ends a direct function without a result.
func (c *Call) Done() { c.stage = returned }

// Bool returns a result as C has it.
func (c *Call) Bool(v bool) int32 {
	c.stage = returned
	if v {
		return 1
	}
	return 0
}

// Int returns a result as C has it. What is not a safe integer fails.
func (c *Call) Int(v int) float64 {
	if int64(v) > wire.MaxSafe || int64(v) < -wire.MaxSafe {
		refuse(wire.UnsafeInteger("int", v))
	}
	c.stage = returned
	return float64(v)
}

// Uint returns a result as C has it. What is not a safe integer fails.
func (c *Call) Uint(v uint) float64 {
	if uint64(v) > wire.MaxSafe {
		refuse(wire.UnsafeInteger("uint", v))
	}
	c.stage = returned
	return float64(v)
}

// Result returns a result that needs no conversion but that of its type.
func Result[R, T wire.Number | ~uintptr](c *Call, v T) R {
	c.stage = returned
	return R(v)
}

// Int is a direct argument. TypeScript has checked it; what is no integer here fails.
func Int(v float64) int {
	if n := int(v); float64(n) == v {
		return n
	}
	refuse(wire.Errorf(wire.CodeRange, "%v is not an integer", v))
	return 0
}

// Uint is a direct argument. TypeScript has checked it; what is no integer here fails.
func Uint(v float64) uint {
	if v >= 0 && v <= wire.MaxSafe {
		if n := uint(v); float64(n) == v {
			return n
		}
	}
	refuse(wire.Errorf(wire.CodeRange, "%v is not an integer of zero or more", v))
	return 0
}

// Borrow is a slice of JavaScript's memory, for the time of the call. It is never nil.
func Borrow[T wire.Number](p unsafe.Pointer, n float64) []T {
	if !(n > 0) || p == nil {
		checkEmpty(n)
		return []T{}
	}
	return unsafe.Slice((*T)(p), int(n))
}

// checkEmpty fails where a slice has less than no elements. The panic of unsafe.Slice would do, but under the compiler's checks of
// pointers that one ends the process.
func checkEmpty(n float64) {
	if n != 0 && !(n > 0) {
		refuse(wire.Errorf(wire.CodeRange, "a slice has %v elements", n))
	}
}

// Argument is what a direct argument's handle stands for, the zero value for 0. A handle that is stale, another thread's or of another
// class fails.
func Argument[T any](c *Call, handle float64) (v T) {
	if handle == 0 {
		return v
	}
	held, err := c.thread.held(wire.Handle(handle))
	if err != nil {
		refuse(err)
	}
	v, ok := held.(T)
	if !ok {
		v, err = wire.Cast[T](held)
		if err != nil {
			refuse(err)
		}
	}
	return v
}

// Receiver is what the handle of a method's receiver stands for. nil fails.
func Receiver[T any](c *Call, handle float64) T {
	if handle == 0 {
		refuse(wire.Errorf(wire.CodeNil, "the receiver is nil"))
	}
	return Argument[T](c, handle)
}
