// Package classes has structs that stay in Go, one per reason.
package classes

import "sync"

// A Matrix has unexported fields.
type Matrix struct{ rows, cols int }

// NewMatrix makes a matrix.
func NewMatrix(rows, cols int) *Matrix { return &Matrix{rows, cols} }

// MustMatrix makes a matrix or panics.
func MustMatrix(text string) *Matrix { return &Matrix{} }

// Parse returns nil with its error only.
func Parse(text string) (*Matrix, error) { return &Matrix{}, nil }

// Find may find nothing.
func Find(name string) *Matrix { return nil }

// Scale returns its receiver.
func (m *Matrix) Scale(f float64) *Matrix { return m }

// Size has two results.
func (m Matrix) Size() (rows, cols int) { return m.rows, m.cols }

// Other returns another type.
func (m *Matrix) Other() *Locked { return nil }

// String prints it.
func (m *Matrix) String() string { return "" }

// Close frees it.
func (m *Matrix) Close() error { return nil }

func (m *Matrix) hidden() {}

// A Locked holds a lock.
type Locked struct {
	Mu    sync.Mutex
	Count int
}

type base struct{ Level int }

func (b *base) Reset() {}

// An Outer embeds an unexported struct, whose exported members are its own.
type Outer struct {
	base
	Name string
}

// A Pointing embeds a pointer.
type Pointing struct{ *Locked }

// A Wrapper embeds a class.
type Wrapper struct {
	Matrix
	Inner Matrix
	Ref   *Matrix
	// Title has an accessor.
	Title string `json:"heading"`
	C     chan int
}

// A Failure is an error.
type Failure struct{ Op string }

func (f *Failure) Error() string { return f.Op }

func ByValue(m Matrix) Matrix    { return m }
func Many(ms []*Matrix) []Matrix { return nil }
func New() *Outer                { return &Outer{} }
