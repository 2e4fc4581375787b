package main

import (
	"slices"
	"testing"
)

func upTo(n int) []int64 {
	nums := make([]int64, n)
	for i := range nums {
		nums[i] = int64(i)
	}
	return nums
}

func TestShuffle_KeepsTheNumbersAndFollowsTheSeed(t *testing.T) {
	a, b, c := upTo(1000), upTo(1000), upTo(1000)
	shuffle(&a[0], 1000, 1)
	shuffle(&b[0], 1000, 1)
	shuffle(&c[0], 1000, 2)
	if !slices.Equal(a, b) {
		t.Error("one seed gave two orders")
	}
	if slices.Equal(a, c) || slices.Equal(a, upTo(1000)) {
		t.Error("the order does not depend on the seed")
	}
	slices.Sort(a)
	if !slices.Equal(a, upTo(1000)) {
		t.Error("the numbers changed")
	}
	shuffle(nil, 1000, 1)
	shuffle(&a[0], -1, 1)
}

func TestShuffle_ReachesEveryOrder(t *testing.T) {
	seen := map[[4]int64]int{}
	for seed := range uint64(2400) {
		nums := [4]int64{0, 1, 2, 3}
		shuffle(&nums[0], 4, seed)
		seen[nums]++
	}
	if len(seen) != 24 {
		t.Errorf("%d of 24 orders", len(seen))
	}
	for order, times := range seen {
		if times < 50 || times > 150 {
			t.Errorf("%v came %d times of 2400, expected about 100", order, times)
		}
	}
}
