package diag

import (
	"testing"

	"github.com/topherjs/topher/go/generator/ir"
)

func TestSortedByPositionWithoutRepeats(t *testing.T) {
	var l List
	l.Errorf(CodeGo, ir.Position{File: "b.go", Line: 1, Column: 2}, "third")
	l.Errorf(CodeGo, ir.Position{File: "a.go", Line: 10, Column: 1}, "second")
	l.Errorf(CodeGo, ir.Position{File: "a.go", Line: 9}, "first")
	l.Errorf(CodeGo, ir.Position{File: "a.go", Line: 9}, "first")
	l = append(l, Diagnostic{Severity: Warning, Message: "zeroth"})
	const want = "warning: zeroth\na.go:9: first\na.go:10:1: second\nb.go:1:2: third\n"
	if got := l.Sorted().Text(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if !l.HasErrors() || l.Sorted()[:1].HasErrors() {
		t.Error("HasErrors")
	}
}

func TestJSONOfNothingIsAnEmptyArray(t *testing.T) {
	if got, err := List(nil).JSON(); err != nil || string(got) != "[]" {
		t.Errorf("%s, %v", got, err)
	}
}
