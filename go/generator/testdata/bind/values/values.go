// Package values has structs that cross by value.
package values

import "time"

// A Base is embedded.
type Base struct {
	// ID identifies it.
	ID   int
	Kind string `json:"kind"`
}

// A User is a value.
type User struct {
	Base
	Name    string            `json:"name,omitempty"` // Name is what it is called.
	Email   string            `json:"e-mail"`
	Secret  string            `json:"-"`
	Count   int               `json:",string"`
	Kind    string            // hides Base.Kind only in Go: its name there is kind too
	Tags    map[string]string `json:"tags"`
	Born    time.Time
	Parent  *User
	Friends []User
	Note    *string
	Then    bool
	Done    chan int
	Hook    func()
	_       struct{}
}

// A Tagged embeds under a name of its own.
type Tagged struct {
	Base `json:"base"`
}

// An Empty has nothing.
type Empty struct{}

// A UserInput has the name that TypeScript would give the input of User.
type UserInput struct{ A int }

func Find(u User) (User, bool)      { return u, true }
func Rename(u *User, name string)   { u.Name = name }
func Maybe() *User                  { return nil }
func NewUser() *User                { return &User{} }
func Load() (*User, error)          { return nil, nil }
func Both(t Tagged, e Empty) []User { return nil }
