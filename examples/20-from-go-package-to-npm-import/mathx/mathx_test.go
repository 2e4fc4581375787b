package mathx

import (
	"errors"
	"testing"
)

func TestMean(t *testing.T) {
	if got, err := Mean([]float64{1, 2, 6}); got != 3 || err != nil {
		t.Errorf("Mean = %v, %v, want 3", got, err)
	}
	if _, err := Mean(nil); !errors.Is(err, ErrEmpty) {
		t.Errorf("error = %v, want %v", err, ErrEmpty)
	}
}

func TestSummarize(t *testing.T) {
	if got, err := Summarize([]float64{2, -1, 5}); got != (Summary{Count: 3, Min: -1, Max: 5}) || err != nil {
		t.Errorf("Summarize = %v, %v", got, err)
	}
}
