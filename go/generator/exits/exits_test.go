package exits_test

import (
	"strings"
	"testing"

	generator "github.com/topherjs/topher/go/generator"
	"github.com/topherjs/topher/go/generator/diag"
)

func TestFindNamesThePlaceAndTheWay(t *testing.T) {
	_, diags, err := generator.Load(t.Context(), generator.Options{
		Dir: "testdata/ends", Patterns: []string{"."}, Config: "topher.config.json", Cache: t.TempDir(),
	})
	if err != nil {
		t.Fatal(err)
	}
	const want = `exits/testdata/ends/ends.go:15:7: warning: log.Fatalf ends the whole process, that of JavaScript too; Must reaches it
exits/testdata/ends/ends.go:28:6: warning: os.Exit ends the whole process, that of JavaScript too; Run (through start, check) reaches it
exits/testdata/ends/ends.go:38:33: warning: log.Logger.Fatalln ends the whole process, that of JavaScript too; Server.Stop (through Server.stop) reaches it
exits/testdata/ends/ends.go:41:24: warning: runtime.Goexit ends the whole process, that of JavaScript too; Leave reaches it
exits/testdata/ends/ends.go:46:6: warning: os.Exit ends the whole process, that of JavaScript too; Leaves reaches it
`
	if got := diag.List(diags).Text(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, strings.TrimSpace(want))
	}
}
