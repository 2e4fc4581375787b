package features

import (
	"errors"
	"fmt"
	"sync"
)

// An Account holds money. Its fields are hidden, so it stays in Go.
type Account struct {
	mu      sync.Mutex
	owner   string
	balance int64
	history []string
}

// NewAccount opens an account.
func NewAccount(owner string) *Account { return &Account{owner: owner} }

// MustAccount opens an account and panics where owner is empty.
func MustAccount(owner string) *Account {
	if owner == "" {
		panic("no owner")
	}
	return NewAccount(owner)
}

// FindAccount finds none for the name "nobody".
func FindAccount(owner string) *Account {
	if owner == "nobody" {
		return nil
	}
	return NewAccount(owner)
}

// OpenAccount opens an account, or fails. For the name "nobody" it does neither, which it should not.
func OpenAccount(owner string) (*Account, error) {
	if owner == "" {
		return nil, ErrEmpty
	}
	if owner == "nobody" {
		return nil, nil
	}
	return NewAccount(owner), nil
}

// Owner is who owns it.
func (a *Account) Owner() string { return a.owner }

// Deposit puts cents in and gives the balance.
func (a *Account) Deposit(cents int64) int64 {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.balance += cents
	a.history = append(a.history, fmt.Sprint("deposit ", cents))
	return a.balance
}

// Withdraw takes cents out.
func (a *Account) Withdraw(cents int64) error {
	if cents > a.balance {
		return errors.New("insufficient funds")
	}
	a.balance -= cents
	return nil
}

// Balance is what is left.
func (a *Account) Balance() int64 { return a.balance }

// History lists what happened.
func (a *Account) History() []string { return a.history }

// String describes it.
func (a *Account) String() string { return fmt.Sprintf("%s: %d", a.owner, a.balance) }

// Self gives the account itself.
func (a *Account) Self() *Account { return a }

// Transfer moves cents from a to to.
func (a *Account) Transfer(to *Account, cents int64) error {
	if err := a.Withdraw(cents); err != nil {
		return err
	}
	to.Deposit(cents)
	return nil
}

// TotalBalance adds up accounts.
func TotalBalance(accounts []*Account) int64 {
	var total int64
	for _, a := range accounts {
		total += a.Balance()
	}
	return total
}

// IsNilAccount says whether a is nil.
func IsNilAccount(a *Account) bool { return a == nil }

// A Shape has exported fields and methods: a class with accessors.
type Shape struct {
	Name   string
	Center Point
	Sides  []float64
	Parent *Shape
	Inner  Box
	hidden int
}

// A Box is inside of a Shape.
type Box struct {
	Width, Height float64
	grown         bool
}

// Area is width times height.
func (b Box) Area() float64 { return b.Width * b.Height }

// Grow makes the box larger, in place.
func (b *Box) Grow(by float64) { b.Width, b.Height, b.grown = b.Width+by, b.Height+by, true }

// Grown says whether the box was made larger.
func (b *Box) Grown() bool { return b.grown }

// Perimeter adds up the sides.
func (s Shape) Perimeter() float64 {
	sum := 0.0
	for _, x := range s.Sides {
		sum += x
	}
	return sum
}

// Rename sets the name.
func (s *Shape) Rename(name string) *Shape {
	s.Name = name
	return s
}

// Touch counts how often it was called.
func (s *Shape) Touch() int {
	s.hidden++
	return s.hidden
}

// MakeShape gives a Shape by value.
func MakeShape(name string) Shape { return Shape{Name: name, Inner: Box{Width: 2, Height: 3}} }

// NameOf takes a Shape by value.
func NameOf(s Shape) string { return s.Name }

// A Circle embeds a Shape, whose methods are promoted.
type Circle struct {
	Shape
	Radius float64
}

// Diameter is twice the radius.
func (c Circle) Diameter() float64 { return 2 * c.Radius }

// A File can be closed.
type File struct {
	name   string
	closed *int
}

var closedFiles int

// OpenFile opens a file.
func OpenFile(name string) (*File, error) {
	if name == "" {
		return nil, ErrEmpty
	}
	return &File{name: name, closed: &closedFiles}, nil
}

// Name is the file's name.
func (f *File) Name() string { return f.name }

// Close closes it; a file named "stuck" does not close.
func (f *File) Close() error {
	if f.name == "stuck" {
		return errors.New("stuck")
	}
	*f.closed++
	return nil
}

// ClosedFiles counts files that were closed.
func ClosedFiles() int { return closedFiles }
