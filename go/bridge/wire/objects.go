package wire

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
)

// A Handle stands for a Go value that stays in Go: generation << 32 | slot + 1, or 0 for nil.
type Handle uint64

// Objects keeps the values that stay on their own side. The transport implements it, for one JavaScript thread.
type Objects interface {
	// Hold gives v a handle of its own. v is not nil.
	Hold(v any) Handle
	// HoldCopy gives the struct that a pointer points to a handle. The struct is a copy of one that is in an interface.
	HoldCopy(pointer any) Handle
	// Held is what h stands for, of a copy the pointer. It is not called with 0.
	Held(h Handle) (any, *Error)
	// Value is what h stands for in an interface: of a copy the struct.
	Value(h Handle) (any, *Error)
	// Thrown is the slot and the message of an error that JavaScript owns, where err is one of this thread.
	Thrown(err error) (slot uint32, message string, ok bool)
	// Caught makes an error of one that JavaScript owns.
	Caught(slot uint32, message string) error
	// Target is the id of a function or an object that JavaScript owns, where v was made of one of this thread.
	Target(v any) (id uint32, ok bool)
	// Kept is the Go value of a function or an object that JavaScript owns.
	Kept(id uint32) any
	// KeptFunc is the func(...any) (any, error) of a function that JavaScript owns.
	KeptFunc(id uint32) any
}

var none = Errorf(CodeHandleForeign, "there are no handles here")

// WriteHandle gives v a new handle and writes it; nil is written as 0.
func WriteHandle[T any](w *Writer, v T) { w.handle(v) }

// ReadHandle reads a handle and returns what it stands for, the zero value for 0. A handle that stands for a value of another type is an
// error.
func ReadHandle[T any](r *Reader) (v T) {
	h := r.Handle()
	if r.err != nil || h == 0 {
		return v
	}
	held, err := r.held(h)
	if err == nil {
		v, err = Cast[T](held)
	}
	if err != nil {
		r.Fail(err)
	}
	return v
}

// Cast is what a handle stands for as a T. A func is also one of any other type with the same signature.
func Cast[T any](held any) (T, *Error) {
	v, ok := held.(T)
	if ok {
		return v, nil
	}
	if t := reflect.TypeFor[T](); t.Kind() == reflect.Func && held != nil {
		if f := reflect.ValueOf(held); f.Kind() == reflect.Func && f.CanConvert(t) {
			return f.Convert(t).Interface().(T), nil
		}
	}
	return v, Errorf(CodeType, "the handle stands for a %T, and a %v is needed", held, reflect.TypeFor[T]())
}

// Handle reads a handle without asking what it stands for.
func (r *Reader) Handle() Handle {
	v := r.Float64()
	if !(v >= 0 && v <= MaxSafe) || v != float64(uint64(v)) {
		r.Fail(Errorf(CodeHandleForeign, "%v is no handle", v))
		return 0
	}
	return Handle(v)
}

func (r *Reader) held(h Handle) (any, *Error) {
	if r.Objects == nil {
		return nil, none
	}
	return r.Objects.Held(h)
}

func (w *Writer) handle(v any) {
	h := Handle(0)
	switch {
	case isNil(v):
	case w.Objects == nil:
		w.Fail(none)
	default:
		h = w.Objects.Hold(v)
	}
	w.Float64(float64(h))
}

func isNil(v any) bool {
	if v == nil {
		return true
	}
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Func, reflect.Chan, reflect.Slice, reflect.UnsafePointer:
		return r.IsNil()
	}
	return false
}

// What an error is, on the wire.
const (
	errorNil = iota
	errorGo
	errorThrown
	errorOwn
)

// How far the causes of an error are followed. An error may unwrap to itself, and joined errors may share theirs.
const (
	maxCauseDepth = 100
	maxCauses     = 1000
)

// Error writes an error with its causes. Each gets a handle, except JavaScript's own and topher's.
//
// The methods Error and Unwrap are the user's; what they do is not contained here.
func (w *Writer) Error(err error) {
	left := maxCauses
	w.errorAt(err, 0, &left)
}

