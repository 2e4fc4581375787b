// Package secret can be imported by its module only.
package secret

import "errors"

// ErrClosed means that it is closed.
var ErrClosed = errors.New("closed")

// A Safe has a combination.
type Safe struct {
	combination string
}

// A Door is a value.
type Door struct{ Width, Height float64 }

// Open gives a safe.
func Open(combination string) (*Safe, error) {
	if combination == "" {
		return nil, ErrClosed
	}
	return &Safe{combination}, nil
}

// Combination is how it opens.
func (s *Safe) Combination() string { return s.combination }

// Whisper gives the text back.
func Whisper(text string) string { return text }

// Widen makes the door wider.
func Widen(d Door, by float64) Door {
	d.Width += by
	return d
}
