package main

import (
	"math"
	"testing"
)

func TestHalve_RefusesOddNumbers(t *testing.T) {
	for n, want := range map[int64]int64{8: 4, 0: 0, -6: -3, math.MinInt64: math.MinInt64 / 2} {
		if got, err := halve(n); got != want || err != nil {
			t.Errorf("halve(%d) = %d, %v, want %d", n, got, err, want)
		}
	}
	for n, want := range map[int64]string{5: "5 is odd", -3: "-3 is odd", math.MaxInt64: "9223372036854775807 is odd"} {
		if got, err := halve(n); got != 0 || err == nil || err.Error() != want {
			t.Errorf("halve(%d) = %d, %v, want the error %q", n, got, err, want)
		}
	}
}

func TestEven_GivesAnErrorTextThatIsFreedOnce(t *testing.T) {
	value, err := even(5)
	if value != 0 || text(err) != "5 is odd" {
		t.Errorf("got %d, %q", value, text(err))
	}
	if errorTexts.live() != 1 {
		t.Errorf("%d live, want 1", errorTexts.live())
	}
	freeString(err)
	freeString(err)
	freeString(nil)
	if errorTexts.live() != 0 {
		t.Errorf("%d live, want 0", errorTexts.live())
	}
	if value, err = even(8); value != 4 || err != nil {
		t.Errorf("got %d, %q", value, text(err))
	}
}
