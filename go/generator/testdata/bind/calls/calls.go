// Package calls has variadics and callbacks.
package calls

import "time"

type Point struct{ X, Y int }

type Visitor func(p Point, depth int) (skip bool, err error)

func Max(xs ...float64) float64                           { return 0 }
func Printf(format string, args ...any)                   {}
func Bytes(parts ...[]byte)                               {}
func Points(ps ...*Point)                                 {}
func Each(n int, f func(i int, p Point) bool)             {}
func Walk(v Visitor)                                      {}
func Try(f func() error, g func(...string) (int, string)) {}
func Later(d time.Duration, f func())                     {}
func Nested(f func(g func()))                             {}
func Returns(f func() func())                             {}
func Channel(f func(c chan int))                          {}
func Options(fs ...func())                                {}
