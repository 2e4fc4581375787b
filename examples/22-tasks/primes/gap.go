package primes

import (
	"context"
	"fmt"
	"sync/atomic"
)

// A Gap is the distance between two primes with none between them.
type Gap struct {
	After  int
	Length int
}

var searches atomic.Int64

// Searches tells how many calls of FindGap are at work.
func Searches() int { return int(searches.Load()) }

// FindGap returns the first gap of at least that length. It looks for as long as ctx lets it.
func FindGap(ctx context.Context, length int) (Gap, error) {
	searches.Add(1)
	defer searches.Add(-1)
	last := 2
	for n := 3; ; n += 2 {
		if n%1001 == 0 && ctx.Err() != nil {
			return Gap{}, fmt.Errorf("no gap of %d below %d: %w", length, n, context.Cause(ctx))
		}
		if !IsPrime(n) {
			continue
		}
		if n-last >= length {
			return Gap{After: last, Length: n - last}, nil
		}
		last = n
	}
}