func (w *Writer) errorAt(err error, depth int, left *int) {
	if err == nil {
		w.Uint8(errorNil)
		return
	}
	if own, ok := err.(*Error); ok && own != nil {
		w.Uint8(errorOwn)
		w.String(own.Code)
		w.String(own.Message)
		return
	}
	if w.Objects == nil {
		w.Fail(none)
		return
	}
	if slot, message, ok := w.Objects.Thrown(err); ok {
		w.Uint8(errorThrown)
		w.Uint32(slot)
		w.String(message)
		return
	}
	message := Message(err)
	w.Uint8(errorGo)
	w.Float64(float64(w.Objects.Hold(err)))
	w.String(message)
	w.String(fmt.Sprintf("%T", err))
	causes := causesOf(err)
	if depth >= maxCauseDepth || len(causes) > *left {
		causes = nil
	}
	*left -= len(causes)
	w.count(len(causes))
	for _, cause := range causes {
		w.errorAt(cause, depth+1, left)
	}
}

// Message is err.Error(), which a nil pointer in an interface may answer with a panic.
func Message(err error) (message string) {
	defer func() {
		if p := recover(); p != nil {
			message = fmt.Sprintf("%T, whose Error method panicked", err)
		}
	}()
	return err.Error()
}

func causesOf(err error) (causes []error) {
	defer func() {
		if p := recover(); p != nil {
			causes = nil
		}
	}()
	switch e := err.(type) {
	case interface{ Unwrap() []error }:
		for _, cause := range e.Unwrap() {
			if cause != nil {
				causes = append(causes, cause)
			}
		}
	case interface{ Unwrap() error }:
		if cause := e.Unwrap(); cause != nil {
			causes = []error{cause}
		}
	}
	return causes
}

// Error reads an error: the Go error that a handle stands for, one that JavaScript owns, or nil.
func (r *Reader) Error() error { return r.errorAt(0) }

func (r *Reader) errorAt(depth int) error {
	switch kind := r.Uint8(); kind {
	case errorNil:
		return nil
	case errorGo:
		h := r.Handle()
		message := r.String()
		_ = r.String()
		n := r.count(1)
		if depth >= maxCauseDepth && n > 0 {
			r.Fail(Errorf(CodeDepth, "the causes of an error are nested deeper than %d", maxCauseDepth))
			return nil
		}
		var causes []error
		for range n {
			r.owed--
			if cause := r.errorAt(depth + 1); cause != nil && h == 0 {
				causes = append(causes, cause)
			}
			if r.err != nil {
				return nil
			}
		}
		return r.goError(h, message, causes)
	case errorThrown:
		slot, message := r.Uint32(), r.String()
		if r.err != nil {
			return nil
		}
		if r.Objects == nil {
			r.Fail(none)
			return nil
		}
		return r.Objects.Caught(slot, message)
	case errorOwn:
		code, message := r.String(), r.String()
		if !strings.HasPrefix(code, codePrefix) {
			r.Fail(Errorf(CodeWire, "%.40q is no code of an error", code))
			return nil
		}
		return &Error{Code: code, Message: message}
	default:
		r.Fail(Errorf(CodeWire, "the byte %d is no kind of error", kind))
		return nil
	}
}

// goError is what a handle stands for. An error that came without one, from another thread for example, is a new error.
func (r *Reader) goError(h Handle, message string, causes []error) error {
	if r.err != nil {
		return nil
	}
	if h == 0 {
		if len(causes) == 0 {
			return errors.New(message)
		}
		return &copied{message, causes}
	}
	if r.Objects == nil {
		r.Fail(none)
		return nil
	}
	held, failure := r.Objects.Value(h)
	if failure == nil {
		var err error
		if err, failure = Cast[error](held); failure == nil {
			return err
		}
	}
	r.Fail(failure)
	return nil
}

// copied is an error that crossed by its message.
type copied struct {
	message string
	causes  []error
}

func (e *copied) Error() string   { return e.message }
func (e *copied) Unwrap() []error { return e.causes }
