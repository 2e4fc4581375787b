// Package ends ends the process here and there.
package ends

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"runtime"
	"syscall"
	"testing"

	"github.com/topherjs/topher/go/generator/exits/testdata/logger"
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

// Swap ends it through a variable, which tests replace.
func Swap() { quit(1) }

var quit = os.Exit

// Parse reads the flags of a process that is not Go's.
func Parse() { flag.Parse() }

// Flags makes a set that ends the process by itself.
func Flags(args []string) error {
	set := flag.NewFlagSet("ends", flag.ExitOnError)
	return set.Parse(args)
}

// Replace becomes another program.
func Replace() error { return syscall.Exec("/bin/true", nil, nil) }

// Logged has loggers of others.
func Logged(n int) {
	l := logger.New()
	l.Infof("%d", n)
	if n > 1 {
		l.Fatalf("%d", n)
	}
	logger.Fatal(n)
	logger.FatalError(n) // an ordinary name
}

// Check fails as a test does.
func Check(n int) {
	var t testing.TB
	if n < 0 {
		t.Fatal(n)
	}
}

// Checked is a task, which a test may fail.
func Checked(ctx context.Context, n int) {
	var t testing.TB
	t.FailNow()
}

// A Service has the methods of a logger.
type Service struct {
	*log.Logger
	// Name is its own.
	Name string
}

// Panics does not end the process.
func Panics() { log.Panicf("it is caught") }

// Config is read when the library is loaded.
var Config = read("config")

func read(name string) string {
	if name == "" {
		log.Fatalln("no name")
	}
	return name
}

var computed = func() int {
	if len(os.Args) > 1000 {
		os.Exit(9)
	}
	return 1
}()

// later is made at the start and never called.
var later = func() { os.Exit(10) }

func init() {
	if len(os.Args) > 1000 {
		os.Exit(11)
	}
}

var _, _ = computed, later
