// Package errs has errors in each place.
package errs

import "errors"

// ErrGone is exported.
var ErrGone = errors.New("gone")

// Count is a variable of another type.
var Count int

func Only() error                          { return nil }
func Last(n int) (int, error)              { return n, nil }
func Three() (a string, b bool, err error) { return }
func Param(err error) string               { return err.Error() }
func First() (error, bool)                 { return nil, true }
func Several() []error                     { return nil }
func Ok(key string) (string, bool)         { return key, true }
func Any(v any, vs []any) any              { return v }
