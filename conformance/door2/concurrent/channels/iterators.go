package channels

import (
	"context"
	"iter"
	"sync/atomic"
	"time"
)

var yielded, left atomic.Int64

// Yielded counts the values that the iterators below have given.
func Yielded() int { return int(yielded.Load()) }

// Left counts the iterators whose loop has been left.
func Left() int { return int(left.Load()) }

// Naturals never end.
func Naturals() iter.Seq[int] {
	return func(yield func(int) bool) {
		defer left.Add(1)
		for i := 0; yield(i); i++ {
			yielded.Add(1)
		}
	}
}

// UpTo gives 0 to n-1.
func UpTo(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i < n && yield(i); i++ {
		}
	}
}

// Slowly gives 0 to n-1, each after a while.
func Slowly(n int, each time.Duration) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			time.Sleep(each)
			if !yield(i) {
				return
			}
		}
	}
}

// Squares gives numbers with their squares.
func Squares(n int) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for i := range n {
			if !yield(i, i*i) {
				return
			}
		}
	}
}

// Attempts gives numbers; the last one comes with an error.
func Attempts(n int) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for i := range n {
			var err error
			if i == n-1 {
				err = ErrBroken
			}
			if !yield(i, err) {
				return
			}
		}
	}
}

// Explodes gives n numbers and panics.
func Explodes(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
		panic("explodes")
	}
}

// NoSeq gives nil.
func NoSeq() iter.Seq[int] { return nil }

// Until gives numbers until ctx is done.
func Until(ctx context.Context, from int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer left.Add(1)
		for i := from; ctx.Err() == nil && yield(i); i++ {
		}
	}
}

// MappedSeq calls f for each.
func MappedSeq(n int, f func(x int) int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(f(i)) {
				return
			}
		}
	}
}

// SumSeq adds up.
func SumSeq(seq iter.Seq[int]) int {
	sum := 0
	for x := range seq {
		received.Add(1)
		sum += x
	}
	return sum
}

// TakeSeq takes n values.
func TakeSeq(seq iter.Seq[int], n int) []int {
	values := []int{}
	for x := range seq {
		if len(values) == n {
			break
		}
		values = append(values, x)
	}
	return values
}

// JoinSeq2 joins pairs.
func JoinSeq2(seq iter.Seq2[string, int]) map[string]int {
	m := map[string]int{}
	for key, value := range seq {
		m[key] = value
	}
	return m
}

// SumSeqUntil adds up until ctx is done.
func SumSeqUntil(ctx context.Context, seq iter.Seq[int]) (int, error) {
	sum := 0
	for x := range seq {
		if ctx.Err() != nil {
			return sum, context.Cause(ctx)
		}
		sum += x
	}
	return sum, nil
}
