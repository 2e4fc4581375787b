package opaque

import "fmt"

// secret cannot be named outside of this package.
type secret struct {
	Code int
	text string
}

// Reveal gives the text.
func (s *secret) Reveal() string { return s.text }

// Locked gives a value of a type that nobody else can name, with a method.
func Locked(text string) *secret { return &secret{7, text} }

// plain has no methods.
type plain struct{ n int }

// Plain gives a value of a type that nobody else can name, without methods.
func Plain(n int) *plain { return &plain{n} }

// Spill takes a value of a type that nobody else can name.
func Spill(s *secret) string { return s.text }

// A Revealer reveals.
type Revealer interface{ Reveal() string }

// Ask takes the interface.
func Ask(r Revealer) string { return r.Reveal() }

// AskAny takes an interface without a name.
func AskAny(r interface{ Reveal() string }) string { return r.Reveal() }

// Guarded gives an interface without a name.
func Guarded(text string) interface {
	Reveal() string
	Guard() int
} {
	return guard{&secret{1, text}}
}

type guard struct{ *secret }

// Guard gives the code.
func (g guard) Guard() int { return g.Code }

// Current is a variable whose type nobody else can name.
var Current = &secret{3, "current"}

// A Vault is a class with a field of such a type.
type Vault struct {
	// Inner is the field.
	Inner *secret
	// Name is another one.
	Name  string
	count int
}

// NewVault makes a vault.
func NewVault(text string) *Vault { return &Vault{&secret{9, text}, "vault", 0} }

// Open opens it.
func (v *Vault) Open() string {
	v.count++
	return fmt.Sprint(v.Inner.text, " ", v.count)
}
