package bind

import (
	"bytes"
	"encoding/json"
	"go/constant"
	"go/token"
	"math"
	"strconv"
	"strings"

	"github.com/topherjs/topher/go/generator/ir"
)

// literal is a constant as a JavaScript expression, or why it has none.
func literal(v constant.Value, kind ir.Kind) (expr, why string) {
	switch kind {
	case ir.Bool:
		return strconv.FormatBool(constant.BoolVal(v)), ""
	case ir.String:
		return quote(constant.StringVal(v)), ""
	case ir.Float32, ir.Float64:
		f, _ := constant.Float64Val(constant.ToFloat(v))
		return float(f)
	case ir.Duration:
		ns, _ := constant.Int64Val(constant.ToInt(v))
		return float(float64(ns) / 1e6)
	case ir.Int64, ir.Uint64, ir.Uintptr:
		return constant.ToInt(v).ExactString() + "n", ""
	}
	v = constant.ToInt(v)
	if v.Kind() != constant.Int {
		return "", neverComplex
	}
	if !isSafe(v) {
		return "", v.ExactString() + " is no safe integer in JavaScript; of type int64 or uint64 it would be a bigint"
	}
	return v.ExactString(), ""
}

func float(f float64) (expr, why string) {
	if math.IsInf(f, 0) {
		return "", "its value is outside of the range of float64"
	}
	return strings.Replace(strconv.FormatFloat(f, 'g', -1, 64), "e+", "e", 1), ""
}

var maxSafe = constant.MakeInt64(1<<53 - 1)

// isSafe says whether an integer is exact as a JavaScript number, and so are its neighbours.
func isSafe(v constant.Value) bool {
	if v.Kind() != constant.Int {
		return true
	}
	return constant.Compare(v, token.LEQ, maxSafe) && constant.Compare(constant.UnaryOp(token.SUB, v, 0), token.LEQ, maxSafe)
}

// quote writes a string literal. Invalid UTF-8 becomes U+FFFD, as it does in every string that crosses.
func quote(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a string always can be encoded
	return strings.TrimSuffix(b.String(), "\n")
}
