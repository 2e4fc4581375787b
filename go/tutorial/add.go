package main

import "C"

// add returns a + b. A sum beyond 64 bits wraps around.
//
//export add
func add(a, b int64) int64 {
	return a + b
}

// add2 returns a + b in floating point.
//
//export add2
func add2(a, b float64) float64 {
	return a + b
}

// noop does nothing: what a call to it costs is the cost of a call.
//
//export noop
func noop() {}
