package table

import (
	"testing"

	"github.com/topherjs/topher/go/generator/ir"
)

var (
	text  = &ir.Type{Kind: ir.String, Go: "string"}
	long  = &ir.Type{Kind: ir.Int64, Go: "int64"}
	point = &ir.Type{Kind: ir.ValueStruct, Go: "geo.Point", Ref: "geo.Point"}
)

func of(kind ir.Kind, elem *ir.Type) *ir.Type { return &ir.Type{Kind: kind, Elem: elem} }

func fn(context bool, result *ir.Type, params ...*ir.Param) *ir.Type {
	s := &ir.Signature{Params: params, Context: context}
	if result != nil {
		s.Results = []*ir.Result{{Type: result}}
	}
	return &ir.Type{Kind: ir.FuncVal, Func: s}
}

func named(ref string, d Direction) string {
	return ref[len("geo."):] + map[Direction]string{Out: "", In: "Input", Async: "Input"}[d]
}

func TestTypeScriptWritesEachDirection(t *testing.T) {
	x := &ir.Param{JS: "x", Type: long}
	rest := &ir.Param{JS: "rest", Type: of(ir.Slice, text), Variadic: true}
	for _, c := range []struct {
		t              *ir.Type
		out, in, async string
	}{
		{long, "bigint", "bigint | number", "bigint | number"},
		{of(ir.RecvChan, point), "ReceiveChannel<Point> | null", "ReceiveChannel<PointInput> | null", "ReceiveChannelInput<PointInput> | null"},
		{of(ir.SendChan, point), "SendChannel<PointInput> | null", "SendChannelInput<Point> | null", "SendChannelInput<Point> | null"},
		{of(ir.Chan, long), "Channel<bigint> | null", "Channel<bigint> | null", "Channel<bigint> | null"},
		{of(ir.Chan, of(ir.SendChan, long)), "Channel<SendChannel<bigint | number> | null> | null", "Channel<SendChannel<bigint | number> | null> | null", "Channel<SendChannel<bigint | number> | null> | null"},
		{
			of(ir.Seq, long), "(Iterable<bigint> & AsyncIterable<bigint>) | null", "Iterable<bigint | number> | null",
			"Iterable<bigint | number> | AsyncIterable<bigint | number> | null",
		},
		{
			of(ir.Slice, of(ir.Reader, nil)), "(GoReader | null)[]", "readonly (GoReaderInput | null)[]", "readonly (GoReaderAsyncInput | null)[]",
		},
		{
			fn(false, long, x), "(((x: bigint | number) => bigint) & { async(x: bigint | number, options?: TaskOptions): Task<bigint> }) | null",
			"((x: bigint) => bigint | number) | null", "((x: bigint) => bigint | number | PromiseLike<bigint | number>) | null",
		},
		{
			fn(false, nil, rest), "(((...rest: readonly string[]) => void) & { async(rest: readonly string[], options?: TaskOptions): Task<void> }) | null",
			"((...rest: string[]) => void) | null", "((...rest: string[]) => void | PromiseLike<void>) | null",
		},
		{
			fn(true, nil), "(((options?: TaskOptions) => Task<void>) & { async(options?: TaskOptions): Task<void> }) | null",
			"((context: GoContext) => void) | null", "((context: GoContext) => void | PromiseLike<void>) | null",
		},
		{
			fn(true, text, x, rest),
			"(((x: bigint | number, rest: readonly string[], options?: TaskOptions) => Task<string>) & { async(x: bigint | number, rest: readonly string[], options?: TaskOptions): Task<string> }) | null",
			"((...args: [x: bigint, ...rest: string[], context: GoContext]) => string) | null",
			"((...args: [x: bigint, ...rest: string[], context: GoContext]) => string | PromiseLike<string>) | null",
		},
		{ // names that are taken
			fn(true, nil, &ir.Param{JS: "options", Type: text}, &ir.Param{JS: "context", Type: text}),
			"(((options: string, context: string, options_?: TaskOptions) => Task<void>) & { async(options: string, context: string, options_?: TaskOptions): Task<void> }) | null",
			"((options: string, context: string, context_: GoContext) => void) | null",
			"((options: string, context: string, context_: GoContext) => void | PromiseLike<void>) | null",
		},
		{ // what a func of Go is given in its asynchronous form may be asynchronous too
			fn(false, nil, &ir.Param{JS: "r", Type: of(ir.Reader, nil)}),
			"(((r: GoReaderInput | null) => void) & { async(r: GoReaderAsyncInput | null, options?: TaskOptions): Task<void> }) | null",
			"((r: GoReader | null) => void) | null", "((r: GoReader | null) => void | PromiseLike<void>) | null",
		},
	} {
		for d, want := range map[Direction]string{Out: c.out, In: c.in, Async: c.async} {
			if got := TypeScript(c.t, d, named); got != want {
				t.Errorf("%s, direction %d:\n got %s\nwant %s", c.t.Kind, d, got, want)
			}
		}
	}
}

func TestPresentLeavesNothingOfNull(t *testing.T) {
	for spelled, want := range map[string]string{
		"Point | null": "Point", "(Iterable<T> & AsyncIterable<T>) | null": "Iterable<T> & AsyncIterable<T>", "(() => void) | null": "() => void",
		"(() => void) | (() => string) | null": "(() => void) | (() => string)", "(() => void)[]": "(() => void)[]", "string": "string",
	} {
		if got := Present(spelled); got != want {
			t.Errorf("Present(%q) = %q, want %q", spelled, got, want)
		}
	}
}
