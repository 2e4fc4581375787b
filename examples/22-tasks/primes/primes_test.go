package primes

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestCount(t *testing.T) {
	if got := Count(100); got != 25 {
		t.Errorf("Count(100) = %d, want 25", got)
	}
	if _, err := Product(3, 4); err == nil || err.Error() != "4 is not a prime number" {
		t.Errorf("Product(3, 4): %v", err)
	}
	table := NewTable(100)
	if got := table.Fill(); got != 25 || !table.Has(97) || table.Has(91) {
		t.Errorf("a table to 100 holds %d primes", got)
	}
}

func TestFindGap(t *testing.T) {
	gap, err := FindGap(t.Context(), 20)
	if err != nil || gap != (Gap{After: 887, Length: 20}) {
		t.Errorf("FindGap(20) = %v, %v", gap, err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := FindGap(ctx, 10_000); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("FindGap with a deadline: %v", err)
	}
}

func TestChannels(t *testing.T) {
	if got := Sum(Below(100)); got != 1060 {
		t.Errorf("the primes below 100 add up to %d", got)
	}
	in, out := make(chan int), make(chan int)
	go Sift(in, out)
	go func() {
		defer close(in)
		for i := range 20 {
			in <- i
		}
	}()
	if got := Sum(out); got != 77 {
		t.Errorf("the primes below 20 add up to %d", got)
	}
	ctx, cancel := context.WithCancel(t.Context())
	primes := From(ctx, 90)
	if first := <-primes; first != 97 {
		t.Errorf("the first prime from 90 on is %d", first)
	}
	cancel()
	for range primes { // it has to end
	}
}

func TestLines(t *testing.T) {
	lines, err := Lines(100)
	if err != nil {
		t.Fatal(err)
	}
	if sum, err := SumLines(lines); err != nil || sum != 1060 {
		t.Errorf("SumLines = %d, %v", sum, err)
	}
	w, r, err := SiftLines(10)
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		_, _ = io.Copy(w, strings.NewReader("2\n3\n4\n"))
		w.Close()
	}()
	if sum, err := SumLines(r); err != nil || sum != 5 {
		t.Errorf("SumLines of SiftLines = %d, %v", sum, err)
	}
}

func TestEach(t *testing.T) {
	var mutex sync.Mutex
	var all []int
	err := Each(30, 4, func(prime int) error {
		mutex.Lock()
		defer mutex.Unlock()
		all = append(all, prime)
		return nil
	})
	slices.Sort(all)
	if want := []int{2, 3, 5, 7, 11, 13, 17, 19, 23, 29}; err != nil || !slices.Equal(all, want) {
		t.Errorf("Each gave %v, %v", all, err)
	}
	enough := errors.New("enough")
	if err := Each(1000, 4, func(int) error { return enough }); !errors.Is(err, enough) {
		t.Errorf("Each gave %v", err)
	}
}

type odd struct{}

func (odd) Wanted(_ context.Context, prime int) (bool, error) { return prime%2 == 1, nil }

func TestChoose(t *testing.T) {
	if count, err := Choose(t.Context(), 30, odd{}); count != 9 || err != nil {
		t.Errorf("Choose = %d, %v", count, err)
	}
	var last int
	Watch(func(prime int) { last = prime })
	defer Watch(nil)
	if got := Largest(100); got != 97 || last != 97 {
		t.Errorf("Largest(100) = %d, the watcher heard %d", got, last)
	}
}
