package iterators

import (
	"slices"
	"testing"
)

func TestTrackedRunsItsDefers(t *testing.T) {
	before := Ended()
	for range Tracked(3) {
		break
	}
	if Started() != Ended() || Ended() != before+1 {
		t.Errorf("%d began, %d ended, %d before", Started(), Ended(), before)
	}
}

func TestZipEndsWithTheShorter(t *testing.T) {
	if got := Zip(Count(5), slices.Values([]int{7, 8})); !slices.Equal(got, []int{0, 7, 1, 8}) {
		t.Errorf("Zip gave %v", got)
	}
}
