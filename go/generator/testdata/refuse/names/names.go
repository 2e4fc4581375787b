// Package names has names that fall together.
package names

func URL() {}
func Url() {}

const URl = 1

type T struct{ n int }

func (T) Get() {}
func (T) GET() {}

type V struct {
	A int `json:"x"`
	B int `json:"x"`
}

type W struct {
	Name string
	NAME string
}

type Left struct{ ID int }
type Right struct{ ID int }

type Both struct {
	Left
	Right
}

type E int

const (
	EOne E = iota
	EONE
)
