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
	const want = `exits/testdata/ends/ends.go:20:7: warning: log.Fatalf ends the whole process, that of JavaScript too; Must reaches it
exits/testdata/ends/ends.go:33:6: warning: os.Exit ends the whole process, that of JavaScript too; Run (through start, check) reaches it
exits/testdata/ends/ends.go:43:33: warning: log.Logger.Fatalln ends the whole process, that of JavaScript too; Server.Stop (through Server.stop) reaches it
exits/testdata/ends/ends.go:46:24: warning: runtime.Goexit ends the whole process, that of JavaScript too; Leave reaches it
exits/testdata/ends/ends.go:51:6: warning: os.Exit ends the whole process, that of JavaScript too; Leaves reaches it
exits/testdata/ends/ends.go:72:15: warning: os.Exit ends the whole process, that of JavaScript too; Swap (through quit) reaches it
exits/testdata/ends/ends.go:75:21: warning: flag.Parse ends the whole process, that of JavaScript too; Parse reaches it
exits/testdata/ends/ends.go:79:38: warning: flag.ExitOnError ends the whole process, that of JavaScript too; Flags reaches it
exits/testdata/ends/ends.go:84:39: warning: syscall.Exec ends the whole process, that of JavaScript too; Replace reaches it
exits/testdata/ends/ends.go:91:5: warning: github.com/topherjs/topher/go/generator/exits/testdata/logger.Logger.Fatalf ends the whole process, that of JavaScript too, if it does as its name says; Logged reaches it
exits/testdata/ends/ends.go:93:9: warning: github.com/topherjs/topher/go/generator/exits/testdata/logger.Fatal ends the whole process, that of JavaScript too, if it does as its name says; Logged reaches it
exits/testdata/ends/ends.go:101:5: warning: testing.TB.Fatal ends the whole process, that of JavaScript too; Check reaches it
exits/testdata/ends/ends.go:112:6: warning: log.Logger.Fatal ends the whole process, that of JavaScript too; Service.Fatal reaches it
exits/testdata/ends/ends.go:112:6: warning: log.Logger.Fatalf ends the whole process, that of JavaScript too; Service.Fatalf reaches it
exits/testdata/ends/ends.go:112:6: warning: log.Logger.Fatalln ends the whole process, that of JavaScript too; Service.Fatalln reaches it
exits/testdata/ends/ends.go:126:7: warning: log.Fatalln ends the whole process, that of JavaScript too; the value of Config (through read) reaches it
exits/testdata/ends/ends.go:131:16: warning: os.Exit ends the whole process, that of JavaScript too; the value of computed reaches it
exits/testdata/ends/ends.go:143:6: warning: os.Exit ends the whole process, that of JavaScript too; init reaches it
`
	if got := diag.List(diags).Text(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, strings.TrimSpace(want))
	}
}
