package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"time"

	"github.com/topherjs/topher/go/generator/build"
	"github.com/topherjs/topher/go/generator/diag"
)

// runBuild builds a library. Its result is the exit code.
//
// With --json every line on standard output is an event: { "event": "stage", "name" }, { "event": "diagnostic", … } and
// { "event": "done", "ok", … }.
func runBuild(ctx context.Context, args []string) int {
	flags := flag.NewFlagSet("build", flag.ContinueOnError)
	asJSON := flags.Bool("json", false, "print events, one JSON object a line")
	timings := flags.Bool("timings", false, "print how long each stage took, on standard error")
	var o build.Options
	flags.StringVar(&o.Out, "out", "", "the `folder` of the result")
	flags.StringVar(&o.Dir, "dir", "", "the folder to work in")
	flags.StringVar(&o.Bridge, "bridge", "", "the `folder` of the Go module bridge")
	flags.StringVar(&o.Config, "config", "", "the config `file` (default topher.config.json, if there is one)")
	flags.StringVar(&o.Tags, "tags", "", "build tags, separated by commas")
	flags.StringVar(&o.Cache, "cache", "", "the cache `folder` (default $TOPHER_CACHE, or one below the user's cache folder)")
	flags.BoolVar(&o.Force, "force", false, "build even where nothing has changed")
	patterns, code := parseArgs(flags, args)
	if code >= 0 {
		return code
	}
	if o.Out == "" || o.Bridge == "" {
		fmt.Fprintln(os.Stderr, "build needs --out, the folder of the result, and --bridge, the folder of the Go module bridge")
		return exitUsage
	}
	o.Patterns = patterns
	o.Report = reporter(*asJSON)
	start := time.Now()
	done, err := build.Run(ctx, o)
	if err != nil {
		return buildFailed(err, o.Report, *asJSON, start)
	}
	o.Report(build.Event{Event: "done", Done: done})
	if *timings {
		for _, s := range done.Stages {
			fmt.Fprintf(os.Stderr, "%-8s %d ms\n", s.Name, s.Milliseconds)
		}
	}
	return 0
}

// reporter prints events as lines of JSON, or for people.
func reporter(asJSON bool) func(build.Event) {
	if asJSON {
		e := json.NewEncoder(os.Stdout)
		e.SetEscapeHTML(false)
		return func(event build.Event) { _ = e.Encode(event) }
	}
	return func(event build.Event) {
		switch {
		case event.Diagnostic != nil:
			fmt.Fprintln(os.Stderr, event.Diagnostic)
		case event.Done != nil && event.OK && event.Fresh:
			fmt.Printf("nothing has changed: %s is up to date\n", event.Out)
		case event.Done != nil && event.OK:
			for _, p := range event.Packages {
				fmt.Printf("%s: %d bound, %d skipped\n", p.Path, p.Bound, p.Skipped)
			}
			fmt.Printf("%s built in %.1f s\n", event.Out, float64(event.Milliseconds)/1000)
		}
	}
}

// buildFailed reports what has not been reported yet, and gives the exit code.
func buildFailed(err error, report func(build.Event), asJSON bool, start time.Time) int {
	var failed *build.Failed
	var environment *diag.EnvironmentError
	code := exitErrors
	switch {
	case errors.As(err, &failed):
	case errors.As(err, &environment):
		code = exitLack
		report(build.Event{Event: "diagnostic", Diagnostic: &diag.Diagnostic{Severity: diag.Error, Code: environment.Code, Message: environment.Message}})
	default:
		report(build.Event{Event: "diagnostic", Diagnostic: &diag.Diagnostic{Severity: diag.Error, Code: diag.CodeGo, Message: err.Error()}})
	}
	if asJSON {
		report(build.Event{Event: "done", Done: &build.Done{Milliseconds: time.Since(start).Milliseconds()}})
	}
	return code
}
