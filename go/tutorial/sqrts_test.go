package main

import (
	"math"
	"slices"
	"testing"
)

func TestRoots_AsksForWhatItWrites(t *testing.T) {
	nums := []float64{4, -1, 9, math.NaN(), 0, math.Inf(-1), math.Inf(1), math.Copysign(0, -1)}
	var asked []int64
	var out []float64
	n := roots(nums, func(count int64) []float64 {
		asked = append(asked, count)
		out = make([]float64, count)
		return out
	})
	if n != 5 || !slices.Equal(asked, []int64{5}) {
		t.Errorf("wrote %d after asking for %v, want 5 after [5]", n, asked)
	}
	if !slices.Equal(out[:4], []float64{2, 3, 0, math.Inf(1)}) || !math.Signbit(out[4]) {
		t.Errorf("got %v", out)
	}
}

func TestRoots_WritesNothingWithoutMemory(t *testing.T) {
	if n := roots([]float64{4, 9}, func(int64) []float64 { return nil }); n != 0 {
		t.Errorf("wrote %d, want 0", n)
	}
}

func TestRoots_DoesNotAskForNothing(t *testing.T) {
	n := roots([]float64{-1}, func(int64) []float64 { panic("asked") })
	if n != 0 {
		t.Errorf("wrote %d, want 0", n)
	}
}

func TestRoots_StaysInsideWhatItGot(t *testing.T) {
	nums := []float64{-1, -1, 4}
	var out []float64
	n := roots(nums, func(count int64) []float64 {
		nums[0], nums[1] = 16, 25
		out = make([]float64, count)
		return out
	})
	if n != 1 || !slices.Equal(out, []float64{4}) {
		t.Errorf("wrote %d: %v, want 1: [4]", n, out)
	}
}

func TestSqrts_ReturnsZeroWithoutACallback(t *testing.T) {
	x := 4.0
	if n := sqrts(&x, 1, nil); n != 0 {
		t.Errorf("got %d, want 0", n)
	}
}
