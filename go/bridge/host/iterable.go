package host

import "github.com/topherjs/topher/go/bridge/wire"

// What an iterable of JavaScript does.
const (
	iterableStart = iota
	iterableNext
	iterableStop
)

// ReadSeq reads an iterator, an [iter.Seq] or a named type of its form: nil, one of Go that a handle stands for, or an iterable of
// JavaScript. Each loop over that begins anew, and one that is left early stops it there; what JavaScript throws goes on as a panic.
func ReadSeq[T ~func(yield func(V) bool), V any](r *wire.Reader, read func(*wire.Reader) V) T {
	return readIterable(r, func(o *Object) T {
		return func(yield func(V) bool) {
			o.iterate(func(in *wire.Reader) func() bool {
				v := read(in)
				return func() bool { return yield(v) }
			})
		}
	})
}

// ReadSeq2 is [ReadSeq] for pairs.
func ReadSeq2[T ~func(yield func(K, V) bool), K, V any](r *wire.Reader, key func(*wire.Reader) K, value func(*wire.Reader) V) T {
	return readIterable(r, func(o *Object) T {
		return func(yield func(K, V) bool) {
			o.iterate(func(in *wire.Reader) func() bool {
				k, v := key(in), value(in)
				return func() bool { return yield(k, v) }
			})
		}
	})
}

func readIterable[T any](r *wire.Reader, build func(*Object) T) (v T) {
	switch kind := r.Uint8(); kind {
	case targetNil:
	case targetKept:
		if f := readKept(r); f != nil {
			return madeFunc(f, func(f *Func) T { return build((*Object)(f)) })
		}
	case targetHandle:
		return wire.ReadHandle[T](r)
	default:
		noTarget(r, kind)
	}
	return v
}

// iterate loops over the iterable. step reads one value and says how the loop's body is called with it, after the callback:
// the body may be a coroutine that is left for a long time.
func (o *Object) iterate(step func(in *wire.Reader) (body func() bool)) {
	b := o.Start(iterableStart)
	b.Call()
	cursor := b.In.Uint32()
	b.End()
	inBody := false
	defer func() {
		if inBody { // it panics or ends the goroutine, which matters more than how JavaScript stops
			if b, err := o.Try(iterableStop); err == nil {
				b.Out.Uint32(cursor)
				if b.TryCall() == nil {
					_ = b.TryEnd()
				}
			}
		}
	}()
	for {
		b := o.Start(iterableNext)
		b.Out.Uint32(cursor)
		b.Call()
		if !b.In.Bool() {
			b.End()
			return
		}
		body := step(&b.In)
		b.End()
		inBody = true
		more := body()
		inBody = false
		if !more {
			b := o.Start(iterableStop)
			b.Out.Uint32(cursor)
			b.Call()
			b.End()
			return
		}
	}
}
