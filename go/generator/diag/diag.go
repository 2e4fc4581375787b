// Package diag collects what is wrong with the input, so that one run reports all of it.
package diag

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/topherjs/topher/go/generator/ir"
)

// A Severity says whether a library can be made in spite of a diagnostic.
type Severity string

// The severities.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
)

// A Diagnostic is one thing to tell the user about the input.
type Diagnostic struct {
	Severity Severity    `json:"severity"`
	Code     string      `json:"code"`
	Message  string      `json:"message"`
	Position ir.Position `json:"position"`
	// Package is the import path or the argument that it is about; empty where Position says enough.
	Package string `json:"package,omitempty"`
}

// The codes. They are stable.
const (
	CodeGo        = "TOPHER_GO"         // what the go command or the compiler reports, in its words
	CodeGoFolder  = "TOPHER_GO_FOLDER"  // a folder that the go command needs and does not have
	CodeNotFound  = "TOPHER_NO_PACKAGE" // a package that does not exist
	CodeMoved     = "TOPHER_MOVED"      // a module whose newest versions have another path
	CodeOffline   = "TOPHER_OFFLINE"    // the newest version is not known, and one of the module cache is taken
	CodeExit      = "TOPHER_EXIT"       // a bound function may end the process
	CodeCgo       = "TOPHER_CGO"        // a package that imports "C"
	CodeMain      = "TOPHER_MAIN"       // a package main without //export
	CodeEmpty     = "TOPHER_EMPTY"      // a package with nothing to bind
	CodeFolder    = "TOPHER_FOLDER"     // two packages with the same last path element
	CodeName      = "TOPHER_NAME"       // two names that fall together
	CodeDirective = "TOPHER_DIRECTIVE"  // a directive or a config key that is unknown or matches nothing
)

// String is the form of the Go compiler: file:line:column: message.
func (d Diagnostic) String() string {
	var b strings.Builder
	switch p := d.Position; {
	case p.File == "" && d.Package != "":
		b.WriteString(d.Package + ": ")
	case p.File == "":
	case p.Column > 0:
		fmt.Fprintf(&b, "%s:%d:%d: ", p.File, p.Line, p.Column)
	case p.Line > 0:
		fmt.Fprintf(&b, "%s:%d: ", p.File, p.Line)
	default:
		b.WriteString(p.File + ": ")
	}
	if d.Severity == Warning {
		b.WriteString("warning: ")
	}
	b.WriteString(d.Message)
	return b.String()
}

// An EnvironmentError is something that the machine lacks. It stops the work, whatever the input is.
type EnvironmentError struct {
	Code    string
	Message string
}

func (e *EnvironmentError) Error() string { return e.Message }

// A List collects diagnostics.
type List []Diagnostic

// Errorf adds an error at a position.
func (l *List) Errorf(code string, at ir.Position, format string, args ...any) {
	*l = append(*l, Diagnostic{Severity: Error, Code: code, Message: fmt.Sprintf(format, args...), Position: at})
}

// HasErrors reports whether one of them is an error.
func (l List) HasErrors() bool {
	return slices.ContainsFunc(l, func(d Diagnostic) bool { return d.Severity == Error })
}

// Sorted is the list in the order of positions, each diagnostic once.
func (l List) Sorted() List {
	sorted := slices.Clone(l)
	slices.SortStableFunc(sorted, func(a, b Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Package, b.Package), cmp.Compare(a.Position.File, b.Position.File), cmp.Compare(a.Position.Line, b.Position.Line),
			cmp.Compare(a.Position.Column, b.Position.Column), cmp.Compare(a.Message, b.Message))
	})
	return slices.Compact(sorted)
}

// Text prints one diagnostic per line.
func (l List) Text() string {
	var b strings.Builder
	for _, d := range l {
		b.WriteString(d.String() + "\n")
	}
	return b.String()
}

// JSON prints the list as an indented array.
func (l List) JSON() ([]byte, error) {
	if l == nil {
		l = List{}
	}
	return json.MarshalIndent(l, "", "  ")
}
