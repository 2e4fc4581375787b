package main

/*
#include "tutorial.h"

// Go cannot call a C function pointer by itself. This file exports nothing, so its preamble may define functions.
static double *host_doubles(double_alloc alloc, int64_t n) { return alloc(n); }
*/
import "C"

import "unsafe"

func hostDoubles(alloc C.double_alloc, count int64) *float64 {
	return (*float64)(unsafe.Pointer(C.host_doubles(alloc, C.int64_t(count))))
}
