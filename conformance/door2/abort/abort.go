// Package abort has the faults that Go code can have: those that end a call, and those that end the process. Every function of ends.go
// ends the process, and those of hangs.go do not return.
package abort

import "errors"

// Alive tells that calls go on.
func Alive(n int) int { return n + 1 }

// A Refusal is an error with a type of its own.
type Refusal struct {
	// Reason is what it says.
	Reason string
}

// Error is the reason.
func (r *Refusal) Error() string { return "refused: " + r.Reason }

var errInside = errors.New("inside")
