package wire

import "reflect"

// MaxDepth is how deep values may be nested, in both directions.
const MaxDepth = 10_000

// Pointers are noted only below this depth: nearly no value gets there, and a cycle gets there soon.
const watchedDepth = 100

// nesting finds values that contain themselves on the way out.
type nesting struct {
	deep int
	open map[any]struct{} // what is being written, from watchedDepth on
}

// sliceKey tells slices apart that begin at the same element.
type sliceKey struct {
	first any
	n     int
}

func (n *nesting) reset() {
	n.deep = 0
	clear(n.open)
}

// enter goes one level down, into what key identifies. It reports whether that is allowed.
func (w *Writer) enter(key func() any) bool {
	n := &w.nesting
	n.deep++
	if n.deep < watchedDepth {
		return true
	}
	if n.deep > MaxDepth {
		w.Fail(Errorf(CodeDepth, "the value is nested deeper than %d", MaxDepth))
		return false
	}
	k := key()
	if _, again := n.open[k]; again {
		w.Fail(Errorf(CodeCycle, "the value contains itself"))
		return false
	}
	if n.open == nil {
		n.open = map[any]struct{}{}
	}
	n.open[k] = struct{}{}
	return true
}

// leave goes up again. After a refused enter nobody looks at the nesting any more.
func (w *Writer) leave(key func() any) {
	n := &w.nesting
	if n.deep >= watchedDepth {
		delete(n.open, key())
	}
	n.deep--
}

// level is the key of what cannot contain itself.
func (w *Writer) level() any { return w.nesting.deep }

func pointerKey(v reflect.Value) func() any {
	return func() any { return [2]any{v.Type(), v.Pointer()} }
}
