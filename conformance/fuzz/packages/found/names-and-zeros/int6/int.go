// Package int is called like a type.
package int

// TwiceXⸯ has a letter that JavaScript has not.
//
//topher:instantiate int
func TwiceXⸯ[T any](ⸯ T) []T { return []T{ⸯ, ⸯ} }

// Dollar has the name of something private.
//
//topher:name $lib
func Dollar() int { return 1 }

// Other has it too.
//
//topher:name $link
func Other() int { return 2 }

// Fields are called like the variables of generated code.
type Fields struct {
	First  int `json:"in"`
	Second int `json:"$1"`
	Third  int `json:"$"`
}

// Total adds them.
func Total(f Fields) int { return f.First + f.Second + f.Third }
