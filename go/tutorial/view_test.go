package main

import (
	"math"
	"slices"
	"testing"
)

func TestView_SharesTheCallersMemory(t *testing.T) {
	nums := []int64{1, 2, 3}
	v := view(&nums[0], 3)
	v[1] = 20
	if !slices.Equal(nums, []int64{1, 20, 3}) {
		t.Errorf("got %v", nums)
	}
}

func TestView_IsEmptyForWhatCannotBeASlice(t *testing.T) {
	x := 1.0
	for _, c := range []struct {
		p *float64
		n int64
	}{{nil, 0}, {nil, 3}, {&x, 0}, {&x, -1}, {&x, math.MinInt64}, {&x, math.MaxInt64}, {&x, math.MaxInt64/8 + 1}} {
		if got := view(c.p, c.n); len(got) != 0 {
			t.Errorf("view(%v, %d) has %d elements, want none", c.p, c.n, len(got))
		}
	}
}

func TestCut_ZeroesOnlyTheBeginningOfACharacter(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"abc", "abc"},
		{"aé", "aé"},
		{"aé"[:2], "a\x00"},
		{"a€"[:2], "a\x00"},
		{"a€"[:3], "a\x00\x00"},
		{"a€", "a€"},
		{"a🐹"[:2], "a\x00"},
		{"a🐹"[:3], "a\x00\x00"},
		{"a🐹"[:4], "a\x00\x00\x00"},
		{"a🐹", "a🐹"},
		{"🐹"[:1], "\x00"},
		{"a\xff", "a\xff"},
		{"\x80\x80\x80\x80", "\x80\x80\x80\x80"},
	} {
		buf := []byte(c.in)
		n := cut(buf)
		if string(buf) != c.want {
			t.Errorf("cut(%q) left %q, want %q", c.in, buf, c.want)
		}
		for _, b := range buf[n:] {
			if b != 0 {
				t.Errorf("cut(%q) = %d, but %q follows", c.in, n, buf[n:])
			}
		}
	}
}
