package build

import (
	"fmt"

	"github.com/topherjs/topher/go/generator/diag"
	"github.com/topherjs/topher/go/generator/inspect"
)

// An Event is what a build reports while it runs. With --json each is a line on standard output.
type Event struct {
	Event string `json:"event"` // "stage", "diagnostic" or "done"

	Name string `json:"name,omitempty"` // of a stage

	*diag.Diagnostic

	*Done
}

// Done is how a build ended.
type Done struct {
	OK           bool       `json:"ok"`
	Out          string     `json:"out,omitempty"`
	Files        []string   `json:"files,omitempty"` // below Out
	Fresh        bool       `json:"fresh"`           // nothing had changed since the last build
	Packages     []Package  `json:"packages,omitempty"`
	Milliseconds int64      `json:"milliseconds"`
	Stages       []Duration `json:"stages,omitempty"`
}

// A Package is how much of a package is bound.
type Package struct {
	Path    string        `json:"path"`
	Version string        `json:"version,omitempty"` // of its module; empty for the user's own and the standard library
	Module  string        `json:"module"`            // its index.js below Out
	Bound   int           `json:"bound"`
	Skipped int           `json:"skipped"`
	Share   inspect.Share `json:"share"`
}

// A Duration is how long a stage took.
type Duration struct {
	Name         string `json:"name"`
	Milliseconds int64  `json:"milliseconds"`
}

// The stages, in their order.
const (
	StageDownload = "download" // find versions of import paths, and get their modules; only where they are not in the cache
	StageCheck    = "check"    // is there anything to do
	StageLoad     = "load"     // read the packages
	StageEmit     = "emit"     // print both sides
	StageCompile  = "compile"  // run the Go compiler
	StageWrite    = "write"    // put the files in place
)

func missing(code, format string, args ...any) error {
	return &diag.EnvironmentError{Code: code, Message: fmt.Sprintf(format, args...)}
}

// Failed is the error of a build that diagnostics stopped.
type Failed struct{ Diagnostics diag.List }

func (f *Failed) Error() string { return f.Diagnostics.Text() }
