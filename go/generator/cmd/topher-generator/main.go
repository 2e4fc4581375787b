// Command topher-generator is the part of the topher command line that is written in Go.
//
//	topher-generator build --out folder --bridge folder [--json] [--timings] [--force] [--config file] [--tags list] package…
//	topher-generator inspect [--json] [--timings] [--config file] [--tags list] package…
//
// Exit codes: 0 done, 1 the packages or the config have errors, 2 wrong usage, 3 the machine lacks something.
// With --json, what is wrong is one object on standard output: { "diagnostics": [{ severity, code, message, position }] }.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"github.com/topherjs/topher/go/generator/diag"
)

// A command runs with the arguments behind its name and returns the exit code.
var commands = map[string]func(context.Context, []string) int{
	"build":   runBuild,
	"inspect": runInspect,
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	removeWork := ownWorkFolder()
	code := run(ctx, os.Args[1:])
	removeWork()
	stop()
	os.Exit(code)
}

// ownWorkFolder lets the go command work in a folder of this process, because one that is interrupted leaves its working folder behind.
func ownWorkFolder() (remove func()) {
	dir, err := os.MkdirTemp(os.Getenv("GOTMPDIR"), "topher-*")
	if err != nil { // the go command says it with more words
		return func() {}
	}
	os.Setenv("GOTMPDIR", dir)
	return func() { os.RemoveAll(dir) }
}

func run(ctx context.Context, args []string) int {
	if len(args) == 0 || commands[args[0]] == nil {
		fmt.Fprintln(os.Stderr, "usage: topher-generator build|inspect [--json] [--timings] [--config file] package…")
		return exitUsage
	}
	return commands[args[0]](ctx, args[1:])
}

// The exit codes.
const (
	exitErrors = 1
	exitUsage  = 2
	exitLack   = 3
)

// parseArgs takes flags before and between packages. The code is -1 where there is something to do.
func parseArgs(flags *flag.FlagSet, args []string) (packages []string, code int) {
	for {
		if err := flags.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return nil, 0
			}
			return nil, exitUsage
		}
		if args = flags.Args(); len(args) == 0 {
			break
		}
		packages, args = append(packages, args[0]), args[1:]
	}
	if len(packages) == 0 {
		fmt.Fprintln(os.Stderr, "name a package: a folder such as ./mathx, or an import path")
		return nil, exitUsage
	}
	return packages, -1
}

func fail(err error, asJSON bool) int {
	d := diag.Diagnostic{Severity: diag.Error, Code: diag.CodeGo, Message: err.Error()}
	code := exitErrors
	var environment *diag.EnvironmentError
	switch {
	case errors.As(err, &environment):
		code, d.Code = exitLack, environment.Code
	case errors.Is(err, exec.ErrNotFound):
		code, d.Message = exitLack, "there is no go command in PATH; install Go from https://go.dev/dl"
	}
	report(diag.List{d}, asJSON)
	return code
}

func report(list diag.List, asJSON bool) int {
	if asJSON {
		e := json.NewEncoder(os.Stdout)
		e.SetIndent("", "  ")
		e.SetEscapeHTML(false)
		_ = e.Encode(map[string]any{"diagnostics": list})
	} else {
		fmt.Fprint(os.Stderr, list.Text())
	}
	if list.HasErrors() {
		return exitErrors
	}
	return 0
}
