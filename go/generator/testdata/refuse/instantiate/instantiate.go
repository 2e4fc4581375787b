// Package instantiate has type arguments that do not fit.
package instantiate

import (
	"cmp"
	"time"
)

//topher:instantiate []int
func Max[E cmp.Ordered](xs ...E) (most E) { return most }

//topher:instantiate string, int, bool
func Keys[M ~map[K]V, K comparable, V any](m M) []K { return nil }

//topher:instantiate string
type Pair[A, B any] struct {
	A A
	B B
}

//topher:instantiate
type Empty[T any] struct{ X T }

//topher:instantiate nothing
//topher:instantiate time.Nothing
//topher:instantiate 1 +
//topher:instantiate 3
//topher:instantiate private
//topher:instantiate cmp.Ordered
//topher:instantiate strings.Builder
//topher:instantiate func() time.Duration
type List[T any] struct{ items []T }

type private struct{}

//topher:instantiate int
func Plain(x int) time.Duration { return time.Duration(x) }

//topher:instantiate *time.Time
func Same[T comparable](x, y T) bool { return x == y }

//topher:instantiate []byte
func Equal[T comparable](x, y T) bool { return x == y }

//topher:instantiate int
//topher:instantiate string
func Twice[T any](x T) T { return x }

// TwiceInt has the name of an instance.
func TwiceInt(x int) int { return x }
