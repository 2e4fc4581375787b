package main

import (
	"fmt"
	"sync"

	"github.com/topherjs/topher/bench/values"
)

// counters are the values that clients hold by their numbers.
var counters struct {
	sync.Mutex
	all []*values.Counter
}

// newCounter makes one and gives its number.
func newCounter(start int) int {
	counters.Lock()
	defer counters.Unlock()
	counters.all = append(counters.all, values.NewCounter(start))
	return len(counters.all) - 1
}

// addTo adds to the counter of that number.
func addTo(number, n int) (int, error) {
	counters.Lock()
	defer counters.Unlock()
	if number < 0 || number >= len(counters.all) {
		return 0, fmt.Errorf("there is no counter %d", number)
	}
	return counters.all[number].Add(n), nil
}
