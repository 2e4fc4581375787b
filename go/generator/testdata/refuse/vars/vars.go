// Package vars has names that fall together with those of its variables.
package vars

import "errors"

func Vars() {}

var Verbose bool
var VERBOSE int

var ErrA = errors.New("a")
var ErrorA = 1

func ErrA_() {}

type I interface {
	Get() int
	GET() int
}
