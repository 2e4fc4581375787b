// Package mathx is ordinary Go: it imports nothing of topher, and go test tests it.
package mathx

import (
	"errors"
	"fmt"
	"math"
)

// ErrEmpty is returned where there is nothing to compute from.
var ErrEmpty = errors.New("mathx: no values")

// Add adds two integers.
func Add(a, b int) int { return a + b }

// Mean is the arithmetic mean of xs.
func Mean(xs []float64) (float64, error) {
	if len(xs) == 0 {
		return 0, ErrEmpty
	}
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs)), nil
}

// Scale multiplies each element by factor, in place.
func Scale(xs []float64, factor float64) {
	for i := range xs {
		xs[i] *= factor
	}
}

// Integrate adds up f over n steps between from and to.
func Integrate(f func(x float64) float64, from, to float64, n int) float64 {
	step, sum := (to-from)/float64(n), 0.0
	for i := range n {
		sum += f(from + (float64(i)+0.5)*step)
	}
	return sum * step
}

// A Norm says how long a vector is.
type Norm string

// The norms.
const (
	NormEuclid Norm = "euclid" // the root of the sum of the squares
	NormMax    Norm = "max"    // the largest element
)

// A Point is a place in the plane.
type Point struct {
	X, Y float64
}

// Length is the distance of p from the origin.
func Length(p Point, norm Norm) (float64, error) {
	switch norm {
	case NormEuclid:
		return math.Hypot(p.X, p.Y), nil
	case NormMax:
		return max(math.Abs(p.X), math.Abs(p.Y)), nil
	}
	return 0, fmt.Errorf("mathx: unknown norm %q", norm)
}

// A Matrix is a table of numbers. It stays in Go; TypeScript has a handle to it.
type Matrix struct {
	rows, columns int
	cells         []float64
}

// NewMatrix makes a matrix of zeros.
func NewMatrix(rows, columns int) *Matrix {
	return &Matrix{rows, columns, make([]float64, rows*columns)}
}

// Identity makes a matrix with ones on the diagonal.
func Identity(size int) *Matrix {
	m := NewMatrix(size, size)
	for i := range size {
		m.Set(i, i, 1)
	}
	return m
}

// At is the number in a cell.
func (m *Matrix) At(row, column int) float64 { return m.cells[row*m.columns+column] }

// Set changes the number in a cell.
func (m *Matrix) Set(row, column int, x float64) { m.cells[row*m.columns+column] = x }

// Mul is the product of m and n.
func (m *Matrix) Mul(n *Matrix) (*Matrix, error) {
	if m.columns != n.rows {
		return nil, fmt.Errorf("mathx: %d columns and %d rows", m.columns, n.rows)
	}
	product := NewMatrix(m.rows, n.columns)
	for i := range m.rows {
		for j := range n.columns {
			sum := 0.0
			for k := range m.columns {
				sum += m.At(i, k) * n.At(k, j)
			}
			product.Set(i, j, sum)
		}
	}
	return product, nil
}

// Row is a copy of a row.
func (m *Matrix) Row(row int) []float64 {
	return append([]float64{}, m.cells[row*m.columns:(row+1)*m.columns]...)
}
