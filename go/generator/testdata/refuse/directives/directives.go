// Package directives has directives that say nothing.
package directives

//topher:rename x
func A() {}

//topher:async always
func B() {}

//topher:name
func C() {}

//topher:name not-a-name
func D() {}

//topher:borrow n missing
func E(n int, b []byte) {}

//topher:borrow
func F(b []byte) {}

//topher:name unused
func hidden() {}

//topher:borrow b
//topher:copy b
func G(b []byte) {}

//topher:name inner
func H(c complex64) {}

//topher:borrow B
type I struct{ B []byte }

//topher:async
type J func()

//topher:drain
func K() chan<- int { return nil }

//topher:async
//topher:borrow b
func L(b, c []byte) {}

//topher:drain
var M chan int

// N has a member with the name of the view.
type N struct{ n int }

//topher:name async
func (n *N) Run() {}

//topher:name delete
type O struct{ A int }

//topher:name $P
type P int

func body() {
	//topher:ignore
	hidden()
}

var _ = body
