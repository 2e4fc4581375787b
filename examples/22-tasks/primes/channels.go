package primes

import (
	"context"
	"iter"
)

// From sends the primes from n on, until ctx is done.
func From(ctx context.Context, n int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for ; ; n++ {
			if !IsPrime(n) {
				continue
			}
			select {
			case out <- n:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// Below sends the primes below n. It has no context, and ends when the last one has been received.
func Below(n int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := range n {
			if IsPrime(i) {
				out <- i
			}
		}
	}()
	return out
}

// BelowDrained is Below, and topher receives what nobody wants any more.
//
//topher:drain
func BelowDrained(n int) <-chan int { return Below(n) }

// Sum adds what it receives, until in is closed.
func Sum(in <-chan int) int {
	sum := 0
	for n := range in {
		sum += n
	}
	return sum
}

// Sift receives numbers, sends the primes among them, and closes out when in is closed.
func Sift(in <-chan int, out chan<- int) {
	defer close(out)
	for n := range in {
		if IsPrime(n) {
			out <- n
		}
	}
}

// Twins yields pairs of primes with a difference of 2, all below n.
func Twins(n int) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for i := 3; i+2 < n; i += 2 {
			if IsPrime(i) && IsPrime(i+2) && !yield(i, i+2) {
				return
			}
		}
	}
}
