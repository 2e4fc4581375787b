// Package generator turns ordinary Go packages into libraries for JavaScript.
//
// [Load] reads packages and describes the library that they become; the emitters print it. Everything that a user could have to correct
// comes back as diagnostics, all of them at once.
package generator

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/topherjs/topher/go/generator/bind"
	"github.com/topherjs/topher/go/generator/diag"
	"github.com/topherjs/topher/go/generator/directive"
	"github.com/topherjs/topher/go/generator/escape"
	"github.com/topherjs/topher/go/generator/exits"
	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/load"
)

// Options say what to read.
type Options struct {
	// Dir is the working folder, against which folders are resolved; empty for the current one.
	Dir string
	// Patterns are folders ("./mathx") and import paths.
	Patterns []string
	// Config is the config file; empty for topher.config.json in Dir, if there is one.
	Config string
	// Env is the environment of the go command; nil for that of the process.
	Env []string
	// Tags are build tags, separated by commas.
	Tags string
	// Cache is a folder for what the compiler said about parameters; empty for one below the user's cache folder.
	Cache string
	// Layout provides the import paths that the user's module does not; nil for one that Load asks for itself.
	Layout *load.Layout
	// Timing, if set, is told how long each stage took.
	Timing func(stage string, took time.Duration)
}

// Load reads packages and describes the library that they become.
//
// The library is nil if a package could not be read. It is complete, but not to be built, if a diagnostic is an error. An error means
// that there is no go command, that it was interrupted, or that the config could not be read.
func Load(ctx context.Context, o Options) (*ir.Library, []diag.Diagnostic, error) {
	timing := stopwatch(o.Timing)
	reading := load.Options{Dir: o.Dir, Patterns: o.Patterns, Env: o.Env, Tags: o.Tags, Layout: o.Layout}
	var warnings diag.List
	if reading.Layout == nil {
		layout, found, err := load.LayOut(ctx, reading, cacheFolder(o.Cache), func() {})
		if err != nil || found.HasErrors() {
			return nil, found.Sorted(), err
		}
		reading.Layout, warnings = layout, found
	}
	packages, diags, err := load.Load(ctx, reading)
	if err != nil {
		return nil, nil, err
	}
	diags = append(warnings, diags...)
	timing("load")
	if diags.HasErrors() || len(packages) == 0 {
		return nil, diags.Sorted(), nil
	}
	rules, err := readRules(o, packages, &diags)
	if err != nil {
		return nil, nil, err
	}
	var spent time.Duration
	escapes := func(p *load.Package) escape.Report {
		start := time.Now()
		defer func() { spent += time.Since(start) }()
		report, err := escape.Analyze(ctx, p, escape.Options{Env: p.Env, Tags: o.Tags, Cache: cacheFolder(o.Cache)})
		if err != nil { // then every slice is copied, which is always right
			diags = append(diags, diag.Diagnostic{Severity: diag.Warning, Code: diag.CodeGo, Package: p.IR.Path, Message: "slices are copied, because the compiler could not be asked about them: " + err.Error()})
		}
		return report
	}
	start := time.Now()
	library, more := bind.Bind(packages, bind.Options{Rules: rules, Escapes: escapes})
	if o.Timing != nil {
		o.Timing("escape", spent)
		o.Timing("bind", time.Since(start)-spent)
	}
	diags = append(diags, more...)
	for _, p := range packages {
		diags = append(diags, exits.Find(p)...)
	}
	for _, p := range library.Packages {
		if isEmpty(p) {
			diags = append(diags, diag.Diagnostic{Severity: diag.Error, Code: diag.CodeEmpty, Package: p.Path, Message: nothing(p)})
		}
	}
	return library, diags.Sorted(), nil
}

func stopwatch(report func(string, time.Duration)) func(stage string) {
	start := time.Now()
	return func(stage string) {
		if report != nil {
			report(stage, time.Since(start))
		}
	}
}

func readRules(o Options, packages []*load.Package, diags *diag.List) (*directive.Rules, error) {
	rules := directive.New()
	for _, p := range packages {
		rules.Source(p, diags)
	}
	file := o.Config
	if file == "" {
		file = filepath.Join(o.Dir, "topher.config.json")
		if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
			return rules, nil
		}
	} else if !filepath.IsAbs(file) {
		file = filepath.Join(o.Dir, file)
	}
	return rules, rules.Config(file, packages, diags)
}

func cacheFolder(folder string) string {
	if folder != "" {
		return folder
	}
	user, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(user, "topher")
}

// isEmpty says whether nothing of a package is bound.
func isEmpty(p *ir.Package) bool {
	return len(p.Funcs)+len(p.Consts)+len(p.Errors)+len(p.Classes)+len(p.Values)+len(p.Enums)+len(p.Named)+len(p.Exports) == 0
}

func nothing(p *ir.Package) string {
	if len(p.Skipped) == 0 {
		return "there is nothing to bind: it exports no symbols"
	}
	return "there is nothing to bind: every symbol that it exports is skipped; topher inspect says why"
}
