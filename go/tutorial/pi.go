package main

import "C"

// pi adds the first terms of Leibniz's series 4 - 4/3 + 4/5 - … and returns the sum, which is about 1/terms away from
// π. Time grows with terms; zero or fewer terms give 0.
//
//export pi
func pi(terms int64) float64 {
	t, sign := 0.0, 4.0
	for i := range max(terms, 0) {
		t += sign / (2*float64(i) + 1)
		sign = -sign
	}
	return t
}
