package features

import (
	"errors"
	"fmt"
	"strings"
)

// ErrEmpty means that there was nothing.
var ErrEmpty = errors.New("nothing there")

// ErrNegative means that a number was below zero.
var ErrNegative = errors.New("negative")

// A ParseError says where a text could not be read.
type ParseError struct {
	Line int
	Text string
	Err  error
}

// Error is the message.
func (e *ParseError) Error() string { return fmt.Sprintf("line %d: %q: %v", e.Line, e.Text, e.Err) }

// Unwrap is the cause.
func (e *ParseError) Unwrap() error { return e.Err }

// A CodeError is an error that is a value.
type CodeError struct{ Code int }

// Error is the message.
func (e CodeError) Error() string { return fmt.Sprintf("code %d", e.Code) }

// Fail fails with a message.
func Fail(message string) error { return errors.New(message) }

// MaybeFail fails where fail is true.
func MaybeFail(fail bool) error {
	if fail {
		return ErrEmpty
	}
	return nil
}

// Sqrt2 halves n, which must not be negative: a result beside an error.
func Half(n int) (int, error) {
	if n < 0 {
		return -1, fmt.Errorf("half of %d: %w", n, ErrNegative)
	}
	return n / 2, nil
}

// First is the first word.
func First(text string) (string, error) {
	words := strings.Fields(text)
	if len(words) == 0 {
		return "", ErrEmpty
	}
	return words[0], nil
}

// Parse fails at a line, with an error of its own type and a cause.
func Parse(line int, text string) error {
	return &ParseError{line, text, fmt.Errorf("deep: %w", ErrEmpty)}
}

// FailWithCode fails with an error that is a value.
func FailWithCode(code int) error { return CodeError{code} }

// Joined fails with two errors at once.
func Joined() error { return errors.Join(ErrEmpty, ErrNegative) }

// Describe gives an error's message: an error that is a parameter.
func Describe(err error) string {
	if err == nil {
		return "nil"
	}
	return err.Error()
}

// EchoError gives an error back as a value that is not thrown.
func EchoError(err error) (error, bool) { return err, err != nil }

// Rethrow fails with what it was given.
func Rethrow(err error) error { return err }

// Wrap fails with what it was given, wrapped.
func Wrap(err error) error { return fmt.Errorf("wrapped: %w", err) }

// Panic panics with a message.
func Panic(message string) { panic(message) }

// PanicError panics with an error.
func PanicError() int { panic(ErrEmpty) }

// Index panics where i is out of range.
func Index(xs []float64, i int) float64 { return xs[i] }

// NilMap panics by writing to a nil map.
func NilMap() {
	m := NilCounts()
	m["x"] = 1
}
