// Command topher-ir prints what the generator knows of packages, as one JSON object: the intermediate representation of the library that they
// become, and the kinds of the table of types. Tests that make values of every type read it; users have topher inspect.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"

	"github.com/topherjs/topher/go/generator"
	"github.com/topherjs/topher/go/generator/diag"
	"github.com/topherjs/topher/go/generator/ir"
	"github.com/topherjs/topher/go/generator/table"
)

// A kind is what a row of the table says to those who make values.
type kind struct {
	Kind  ir.Kind `json:"kind"`
	Array string  `json:"array,omitempty"` // the typed array of slices of it
}

func main() {
	dir := flag.String("dir", "", "the `folder` to work in")
	flag.Parse()
	if err := run(*dir, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(dir string, patterns []string) error {
	library, diags, err := generator.Load(context.Background(), generator.Options{Dir: dir, Patterns: patterns})
	if err != nil {
		return err
	}
	list := diag.List(diags)
	if library == nil || slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return d.Severity == diag.Error }) {
		return fmt.Errorf("%s", list.Text())
	}
	var kinds []kind
	for _, row := range table.Rows() {
		kinds = append(kinds, kind{row.Kind, row.Array})
	}
	return json.NewEncoder(os.Stdout).Encode(struct {
		Kinds   []kind      `json:"kinds"`
		Library *ir.Library `json:"library"`
	}{kinds, library})
}
