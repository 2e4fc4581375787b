// Package primes looks for prime numbers: work that takes a processor's time, done in each of the ways that Go has for it.
package primes

import (
	"fmt"
	"slices"
)

// IsPrime tells whether n is a prime number.
func IsPrime(n int) bool {
	if n < 4 {
		return n > 1
	}
	if n%2 == 0 {
		return false
	}
	for d := 3; d*d <= n; d += 2 {
		if n%d == 0 {
			return false
		}
	}
	return true
}

// Count returns how many primes there are below n.
func Count(n int) int {
	count := 0
	for i := range n {
		if IsPrime(i) {
			count++
		}
	}
	return count
}

// Product multiplies primes; a number that is none is an error.
func Product(numbers ...int) (int, error) {
	product := 1
	for _, n := range numbers {
		if !IsPrime(n) {
			return 0, fmt.Errorf("%d is not a prime number", n)
		}
		product *= n
	}
	return product, nil
}

// A Table knows all primes below its limit.
type Table struct {
	limit  int
	primes []int
}

// NewTable returns a table with the limit, still empty.
func NewTable(limit int) *Table { return &Table{limit: limit} }

// Fill looks for all primes below the limit, and returns how many there are.
func (t *Table) Fill() int {
	t.primes = t.primes[:0]
	for n := range t.limit {
		if IsPrime(n) {
			t.primes = append(t.primes, n)
		}
	}
	return len(t.primes)
}

// Has tells whether the table holds n.
func (t *Table) Has(n int) bool {
	_, found := slices.BinarySearch(t.primes, n)
	return found
}
