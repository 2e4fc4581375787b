package host

import (
	"bytes"
	"errors"
	"io"
	"reflect"

	"github.com/topherjs/topher/go/bridge/wire"
)

// maxPiece is the most that is asked of a reader of JavaScript at once.
const maxPiece = 64 << 10

// What a reader of JavaScript does.
const (
	readerRead = iota
	readerClose
)

// ReadReader reads an argument for a T of package io that one reads from: nil, a handle, bytes, an object of JavaScript, or in a task
// a stream. Bytes can be read in every way that [bytes.Reader] knows. An object and a [StreamReader] can be read and closed; where T
// needs more they are refused.
func ReadReader[T any](r *wire.Reader) (v T) {
	switch kind := r.Uint8(); kind {
	case targetNil:
	case targetKept:
		if f := readKept(r); f != nil {
			return asStream[T](r, madeValue(f, newReader))
		}
	case targetHandle:
		return wire.ReadValue[T](r)
	case targetBytes:
		b := r.Bytes()
		if r.Err() == nil {
			return asStream[T](r, memory{bytes.NewReader(b)})
		}
	case targetStream:
		if s, number := readStream(r); s != nil {
			return asStream[T](r, streamReader(s, number))
		}
	default:
		noTarget(r, kind)
	}
	return v
}

// readStream reads the number of a stream. The result is nil where the reader has failed.
func readStream(r *wire.Reader) (by side, number uint32) {
	number = r.Uint32()
	if r.Err() != nil {
		return nil, 0
	}
	by, ok := r.Objects.(side)
	if !ok {
		r.Fail(errNoTargets)
	}
	return by, number
}

// asStream is a stream of JavaScript as a T.
func asStream[T any](r *wire.Reader, stream any) T {
	v, ok := stream.(T)
	if !ok {
		r.Fail(wire.Errorf(wire.CodeType, "a %v needs more than a stream of JavaScript can do; "+
			"for random access give a Uint8Array, a string or a handle", reflect.TypeFor[T]()))
	}
	return v
}

// A memory reads bytes that came from JavaScript.
type memory struct{ *bytes.Reader }

// Close does nothing.
func (memory) Close() error { return nil }

// A reader is one of JavaScript. What it throws is the error of Read.
type reader struct{ o *Object }

func newReader(o *Object) *reader { return &reader{o} }

func (r *reader) TopherObject() *Object { return r.o }

// Read asks JavaScript for at most len(p) bytes, and for no more than maxPiece of them.
func (r *reader) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	p = p[:min(len(p), maxPiece)]
	b, err := r.o.Try(readerRead)
	if err != nil {
		return 0, err
	}
	b.Out.Uint32(uint32(len(p)))
	if err := b.TryCall(); err != nil {
		if errors.Is(err, io.EOF) { // which callers compare
			err = io.EOF
		}
		return 0, err
	}
	n := b.In.Copy(p)
	if err := b.TryEnd(); err != nil {
		return 0, err
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// Close tells JavaScript that nothing more is read.
func (r *reader) Close() error { return r.o.tell(readerClose) }

// tell calls an operation without arguments and results.
func (o *Object) tell(index int) error {
	b, err := o.Try(index)
	if err != nil {
		return err
	}
	if err := b.TryCall(); err != nil {
		return err
	}
	return b.TryEnd()
}
