// Package naming has names that need care.
package naming

func ParseURL()                                                    {}
func URL()                                                         {}
func HTTPServer()                                                  {}
func Delete()                                                      {}
func Then()                                                        {}
func Constructor()                                                 {}
func Delete_()                                                     {}
func Await(new, then, x int, class string) (default_ int, ok bool) { return 0, true }

// A Map has the name of a class of JavaScript.
type Map struct{ Then, Constructor int }

// A_B and A with B would be the same C function.
func A_B() {}

type A struct{ n int }

func (a *A) B() {}

// A Tok has a constant that would have the name of its method.
type Tok int

const (
	IDENT Tok = iota
	STRING
)

func (t Tok) String() string { return "" }
