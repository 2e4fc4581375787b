package table

import (
	"flag"
	"os"
	"strings"
	"testing"
)

func TestRowsAreComplete(t *testing.T) {
	elements := map[int]bool{}
	for _, r := range Rows() {
		if r.In == "" || r.Out == "" || r.Go == "" || r.Verb == "" || r.Form == "" || !strings.HasSuffix(r.Rule, ".") {
			t.Errorf("%s: the row has gaps: %+v", r.Kind, r)
		}
		if r.Async == r.In {
			t.Errorf("%s: what an asynchronous form takes says nothing new", r.Kind)
		}
		if r.CResult != "" && r.C != r.CResult {
			t.Errorf("%s: a direct result is a %s, an argument a %s", r.Kind, r.CResult, r.C)
		}
		if r.Element != 0 && elements[r.Element] {
			t.Errorf("%s: element %d is taken", r.Kind, r.Element)
		}
		elements[r.Element] = true
		if got := Of(r.Kind); got.Kind != r.Kind {
			t.Errorf("Of(%s) is the row of %s", r.Kind, got.Kind)
		}
	}
}

var update = flag.Bool("update", false, "write docs/mapping.md")

// The page has each table between two markers; go test ./table -update writes it.
func TestMappingPageShowsTheTable(t *testing.T) {
	const file = "../../../docs/mapping.md"
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := string(page)
	for name, table := range map[string]string{"mapping": Markdown(), "mapping-async": MarkdownAsync()} {
		start, end := "<!-- "+name+":start -->\n\n", "\n<!-- "+name+":end -->"
		before, rest, ok := strings.Cut(want, start)
		_, after, found := strings.Cut(rest, end)
		if !ok || !found {
			t.Fatalf("%s has no markers %s", file, name)
		}
		want = before + start + table + end + after
	}
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if string(page) != want {
		t.Errorf("%s is behind the table: run go test ./table -update in go/generator", file)
	}
}

func TestMarkdownHasOneLinePerRow(t *testing.T) {
	lines := strings.Split(strings.TrimSuffix(Markdown(), "\n"), "\n")
	if len(lines) != len(Rows())+2 {
		t.Fatalf("%d lines for %d rows", len(lines), len(Rows()))
	}
	for _, l := range lines {
		if strings.Count(strings.ReplaceAll(l, `\|`, ""), "|") != 5 {
			t.Errorf("not four cells: %s", l)
		}
	}
}
