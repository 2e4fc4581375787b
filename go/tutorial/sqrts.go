package main

// #include "tutorial.h"
import "C"

import "math"

// sqrts writes the square roots of the numbers that are not negative into memory that the host gives.
//
// nums holds n numbers. Go counts the roots there will be, calls alloc with that count once, on the calling thread, and
// writes them in order to the doubles that it returns, which must stay valid until sqrts does. -0 counts, NaN does not.
// It returns how many were written: 0 when there is no root, in which case alloc is not called, and 0 when alloc is
// NULL or returns NULL.
//
//export sqrts
func sqrts(nums *float64, n int64, alloc C.double_alloc) int64 {
	if alloc == nil {
		return 0
	}
	return roots(view(nums, n), func(count int64) []float64 {
		return view(hostDoubles(alloc, count), count)
	})
}

func roots(nums []float64, alloc func(count int64) []float64) int64 {
	count := int64(0)
	for _, x := range nums {
		if x >= 0 {
			count++
		}
	}
	if count == 0 {
		return 0
	}
	out := alloc(count)
	at := 0
	for _, x := range nums {
		// The host may have changed the numbers meanwhile; what it gave is the limit.
		if x >= 0 && at < len(out) {
			out[at] = math.Sqrt(x)
			at++
		}
	}
	return int64(at)
}
