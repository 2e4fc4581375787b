// Package vars has package variables.
package vars

import (
	"errors"
	"io"
	"os"
	"sync"
)

// ErrGone is an error.
var ErrGone = errors.New("gone")

// Verbose says more.
var Verbose bool

// A Logger is a class.
type Logger struct {
	Prefix string
	n      int
}

func (l *Logger) Log(s string) {}

// A Cache holds a lock.
type Cache struct {
	mu sync.Mutex
	N  int
}

type Point struct{ X, Y int }

var (
	Names   = []string{"a"}
	Origin  Point
	At      *Point
	Default = Logger{Prefix: "default"}
	Std     = &Logger{}
	Shared  Cache
	Output  io.Writer = os.Stdout
	OnExit  func(code int)
	Limits  = map[string]int64{}
	Version = "1"
	Inner   = struct{ A int }{1}

	Signals   chan int
	Imaginary complex128
	unused    int
)
