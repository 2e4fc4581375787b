package main

import (
	"math"
	"testing"
)

func TestDivmod_Truncates(t *testing.T) {
	for _, c := range []struct {
		a, b, q, r int64
		ok         bool
	}{
		{7, 2, 3, 1, true},
		{-7, 2, -3, -1, true},
		{7, -2, -3, 1, true},
		{-7, -2, 3, -1, true},
		{7, 0, 0, 0, false},
		{0, 0, 0, 0, false},
		{math.MinInt64, -1, math.MinInt64, 0, true},
		{math.MinInt64, 1, math.MinInt64, 0, true},
	} {
		if q, r, ok := divmod(c.a, c.b); q != c.q || r != c.r || ok != c.ok {
			t.Errorf("divmod(%d, %d) = %d, %d, %v, want %d, %d, %v", c.a, c.b, q, r, ok, c.q, c.r, c.ok)
		}
	}
}
