// Package docs is documented.
//
// Its comment ends here: */ and has an @tag, {braces} and <html>.
package docs

// Add adds, as [Sum] does, and [Shape.Area], but not [strings.Builder] or *this*.
//
// # Heading
//
// See https://example.com/a_b and [the page].
//
//   - one
//   - two
//
// Then code:
//
//	x := map[string]int{} // */
//
// Deprecated: use [Sum].
//
// [the page]: https://example.com/page
//
//topher:name plus
func Add(a, b int) int { return a + b }

// Sum sums.
func Sum() int { return 0 }

// A Shape is a shape.
type Shape struct {
	// Sides counts.
	Sides int    // not this one
	Name  string // a name
	n     int
}

// Area is its area; `*p {x}` is code.
func (s *Shape) Area() float64 { return 0 }
