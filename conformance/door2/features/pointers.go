package features

// Move moves p, in place.
func Move(p *Point, dx, dy float64) {
	p.X += dx
	p.Y += dy
}

// Birthday makes p a year older and gives it back.
func Birthday(p *Person) *Person {
	if p != nil {
		p.Age++
	}
	return p
}

// FirstPoint points to the first of ps, nil where there is none.
func FirstPoint(ps []Point) *Point {
	if len(ps) == 0 {
		return nil
	}
	return &ps[0]
}

// IsNilPoint says whether p is nil.
func IsNilPoint(p *Point) bool { return p == nil }

// EchoPointers gives a slice of pointers back.
func EchoPointers(ps []*Point) []*Point { return ps }

// EchoOptional gives a pointer to a number back.
func EchoOptional(n *int) *int { return n }

// EchoOptionalText gives a pointer to a string back.
func EchoOptionalText(s *string) *string { return s }

// A Node is a value that refers to its own kind.
type Node struct {
	Value int
	Next  *Node
}

// Chain makes a list of n nodes.
func Chain(n int) *Node {
	var head *Node
	for i := n; i > 0; i-- {
		head = &Node{i, head}
	}
	return head
}

// ChainLength counts the nodes of a list.
func ChainLength(n *Node) int {
	length := 0
	for ; n != nil; n = n.Next {
		length++
	}
	return length
}
