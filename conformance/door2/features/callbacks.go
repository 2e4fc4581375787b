package features

import (
	"errors"
	"sort"
)

// Apply calls f with x.
func Apply(x float64, f func(float64) float64) float64 { return f(x) }

// MapFloats calls f for each element.
func MapFloats(xs []float64, f func(x float64, i int) float64) []float64 {
	out := make([]float64, len(xs))
	for i, x := range xs {
		out[i] = f(x, i)
	}
	return out
}

// Each calls f for each text.
func Each(texts []string, f func(text string)) {
	for _, text := range texts {
		f(text)
	}
}

// SortBy sorts texts by a comparison.
func SortBy(texts []string, less func(a, b string) bool) []string {
	sort.SliceStable(texts, func(i, j int) bool { return less(texts[i], texts[j]) })
	return texts
}

// Try calls f and gives its error's message: what f throws becomes an error.
func Try(f func() error) string {
	if err := f(); err != nil {
		return err.Error()
	}
	return "fine"
}

// TryAgain calls f and fails with its error.
func TryAgain(f func() error) error { return f() }

// Parsed calls f, whose result comes with an error.
func Parsed(text string, f func(text string) (int, error)) (int, error) { return f(text) }

// MovePoints calls f with a struct and takes one back.
func MovePoints(ps []Point, f func(p Point) Point) []Point {
	for i, p := range ps {
		ps[i] = f(p)
	}
	return ps
}

// Nest calls f with one less, until depth is 0.
func Nest(depth int, f func(depth int) int) int {
	if depth == 0 {
		return 0
	}
	return 1 + f(depth-1)
}

// Recovers calls f and recovers from what it throws.
func Recovers(f func()) (message string) {
	defer func() {
		if r := recover(); r != nil {
			message = "recovered"
		}
	}()
	f()
	return "returned"
}

// Cleanup calls f and then after, also where f throws.
func Cleanup(f func(), after func()) {
	defer after()
	f()
}

// Elsewhere calls f on another goroutine, which fails with an error.
func Elsewhere(f func() error) error {
	done := make(chan error)
	go func() { done <- f() }()
	return <-done
}

// ElsewhereVoid calls f, which cannot fail, on another goroutine.
func ElsewhereVoid(f func()) error {
	done := make(chan error, 1)
	go func() {
		defer close(done)
		f()
		done <- errors.New("f returned")
	}()
	return <-done
}

var kept func(int) int

// Keep keeps f for later.
func Keep(f func(int) int) { kept = f }

// CallKept calls what was kept.
func CallKept(n int) int { return kept(n) }

// Predicate is a named func type.
type Predicate func(n int) bool

// Filter gives the numbers that f accepts.
func Filter(ns []int, f Predicate) []int {
	var out []int
	for _, n := range ns {
		if f(n) {
			out = append(out, n)
		}
	}
	return out
}

// WithAccount calls f with an account.
func WithAccount(owner string, f func(a *Account) int64) int64 { return f(NewAccount(owner)) }

// Optional calls f where it is not nil.
func Optional(f func() string) string {
	if f == nil {
		return "nil"
	}
	return f()
}

// Bytes calls f with bytes that Go uses again.
func Bytes(n int, f func(chunk []byte) int) int {
	total, chunk := 0, make([]byte, 4)
	for i := range n {
		for j := range chunk {
			chunk[j] = byte(i)
		}
		total += f(chunk)
	}
	return total
}
