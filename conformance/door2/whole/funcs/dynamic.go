package funcs

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"text/template"
)

// AnyFunc gives a func as a value of any type.
func AnyFunc(n int) any { return Adder(n) }

// AnyType names what is in v.
func AnyType(v any) string { return fmt.Sprintf("%T", v) }

// EchoAny gives v back.
func EchoAny(v any) any { return v }

// CallAny calls what is in v, as templates and evaluators do.
func CallAny(v any, args ...any) (any, error) {
	f := reflect.ValueOf(v)
	if f.Kind() != reflect.Func {
		return nil, fmt.Errorf("%T is no func", v)
	}
	in := make([]reflect.Value, len(args))
	for i, arg := range args {
		if arg == nil {
			in[i] = reflect.Zero(reflect.TypeFor[any]())
		} else {
			in[i] = reflect.ValueOf(arg)
		}
	}
	out := f.Call(in)
	if len(out) == 2 && !out[1].IsNil() {
		return nil, out[1].Interface().(error)
	}
	if len(out) == 0 {
		return nil, nil
	}
	return out[0].Interface(), nil
}

var keptAny any

// KeepAny keeps v.
func KeepAny(v any) { keptAny = v }

// KeptAny gives what KeepAny kept.
func KeptAny() any { return keptAny }

// CallKeptAny calls what KeepAny kept.
func CallKeptAny(args ...any) (any, error) { return CallAny(keptAny, args...) }

// Expand executes a template with funcs of any type.
func Expand(text string, funcs map[string]any, data any) (string, error) {
	t, err := template.New("t").Funcs(funcs).Parse(text)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	err = t.Execute(&b, data)
	return b.String(), err
}

// CallElsewhere calls what is in v on another goroutine.
func CallElsewhere(v any) (result any, err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		result, err = CallAny(v)
	}()
	<-done
	return result, err
}

// ErrAny is what callers of AnyError look for.
var ErrAny = errors.New("any")

// AnyError tells whether what is in v fails with ErrAny.
func AnyError(v any) bool {
	_, err := CallAny(v)
	return errors.Is(err, ErrAny)
}
