package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/topherjs/topher/go/generator"
	"github.com/topherjs/topher/go/generator/diag"
	"github.com/topherjs/topher/go/generator/inspect"
)

// runInspect prints what a build of the packages would bind. Its result is the exit code.
func runInspect(ctx context.Context, args []string) int {
	flags := flag.NewFlagSet("inspect", flag.ContinueOnError)
	asJSON := flags.Bool("json", false, "print one JSON object")
	timings := flags.Bool("timings", false, "print how long each stage took, on standard error")
	options := generator.Options{}
	flags.StringVar(&options.Dir, "dir", "", "the folder to work in")
	flags.StringVar(&options.Config, "config", "", "the config `file` (default topher.config.json, if there is one)")
	flags.StringVar(&options.Tags, "tags", "", "build tags, separated by commas")
	flags.StringVar(&options.Cache, "cache", "", "the `folder` for what need not be asked again (default below the user's cache folder)")
	patterns, code := parseArgs(flags, args)
	if code >= 0 {
		return code
	}
	options.Patterns = patterns
	if *timings {
		options.Timing = func(stage string, took time.Duration) {
			fmt.Fprintf(os.Stderr, "%-8s %s\n", stage, took.Round(time.Millisecond))
		}
	}
	library, diags, err := generator.Load(ctx, options)
	if err != nil {
		return fail(err, *asJSON)
	}
	list := diag.List(diags)
	// A package of which nothing is bound cannot be built, but why is exactly what one asks here.
	if library == nil || slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return d.Severity == diag.Error && d.Code != diag.CodeEmpty }) {
		return report(list, *asJSON)
	}
	fmt.Fprint(os.Stderr, list.Text())
	reports := inspect.Of(library)
	for _, r := range reports {
		for _, d := range list {
			if d.Severity == diag.Warning && d.Package == r.Package {
				r.Warnings = append(r.Warnings, d)
			}
		}
	}
	if *asJSON {
		err = inspect.JSON(os.Stdout, reports)
	} else {
		err = inspect.Text(os.Stdout, reports)
	}
	if err != nil {
		return fail(err, *asJSON)
	}
	return 0
}
