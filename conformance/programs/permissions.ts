// Tries what needs native code in different ways, and prints what came of it.
import { fn, open, t, type Symbols } from "topher";
import { libraryUrl, type Bound } from "../kit/library.ts";

const outcome: Record<string, string> = {};
const mixed = t.struct({ a: t.i64, b: t.f64 });

attempt("number", { addI64: fn([t.i64, t.i64], t.i64) }, (lib) => lib["addI64"]!(1n, 2n));
if (!outcome["number"]!.startsWith("TOPHER_")) {
  attempt("text", { stringUpper: fn([t.cstring], t.cstring, { free: "freeString" }) }, (lib) =>
    lib["stringUpper"]!("gopher"),
  );
  attempt("slice", { sliceSumF64: fn([t.slice(t.f64)], t.f64) }, (lib) =>
    lib["sliceSumF64"]!(Float64Array.of(1, 2, 3)),
  );
  const step = t.callback([t.i64], t.i64);
  attempt("callback", { callbackI64: fn([step, t.i64], t.i64) }, (lib) =>
    lib["callbackI64"]!((v: bigint) => v * 2n, 21n),
  );
  attempt("struct", { structEchoMixed: fn([mixed], mixed) }, (lib) => lib["structEchoMixed"]!({ a: 7n, b: 1 }).a);
}
console.log(JSON.stringify(outcome));

function attempt(what: string, symbols: Symbols, use: (lib: Bound) => unknown): void {
  try {
    const result = use(open(libraryUrl("fixture"), symbols) as unknown as Bound);
    outcome[what] = typeof result === "bigint" ? `${result}n` : String(result);
  } catch (error) {
    outcome[what] = `${(error as { code?: string }).code}: ${(error as Error).message}`;
  }
}
