package features

// Documented has a doc comment with more than one paragraph.
//
// The second paragraph mentions [Point] and [Account.Deposit], and `code`.
//
//	a := Documented("x", 1)
//
// It ends with something that would end a comment: */ here.
//
//   - a list
//   - of two
func Documented(name string, count int) string { return name }

// Old is out of date.
//
// Deprecated: use [Documented].
func Old() {}

func Undocumented() {}

// A Documentation has documented fields.
type Documentation struct {
	// Title stands above.
	Title string
	Pages int // Pages stand beside.

	// Deprecated: use Title.
	Name string
}

// EchoDocumentation gives d back.
func EchoDocumentation(d Documentation) Documentation { return d }
