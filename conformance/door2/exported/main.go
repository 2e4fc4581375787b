// Command exported is a package main in //export style, as one writes it without topher.
package main

/*
#include <stdint.h>
*/
import "C"

import "unsafe"

func main() {}

// Add is a + b.
//
//export Add
func Add(a, b int64) int64 { return a + b }

// Halve is half of x.
//
//export Halve
func Halve(x float64) float64 { return x / 2 }

// Total adds up xs.
//
//export Total
func Total(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum
}

// ByteLen is the number of bytes of s.
//
//export ByteLen
func ByteLen(s string) int { return len(s) }

// Square is n squared, with C's types.
//
//export Square
func Square(n C.int32_t) C.int32_t { return n * n }

// First reads through a pointer.
//
//export First
func First(p unsafe.Pointer) byte { return *(*byte)(p) }
