package main

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestRepeat_TellsWhatItNeedsAndWritesWhatFits(t *testing.T) {
	for _, c := range []struct {
		s    string
		n    int64
		room int
		need int64
		out  string
	}{
		{"Badger", 4, 24, 24, "BadgerBadgerBadgerBadger"},
		{"Snake", 2, 12, 10, "SnakeSnake.."},
		{"Snake", 2, 7, 10, "SnakeSn"},
		{"Snake", 2, 0, 10, ""},
		{"Snake", 2, 3, 10, "Sna"},
		{"Snake", 0, 3, 0, "..."},
		{"", 5, 3, 0, "..."},
		{"", math.MaxInt64, 3, 0, "..."},
		{"x", math.MaxInt64, 3, math.MaxInt64, "xxx"},
		{"xy", math.MaxInt64, 3, -1, "..."},
		{"xy", -1, 3, -1, "..."},
		{"aé", 2, 5, 6, "aéa\x00"[:4] + "\x00"},
		{"🐹", 2, 7, 8, "🐹\x00\x00\x00"},
	} {
		out := []byte(strings.Repeat(".", c.room))
		need := repeatInto(c.s, c.n, out)
		if want := c.out; need != c.need || string(out) != want {
			t.Errorf("repeat(%q, %d) into %d = %d and %q, want %d and %q", c.s, c.n, c.room, need, out, c.need, want)
		}
	}
}

func TestRepeat_RefusesANegativeRoom(t *testing.T) {
	b := byte('.')
	if got := repeat(nil, 1, &b, -1); got != -1 || b != '.' {
		t.Errorf("got %d and %q, want -1 and nothing written", got, b)
	}
	if got := repeat(nil, 1, nil, 0); got != 0 {
		t.Errorf("NULL: got %d, want 0", got)
	}
}

func FuzzRepeat_AgreesWithStringsRepeat(f *testing.F) {
	f.Add("Badger 🦡", 3, 10)
	f.Add("é", 100, 57)
	f.Fuzz(func(t *testing.T, s string, n, room int) {
		n, room = min(max(n, 0), 300), min(max(room, 0), 4096)
		want := strings.Repeat(s, n)
		out := make([]byte, room)
		if need := repeatInto(s, int64(n), out); need != int64(len(want)) {
			t.Fatalf("need %d, want %d", need, len(want))
		}
		if room >= len(want) {
			if string(out[:len(want)]) != want {
				t.Fatalf("got %q, want %q", out[:len(want)], want)
			}
			return
		}
		if utf8.ValidString(want) && !utf8.Valid(out) {
			t.Fatalf("%q is cut inside a character", out)
		}
		kept := strings.TrimRight(string(out), "\x00")
		if !strings.HasPrefix(want, kept) || room-len(kept) > 3 && !strings.Contains(s, "\x00") {
			t.Fatalf("%q is not the beginning of %q", out, want)
		}
	})
}

func TestJoin_TellsWhatItNeedsAndWritesWhatFits(t *testing.T) {
	for _, c := range []struct {
		parts []string
		sep   string
		room  int
		need  int64
		out   string
	}{
		{nil, ", ", 3, 0, "..."},
		{[]string{"one"}, ", ", 5, 3, "one.."},
		{[]string{"one", "two", "three"}, ", ", 15, 15, "one, two, three"},
		{[]string{"one", "two"}, "", 6, 6, "onetwo"},
		{[]string{"one", "two"}, ", ", 4, 8, "one,"},
		{[]string{"one", "two"}, "→", 5, 9, "one\x00\x00"},
		{[]string{"", "", ""}, "-", 3, 2, "--."},
		{[]string{"one", "two"}, ", ", 0, 8, ""},
	} {
		out := []byte(strings.Repeat(".", c.room))
		need := joinInto(c.parts, c.sep, out)
		if need != c.need || string(out) != c.out {
			t.Errorf("join(%q, %q) into %d = %d and %q, want %d and %q", c.parts, c.sep, c.room, need, out, c.need, c.out)
		}
	}
}

func TestJoin_RefusesNegativeCounts(t *testing.T) {
	b := byte('.')
	if got := join(nil, -1, nil, &b, 1); got != -1 {
		t.Errorf("n: got %d, want -1", got)
	}
	if got := join(nil, 0, nil, &b, -1); got != -1 {
		t.Errorf("outN: got %d, want -1", got)
	}
	if got := join(nil, 0, nil, nil, 0); got != 0 {
		t.Errorf("NULL: got %d, want 0", got)
	}
}

func TestProduct_SeesOverflow(t *testing.T) {
	for _, c := range []struct {
		a, b, want int64
		ok         bool
	}{
		{0, math.MaxInt64, 0, true},
		{3, 4, 12, true},
		{1, math.MaxInt64, math.MaxInt64, true},
		{2, math.MaxInt64/2 + 1, 0, false},
		{math.MaxInt64, math.MaxInt64, 0, false},
		{1 << 32, 1 << 32, 0, false},
	} {
		if got, ok := product(c.a, c.b); ok != c.ok || ok && got != c.want {
			t.Errorf("product(%d, %d) = %d, %v, want %d, %v", c.a, c.b, got, ok, c.want, c.ok)
		}
	}
}
