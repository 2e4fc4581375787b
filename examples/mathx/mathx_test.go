package mathx

import (
	"errors"
	"math"
	"slices"
	"testing"
)

func TestMean(t *testing.T) {
	if m, err := Mean([]float64{1, 2, 3}); m != 2 || err != nil {
		t.Error(m, err)
	}
	if _, err := Mean(nil); !errors.Is(err, ErrEmpty) {
		t.Error(err)
	}
}

func TestIntegrate(t *testing.T) {
	if a := Integrate(math.Sin, 0, math.Pi, 1000); math.Abs(a-2) > 1e-5 {
		t.Error(a)
	}
}

func TestMatrixMul(t *testing.T) {
	m := NewMatrix(2, 2)
	m.Set(0, 1, 5)
	product, err := m.Mul(Identity(2))
	if err != nil || !slices.Equal(product.Row(0), []float64{0, 5}) {
		t.Error(product, err)
	}
	if _, err := m.Mul(Identity(3)); err == nil {
		t.Error("multiplied")
	}
}
