package escape

import (
	"context"
	"go/types"
	"testing"

	"github.com/topherjs/topher/go/generator/load"
)

func one(t *testing.T, pattern string) *load.Package {
	t.Helper()
	packages, diags, err := load.Load(context.Background(), load.Options{Patterns: []string{pattern}})
	if err != nil || len(diags) > 0 || len(packages) != 1 {
		t.Fatal(err, diags, len(packages))
	}
	return packages[0]
}

func verdict(t *testing.T, p *load.Package, r Report, name string, param int) Verdict {
	t.Helper()
	v := p.Types.Scope().Lookup(name).(*types.Func).Signature().Params().At(param)
	return r.Of(p.Place(v.Pos()), v.Name())
}

func TestAnalyzeIsRightAboutTheStandardLibrary(t *testing.T) {
	p := one(t, "bytes")
	r, err := Analyze(context.Background(), p, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]Verdict{
		"Compare": Stays, "Contains": Stays, "ToUpper": Stays, "Count": Stays, "Clone": Stays,
		"NewReader": Leaks, "NewBuffer": Leaks, "TrimSpace": Returns, "Split": Leaks, "Fields": Leaks,
	} {
		if got := verdict(t, p, r, name, 0); got != want {
			t.Errorf("bytes.%s: %q, want %q", name, got, want)
		}
	}
}

func TestAnalyzeTakesReportsFromItsCache(t *testing.T) {
	p := one(t, "../testdata/bind/slices")
	o := Options{Cache: t.TempDir()}
	first, err := Analyze(context.Background(), p, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", t.TempDir())
	second, err := Analyze(context.Background(), p, o)
	if err != nil {
		t.Fatal(err)
	}
	if len(first) == 0 || len(first) != len(second) {
		t.Errorf("%d verdicts, then %d", len(first), len(second))
	}
	changed := *p
	changed.Export += "x"
	if _, err := Analyze(context.Background(), &changed, o); err == nil {
		t.Error("a report of other export data was used")
	}
}

func TestParseTakesNoLeakBack(t *testing.T) {
	r := parse(`# example.com/x
./x.go:3:10: xs does not escape
./x.go:4:10: leaking param: ys to result ~r0 level=0
./x.go:5:10: zs does not escape
./x.go:5:10: leaking param content: zs
./x.go:6:10: moved to heap: ws
./x.go:7:10: leaking param: vs to result ~r0 level=0
./x.go:7:10: leaking param: vs
./x.go:7:10: []byte{...} does not escape
./x.go:8:10: can inline F
`)
	for name, want := range map[string]Verdict{"xs": Stays, "ys": Returns, "zs": Leaks, "ws": Leaks, "vs": Leaks, "other": Unknown} {
		line := map[string]int{"xs": 3, "ys": 4, "zs": 5, "ws": 6, "vs": 7, "other": 9}[name]
		if got := r.Of(load.Place{File: "x.go", Line: line, Column: 10}, name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
