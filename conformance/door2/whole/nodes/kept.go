package nodes

import (
	"errors"
	"runtime"
)

var kept []Shape

// Keep keeps s.
func Keep(s Shape) { kept = append(kept, s) }

// KeptArea calls all that was kept.
func KeptArea() float64 { return Total(kept...) }

// Kept gives what was kept at place i.
func Kept(i int) Shape { return kept[i] }

// DropKept drops all that was kept.
func DropKept() { kept = nil }

// Collect runs Go's garbage collector.
func Collect() {
	runtime.GC()
	runtime.GC()
}

// AreaElsewhere calls s on another goroutine.
func AreaElsewhere(s Shape) (area float64) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		area = s.Area()
	}()
	<-done
	return area
}

// A Store is an interface whose methods can fail.
type Store interface {
	Get(key string) (string, error)
	Put(key, value string) error
	Lookup(key string) (string, bool)
	Len() int
}

// ErrMissing says that a key is not there.
var ErrMissing = errors.New("missing")

// A Memory is a store of Go's.
type Memory struct {
	values map[string]string
}

// NewMemory makes a store.
func NewMemory() *Memory { return &Memory{map[string]string{}} }

// Get gives a value or fails with ErrMissing.
func (m *Memory) Get(key string) (string, error) {
	if v, ok := m.values[key]; ok {
		return v, nil
	}
	return "", ErrMissing
}

// Put sets a value.
func (m *Memory) Put(key, value string) error {
	if key == "" {
		return errors.New("no key")
	}
	m.values[key] = value
	return nil
}

// Lookup gives a value and whether there is one.
func (m *Memory) Lookup(key string) (string, bool) {
	v, ok := m.values[key]
	return v, ok
}

// Len counts the values.
func (m *Memory) Len() int { return len(m.values) }

// OpenStore gives a store of Go's as a store.
func OpenStore() Store { return NewMemory() }

// CopyValue copies a value from one key to another.
func CopyValue(s Store, from, to string) error {
	value, err := s.Get(from)
	if err != nil {
		return err
	}
	return s.Put(to, value)
}

// GetOr is the value, or other where there is an error.
func GetOr(s Store, key, other string) string {
	value, err := s.Get(key)
	if err != nil {
		return other + ": " + err.Error()
	}
	return value
}

// IsMissing tells whether the store fails with ErrMissing.
func IsMissing(s Store, key string) bool {
	_, err := s.Get(key)
	return errors.Is(err, ErrMissing)
}

// Wrapped gives the error of the store as the cause of another one.
func Wrapped(s Store, key string) error {
	_, err := s.Get(key)
	return errors.Join(errors.New("outer"), err)
}

// LookupTwice gives what the store says, twice.
func LookupTwice(s Store, key string) (string, bool) {
	a, _ := s.Lookup(key)
	b, ok := s.Lookup(key)
	return a + b, ok
}

// StoreSize is the number of values.
func StoreSize(s Store) int { return s.Len() }

// GetElsewhere calls a method with an error on another goroutine.
func GetElsewhere(s Store, key string) (string, error) {
	type result struct {
		value string
		err   error
	}
	done := make(chan result)
	go func() {
		value, err := s.Get(key)
		done <- result{value, err}
	}()
	r := <-done
	return r.value, r.err
}

// RecoverLen recovers from what Len throws.
func RecoverLen(s Store) (n int) {
	defer func() {
		if recover() != nil {
			n = -1
		}
	}()
	return s.Len()
}
