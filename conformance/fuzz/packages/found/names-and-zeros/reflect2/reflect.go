// Package reflect lies in a folder that is called as generated code would call it.
package reflect

// A Symbol has a method that every object of JavaScript has, and one that an interface of TypeScript would take for its constructor.
type Symbol struct{ n int }

// New makes another one.
func (s *Symbol) New(n int) *Symbol { return &Symbol{n} }

// ToString is not the toString of JavaScript.
func (s *Symbol) ToString(base int) int { return s.n * base }

// ValueOf is not the valueOf of JavaScript.
func (s *Symbol) ValueOf(by int) int { return s.n + by }

// Close is called by [Symbol.dispose].
func (s *Symbol) Close() error { return nil }

// A Holder has a class by value, which is zero where it is absent.
type Holder struct {
	Inner Symbol
	Both  [2]Symbol
}

// Sum needs all of them.
func Sum(h Holder) int { return h.Inner.n + h.Both[0].n + h.Both[1].n }

// A Namer is an interface.
type Namer interface{ New(n int) string }

// Call calls it.
func Call(n Namer) string { return n.New(7) }
