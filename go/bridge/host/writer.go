package host

import (
	"unsafe"

	"github.com/topherjs/topher/go/bridge/wire"
)

// What a writer of JavaScript does.
const (
	writerWrite = iota
	writerClose
)

// ReadWriter reads an argument for a T of package io that one writes to: nil, a handle, a function or an object of JavaScript, which
// takes bytes and can be closed, or in a task a stream, which is a [StreamWriter]. Where T needs more it is refused.
func ReadWriter[T any](r *wire.Reader) (v T) {
	switch kind := r.Uint8(); kind {
	case targetNil:
	case targetKept:
		if f := readKept(r); f != nil {
			return asStream[T](r, madeValue(f, newWriter))
		}
	case targetHandle:
		return wire.ReadValue[T](r)
	case targetStream:
		if s, number := readStream(r); s != nil {
			return asStream[T](r, streamWriter(s, number))
		}
	default:
		noTarget(r, kind)
	}
	return v
}

// A writer is one of JavaScript. It takes all that it is given; what it throws is the error of Write.
type writer struct{ o *Object }

func newWriter(o *Object) *writer { return &writer{o} }

func (w *writer) TopherObject() *Object { return w.o }

// Write gives JavaScript a copy of p.
func (w *writer) Write(p []byte) (int, error) {
	b, err := w.o.Try(writerWrite)
	if err != nil {
		return 0, err
	}
	b.Out.Bytes(p)
	if err := b.TryCall(); err != nil {
		return 0, err
	}
	if err := b.TryEnd(); err != nil {
		return 0, err
	}
	return len(p), nil
}

// WriteString is Write for text, whose bytes cross as they are.
func (w *writer) WriteString(s string) (int, error) {
	return w.Write(unsafe.Slice(unsafe.StringData(s), len(s)))
}

// WriteByte is Write for one byte.
func (w *writer) WriteByte(c byte) error {
	_, err := w.Write([]byte{c})
	return err
}

// Close tells JavaScript that nothing more is written.
func (w *writer) Close() error { return w.o.tell(writerClose) }
