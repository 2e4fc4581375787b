// Package iterators gives iterators and takes them.
package iterators

import (
	"errors"
	"iter"
	"maps"
	"runtime"
	"slices"
	"strings"
)

// Count counts from 0 to n-1.
func Count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// Naturals never end.
func Naturals() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; yield(i); i++ {
		}
	}
}

// Squares is an iterator without the name of one.
func Squares(n int) func(yield func(int64) bool) {
	return func(yield func(int64) bool) {
		for i := range int64(n) {
			if !yield(i * i) {
				return
			}
		}
	}
}

// Words gives the words of a text.
func Words(text string) iter.Seq[string] { return strings.FieldsSeq(text) }

// Indexed gives words with their place.
func Indexed(words []string) iter.Seq2[int, string] { return slices.All(words) }

// Attempts gives numbers with errors: every third fails.
func Attempts(n int) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for i := range n {
			var err error
			if i%3 == 2 {
				err = ErrThird
			}
			if !yield(i, err) {
				return
			}
		}
	}
}

// ErrThird says that it was every third.
var ErrThird = errors.New("every third")

// NoSeq gives nil.
func NoSeq() iter.Seq[int] { return nil }

// OpenSeq gives an iterator or fails.
func OpenSeq(n int) (iter.Seq[int], error) {
	if n < 0 {
		return nil, errors.New("less than nothing")
	}
	return Count(n), nil
}

// A Point crosses by value.
type Point struct{ X, Y int }

// Points gives structs.
func Points(n int) iter.Seq[Point] {
	return func(yield func(Point) bool) {
		for i := range n {
			if !yield(Point{i, -i}) {
				return
			}
		}
	}
}

// A List is a class with iterators.
type List struct {
	items []string
}

// NewList makes a list.
func NewList(items ...string) *List { return &List{items} }

// All gives the items with their places.
func (l *List) All() iter.Seq2[int, string] { return slices.All(l.items) }

// Backward gives the items, the last first.
func (l *List) Backward() iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, item := range slices.Backward(l.items) {
			if !yield(item) {
				return
			}
		}
	}
}

// Push adds what an iterator gives.
func (l *List) Push(items iter.Seq[string]) int {
	l.items = slices.AppendSeq(l.items, items)
	return len(l.items)
}

// Singles gives a list of each item.
func (l *List) Singles() iter.Seq[*List] {
	return func(yield func(*List) bool) {
		for _, item := range l.items {
			if !yield(NewList(item)) {
				return
			}
		}
	}
}

var started, ended int

// Tracked is Count that tells Started and Ended.
func Tracked(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		started++
		defer func() { ended++ }()
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// Started counts the loops of Tracked that have begun.
func Started() int { return started }

// Ended counts those whose defers have run.
func Ended() int { return ended }

// Panics panics after n values.
func Panics(n int, text string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
		panic(text)
	}
}

// Stubborn goes on although it should stop, which Go forbids.
func Stubborn() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range 3 {
			yield(i)
		}
	}
}

// Map calls f in each step.
func Map(seq iter.Seq[int], f func(int) int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for n := range seq {
			if !yield(f(n)) {
				return
			}
		}
	}
}

// Visit calls f for each number.
func Visit(seq iter.Seq[int], f func(int)) {
	for n := range seq {
		f(n)
	}
}

// Sum adds up.
func Sum(seq iter.Seq[int]) int {
	sum := 0
	for n := range seq {
		sum += n
	}
	return sum
}

// SumTwice runs the loop twice.
func SumTwice(seq iter.Seq[int]) (int, int) { return Sum(seq), Sum(seq) }

// SumSafely recovers from what the loop throws.
func SumSafely(seq iter.Seq[int]) (sum int) {
	defer func() {
		if recover() != nil {
			sum = -1
		}
	}()
	return Sum(seq)
}

// Take gives the first n.
func Take(seq iter.Seq[string], n int) []string {
	var out []string
	for text := range seq {
		if len(out) == n {
			break
		}
		out = append(out, text)
	}
	return out
}

// First gives the first, and whether there is one.
func First(seq iter.Seq[Point]) (Point, bool) {
	for p := range seq {
		return p, true
	}
	return Point{}, false
}

// Zip takes from two iterators in turn.
func Zip(a, b iter.Seq[int]) []int {
	var out []int
	next, stop := iter.Pull(b)
	defer stop()
	for n := range a {
		m, ok := next()
		if !ok {
			break
		}
		out = append(out, n, m)
	}
	return out
}

// CollectMap makes a map.
func CollectMap(seq iter.Seq2[string, int]) map[string]int { return maps.Collect(seq) }

// TakePairs prints the first n pairs.
func TakePairs(seq iter.Seq2[string, int], n int) []string {
	var out []string
	for key := range seq {
		if len(out) == n {
			break
		}
		out = append(out, key)
	}
	return out
}

// IsNil tells whether there is none.
func IsNil(seq iter.Seq[int]) bool { return seq == nil }

// Echo gives seq back.
func Echo(seq iter.Seq[int]) iter.Seq[int] { return seq }

var kept iter.Seq[int]

// Keep keeps seq.
func Keep(seq iter.Seq[int]) { kept = seq }

// SumKept runs what was kept.
func SumKept() int { return Sum(kept) }

// Feed calls f with an iterator.
func Feed(n int, f func(seq iter.Seq[int]) int) int { return f(Count(n)) }

// Run calls f.
func Run(f func()) { f() }

// A Source is a struct with an iterator in it.
type Source struct {
	Name  string
	Items iter.Seq[int]
}

// MakeSource gives a source.
func MakeSource(n int) Source { return Source{"source", Count(n)} }

// SumSource adds up.
func SumSource(s Source) int { return Sum(s.Items) }

// Several gives iterators.
func Several(n int) []iter.Seq[int] {
	out := make([]iter.Seq[int], n)
	for i := range out {
		out[i] = Count(i)
	}
	return out
}

// Collect runs Go's garbage collector.
func Collect() {
	runtime.GC()
	runtime.GC()
}
