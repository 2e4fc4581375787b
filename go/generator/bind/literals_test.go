package bind

import (
	"go/constant"
	"testing"

	"github.com/topherjs/topher/go/generator/ir"
)

func TestLiteralsAreExact(t *testing.T) {
	for _, c := range []struct {
		value constant.Value
		kind  ir.Kind
		want  string
	}{
		{constant.MakeInt64(1<<53 - 1), ir.Int, "9007199254740991"},
		{constant.MakeInt64(1 << 53), ir.Int, ""},
		{constant.MakeInt64(-1 << 63), ir.Int64, "-9223372036854775808n"},
		{constant.MakeFloat64(0.1), ir.Float64, "0.1"},
		{constant.MakeFloat64(1e21), ir.Float64, "1e21"},
		{constant.MakeInt64(1), ir.Duration, "1e-06"},
		{constant.MakeInt64(1_500_000_000), ir.Duration, "1500"},
		{constant.MakeString("a\"\\\u2028<\xff"), ir.String, "\"a\\\"\\\\\\u2028<\\ufffd\""},
		{constant.MakeBool(true), ir.Bool, "true"},
		{constant.MakeInt64(3), ir.Float64, "3"},
	} {
		if got, why := literal(c.value, c.kind); got != c.want || (why == "") == (c.want == "") {
			t.Errorf("literal(%v, %s) = %q, %q; want %q", c.value, c.kind, got, why, c.want)
		}
	}
}

func TestDocsCannotEndTheirComment(t *testing.T) {
	for in, want := range map[string]string{
		"a */ b":        `a *\/ b`,
		"`*/` and */":   "`*\\/` and *\\/",
		"`a @b` @c {d}": "`a @b` \\@c \\{d\\}",
		"odd ` here */": "odd ` here *\\/",
	} {
		if got := escapeTSDoc(in); got != want {
			t.Errorf("escapeTSDoc(%q) = %q, want %q", in, got, want)
		}
	}
}
