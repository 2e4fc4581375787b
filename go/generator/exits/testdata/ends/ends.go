// Package ends ends the process here and there.
package ends

import (
	"context"
	"fmt"
	"log"
	"os"
	"runtime"
)

// Must fails at once.
func Must(err error) {
	if err != nil {
		log.Fatalf("must: %v", err)
	}
}

// Run reaches it through two others.
func Run() { start() }

func start() {
	defer func() { check() }()
}

func check() {
	if len(os.Args) > 100 {
		os.Exit(1)
	}
}

// Server has a logger.
type Server struct{ log *log.Logger }

// Stop reaches a method, whose own name is not exported.
func (s *Server) Stop() { s.stop() }

func (s *Server) stop() { s.log.Fatalln("stopped") }

// Leave ends the goroutine.
func Leave() { runtime.Goexit() }

// Leaves ends the goroutine of a task only, and may end the process too.
func Leaves(ctx context.Context) {
	if ctx.Err() != nil {
		os.Exit(4)
	}
	runtime.Goexit()
}

// Harmless says what it would do.
func Harmless() string { return fmt.Sprint("os.Exit(1)", os.Getpid()) }

// Context is not bound, so what it reaches is not reached.
func Context(c chan<- complex128) { unreached() }

func unreached() { os.Exit(2) }

// exit is not reached either.
func exit() { os.Exit(3) }

var _ = exit
