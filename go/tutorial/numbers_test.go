package main

import (
	"math"
	"slices"
	"testing"
)

func TestNormalize_SubtractsTheMean(t *testing.T) {
	nums := []float64{1, 2, 3}
	out := make([]float64, 3)
	if n := normalize(&nums[0], 3, &out[0], 3); n != 3 {
		t.Errorf("wrote %d, want 3", n)
	}
	if !slices.Equal(out, []float64{-1, 0, 1}) || !slices.Equal(nums, []float64{1, 2, 3}) {
		t.Errorf("got %v from %v", out, nums)
	}
}

func TestNormalize_WritesWhatBothSlicesHold(t *testing.T) {
	nums := []float64{1, 2, 3, 6}
	for _, c := range []struct {
		n, m, wrote int64
		want        []float64
	}{
		{4, 2, 2, []float64{-2, -1, 9, 9, 9}},
		{4, 5, 4, []float64{-2, -1, 0, 3, 9}},
		{0, 5, 0, []float64{9, 9, 9, 9, 9}},
		{4, 0, 0, []float64{9, 9, 9, 9, 9}},
		{-1, 5, 0, []float64{9, 9, 9, 9, 9}},
		{4, -1, 0, []float64{9, 9, 9, 9, 9}},
	} {
		out := []float64{9, 9, 9, 9, 9}
		if wrote := normalize(&nums[0], c.n, &out[0], c.m); wrote != c.wrote || !slices.Equal(out, c.want) {
			t.Errorf("normalize(%d, %d) = %d and %v, want %d and %v", c.n, c.m, wrote, out, c.wrote, c.want)
		}
	}
	if wrote := normalize(nil, 3, nil, 3); wrote != 0 {
		t.Errorf("NULL: wrote %d, want 0", wrote)
	}
}

func TestNormalize_WorksInPlace(t *testing.T) {
	nums := []float64{10, 20, 60}
	normalize(&nums[0], 3, &nums[0], 3)
	if !slices.Equal(nums, []float64{-20, -10, 30}) {
		t.Errorf("got %v", nums)
	}
}

func TestSquares_SquaresAndWraps(t *testing.T) {
	nums := []int64{0, -3, math.MaxInt64, math.MinInt64, 7}
	out := make([]int64, 5)
	if n := squares(&nums[0], 5, &out[0], 4); n != 4 {
		t.Errorf("wrote %d, want 4", n)
	}
	if !slices.Equal(out, []int64{0, 9, 1, 0, 0}) {
		t.Errorf("got %v", out)
	}
	if n := squares(nil, 5, &out[0], 5); n != 0 {
		t.Errorf("NULL: wrote %d, want 0", n)
	}
}

func TestIncrease_ChangesInPlaceAndWraps(t *testing.T) {
	ages := []int64{20, 30, 40, math.MaxInt64}
	increase(&ages[0], 4, 5)
	if !slices.Equal(ages, []int64{25, 35, 45, math.MinInt64 + 4}) {
		t.Errorf("got %v", ages)
	}
	increase(nil, 4, 5)
	increase(&ages[0], -4, 5)
	if ages[0] != 25 {
		t.Errorf("a negative count changed %v", ages)
	}
}

func TestSum_AddsUp(t *testing.T) {
	nums := []float64{1, 2, 3.5}
	if got := sum(&nums[0], 3); got != 6.5 {
		t.Errorf("got %v, want 6.5", got)
	}
	if got := sum(nil, 3); got != 0 {
		t.Errorf("NULL: got %v, want 0", got)
	}
	nums[1] = math.NaN()
	if got := sum(&nums[0], 3); !math.IsNaN(got) {
		t.Errorf("got %v, want NaN", got)
	}
}

func TestDot_MultipliesWhatBothSlicesHold(t *testing.T) {
	a, b := []float64{1, 2, 3}, []float64{4, 5}
	if got := dot(&a[0], 3, &b[0], 2); got != 14 {
		t.Errorf("got %v, want 14", got)
	}
	if got := dot(&a[0], 3, nil, 3); got != 0 {
		t.Errorf("NULL: got %v, want 0", got)
	}
}

func TestAdd_Wraps(t *testing.T) {
	if got := add(10, 15); got != 25 {
		t.Errorf("got %d, want 25", got)
	}
	if got := add(math.MaxInt64, 1); got != math.MinInt64 {
		t.Errorf("got %d, want the smallest int64", got)
	}
	if got := add2(0.5, 0.25); got != 0.75 {
		t.Errorf("got %v, want 0.75", got)
	}
}
