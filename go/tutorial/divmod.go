package main

import "C"

// divmod divides a by b and returns quotient and remainder, truncated as Go's / and % and JavaScript's on bigint: the
// quotient is rounded towards zero and the remainder has the sign of a.
//
// ok is false, and both numbers are 0, when b is 0. The one quotient that does not fit, of -2⁶³ and -1, wraps to -2⁶³
// with remainder 0. In C the result is struct divmod_return { int64_t r0, r1; uint8_t r2; }.
//
//export divmod
func divmod(a, b int64) (quotient, remainder int64, ok bool) {
	if b == 0 {
		return 0, 0, false
	}
	return a / b, a % b, true
}
