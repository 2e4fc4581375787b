package main

import "C"

import "math/rand/v2"

// shuffle puts n numbers into a random order, in place: Fisher–Yates on Go's PCG generator, seeded with (seed, 0). The
// same seed gives the same order on every machine.
//
//export shuffle
func shuffle(nums *int64, n int64, seed uint64) {
	permute(view(nums, n), seed)
}

func permute(nums []int64, seed uint64) {
	r := rand.New(rand.NewPCG(seed, 0))
	for i := len(nums) - 1; i > 0; i-- {
		j := r.Uint64N(uint64(i) + 1)
		nums[i], nums[j] = nums[j], nums[i]
	}
}
