package words

import (
	"errors"
	"slices"
	"testing"
)

func TestCount(t *testing.T) {
	for text, want := range map[string]int{"": 0, "one": 1, " the quick\tbrown\nfox ": 4} {
		if got := Count(text); got != want {
			t.Errorf("Count(%q) = %d, want %d", text, got, want)
		}
	}
}

func TestTop(t *testing.T) {
	got, err := Top("to be or not TO BE", 3)
	want := []Frequency{{"be", 2}, {"to", 2}, {"not", 1}}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("Top = %v, %v, want %v", got, err, want)
	}
}

func TestTopNegative(t *testing.T) {
	if _, err := Top("text", -1); !errors.Is(err, ErrNegative) {
		t.Errorf("error = %v, want %v", err, ErrNegative)
	}
}
