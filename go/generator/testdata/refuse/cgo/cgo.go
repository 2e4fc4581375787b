// Package cgo imports C.
package cgo

import "C"

// Add has C types.
func Add(a, b C.int) C.int { return a + b }
