package main

import (
	"math"
	"testing"
)

func TestFullName_LeavesOutWhatIsMissing(t *testing.T) {
	for _, c := range []struct{ first, last, want string }{
		{"Ada", "Lovelace", "Ada Lovelace"}, {"Ada", "", "Ada"}, {"", "Lovelace", "Lovelace"}, {"", "", ""},
	} {
		if got := fullName(c.first, c.last); got != c.want {
			t.Errorf("fullName(%q, %q) = %q, want %q", c.first, c.last, got, c.want)
		}
	}
}

func TestOlder_StopsAtTheLargestAge(t *testing.T) {
	for age, want := range map[int32]int32{36: 37, -1: 0, math.MaxInt32: math.MaxInt32, math.MinInt32: math.MinInt32 + 1} {
		if got := older(age); got != want {
			t.Errorf("older(%d) = %d, want %d", age, got, want)
		}
	}
}

func TestFill_IgnoresNull(t *testing.T) {
	fill(nil)
}
