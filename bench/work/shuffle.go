package work

import (
	"runtime"
	"sync"
)

// Shuffle puts the numbers into another order, in place: Fisher–Yates on the generator that every contender has, so that the same seed gives
// the same order in each of them.
func Shuffle(numbers []float64, seed uint32) {
	random := mulberry(seed)
	for i := len(numbers) - 1; i > 0; i-- {
		j := random.below(i + 1)
		numbers[i], numbers[j] = numbers[j], numbers[i]
	}
}

// The buckets of ShuffleOnCores: so few that all can be written to at a time, and so many that each is shuffled near the processor.
const (
	bucketBits = 5
	buckets    = 1 << bucketBits
)

// ShuffleOnCores does it with a goroutine for each core: each number is sent to a bucket by chance, and each bucket is shuffled by itself.
//
//topher:borrow numbers
func ShuffleOnCores(numbers []float64, seed uint32) {
	cores := runtime.GOMAXPROCS(0)
	part := func(core int) []float64 { return numbers[len(numbers)*core/cores : len(numbers)*(core+1)/cores] }
	// Each core counts what it has for each bucket. The same seed gives the same buckets once more when the numbers are sent there.
	next := make([][buckets]int, cores)
	each(cores, func(core int) {
		random := mulberry(seed + uint32(core))
		var counts [buckets]int
		for range part(core) {
			counts[random.bits()>>(32-bucketBits)]++
		}
		next[core] = counts
	})
	var starts [buckets + 1]int
	at := 0
	for bucket := range buckets {
		starts[bucket] = at
		for core := range cores {
			next[core][bucket], at = at, at+next[core][bucket]
		}
	}
	starts[buckets] = at
	sent := make([]float64, len(numbers))
	each(cores, func(core int) {
		random := mulberry(seed + uint32(core))
		own := next[core]
		for _, x := range part(core) {
			bucket := random.bits() >> (32 - bucketBits)
			sent[own[bucket]] = x
			own[bucket]++
		}
	})
	each(buckets, func(bucket int) {
		random := mulberry(seed ^ uint32(bucket+1)*2654435769)
		from, to := starts[bucket], starts[bucket+1]
		shuffled := numbers[from:to]
		for i, x := range sent[from:to] {
			j := random.below(i + 1)
			shuffled[i] = shuffled[j]
			shuffled[j] = x
		}
	})
}

func each(n int, do func(i int)) {
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() { do(i) })
	}
	all.Wait()
}

// A mulberry is Tommy Ettinger's generator mulberry32: 32 bits of state, the same in every language.
type mulberry uint32

// below gives a number from 0 to n-1, by way of a float64 as JavaScript has to.
func (m *mulberry) below(n int) int { return int(float64(m.bits()) / (1 << 32) * float64(n)) }

func (m *mulberry) bits() uint32 {
	*m += 0x6d2b79f5
	t := uint32(*m)
	t = (t ^ t>>15) * (t | 1)
	t ^= t + (t^t>>7)*(t|61)
	return t ^ t>>14
}
