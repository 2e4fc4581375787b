package directive_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/topherjs/topher/go/generator/diag"
	"github.com/topherjs/topher/go/generator/directive"
	"github.com/topherjs/topher/go/generator/load"
)

// FuzzConfig: whatever topher.config.json holds, each key of it is followed or refused at its place, and what is no JSON object is
// refused as a whole.
func FuzzConfig(f *testing.F) {
	for _, config := range []string{
		`{}`, `{ "integers": "int" }`, `{ "integers": 1 }`, `[]`, `null`, ``, `{`, `{ "a": `, `{} {}`, `{"a" "b"}`, "{\n\t\"generics.Max\": { \"instantiate\": [\"float64\", \"\"] }\n}",
		`{ "generics.List": { "shape": "class", "name": "then", "ignore": true } }`, `{ "generics.NewList": { "borrow": ["items"], "copy": [], "async": false, "drain": 1 } }`,
		`{ "generics.List.Push": { "name": "push" }, "generics.List.items": {} }`, `{ "generics.Point": null, "generics.Point": {} }`, `{ "generics.Point.X": { "name": "\u0000" } }`,
	} {
		f.Add([]byte(config))
	}
	packages, diags, err := load.Load(f.Context(), load.Options{Dir: "../testdata/bind/generics", Patterns: []string{"."}})
	if err != nil || diags.HasErrors() {
		f.Fatal(err, diags)
	}
	file := filepath.Join(f.TempDir(), "topher.config.json")
	f.Fuzz(func(t *testing.T, config []byte) {
		if len(config) > 1<<12 {
			return
		}
		if err := os.WriteFile(file, config, 0o600); err != nil {
			t.Fatal(err)
		}
		rules := directive.New()
		var diags diag.List
		if err := rules.Config(file, packages, &diags); err != nil {
			t.Fatal(err)
		}
		lines := 1 + strings.Count(string(config), "\n")
		for _, d := range diags {
			if p := d.Position; p.Line < 1 || p.Line > lines || p.Column < 1 || p.Column > len(config)+1 {
				t.Errorf("%v is said of line %d, column %d of\n%s", d, p.Line, p.Column, config)
			}
		}
		if diags.HasErrors() {
			return
		}
		var object map[string]json.RawMessage
		if err := json.Unmarshal(config, &object); err != nil || object == nil {
			t.Errorf("this was followed, and is no JSON object (%v):\n%s", err, config)
		}
		rules.Unused(&diags)
		for key, value := range object {
			var members map[string]json.RawMessage
			if key == "integers" || json.Unmarshal(value, &members) != nil || len(members) == 0 {
				continue
			}
			symbol, _ := strings.CutPrefix(key, packages[0].IR.Path+".")
			symbol, _ = strings.CutPrefix(symbol, packages[0].IR.Name+".")
			if rules.Of(packages[0].IR.Path, symbol) == nil {
				t.Errorf("%q has no rule", key)
			}
		}
	})
}
