// Package directives has directives that say nothing.
package directives

//topher:rename x
func A() {}

//topher:async
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
func H(c chan int) {}

//topher:borrow B
type I struct{ B []byte }

func body() {
	//topher:ignore
	hidden()
}

var _ = body
