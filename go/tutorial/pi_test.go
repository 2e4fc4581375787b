package main

import (
	"math"
	"testing"
)

func TestPi_IsAboutOneOverTermsAway(t *testing.T) {
	for _, terms := range []int64{1, 10, 1000, 1_000_000} {
		if off := math.Abs(pi(terms) - math.Pi); off > 1.01/float64(terms) {
			t.Errorf("pi(%d) is %g off", terms, off)
		}
	}
	if pi(1) != 4 {
		t.Errorf("pi(1) = %v, want 4", pi(1))
	}
	for _, terms := range []int64{0, -1, math.MinInt64} {
		if got := pi(terms); got != 0 {
			t.Errorf("pi(%d) = %v, want 0", terms, got)
		}
	}
}
