package primes

import (
	"context"
	"sync"
	"sync/atomic"
)

// Each looks for the primes below n with several goroutines, and calls found in each of them. The first error ends it.
func Each(n, goroutines int, found func(prime int) error) error {
	ctx, stop := context.WithCancelCause(context.Background())
	defer stop(nil)
	var next atomic.Int64
	var group sync.WaitGroup
	for range goroutines {
		group.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1))
				if i >= n {
					return
				}
				if !IsPrime(i) {
					continue
				}
				if err := found(i); err != nil {
					stop(err)
				}
			}
		})
	}
	group.Wait()
	return context.Cause(ctx)
}

// A Judge says which primes are wanted.
type Judge interface {
	Wanted(ctx context.Context, prime int) (bool, error)
}

// Choose asks the judge about every prime below n, all at once, and returns how many are wanted.
func Choose(ctx context.Context, n int, judge Judge) (int, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var mutex sync.Mutex
	var group sync.WaitGroup
	count := 0
	for i := range n {
		if !IsPrime(i) {
			continue
		}
		group.Go(func() {
			wanted, err := judge.Wanted(ctx, i)
			if err != nil {
				stop(err)
			}
			mutex.Lock()
			defer mutex.Unlock()
			if wanted {
				count++
			}
		})
	}
	group.Wait()
	return count, context.Cause(ctx)
}

var (
	watching sync.Mutex
	watcher  func(prime int)
)

// Watch keeps f, which Largest calls from then on; nil ends that.
func Watch(f func(prime int)) {
	watching.Lock()
	defer watching.Unlock()
	watcher = f
}

// Largest returns the largest prime below n, or 0, and tells the watcher.
func Largest(n int) int {
	for n--; n > 0 && !IsPrime(n); n-- {
	}
	watching.Lock()
	f := watcher
	watching.Unlock()
	if f != nil {
		f(n)
	}
	return max(n, 0)
}
