// Tries what needs native code in different ways, and prints what came of it: `ok`, what was wrong, or the code of the error and its text.
import { callback, fn, open, t, wake, type Symbols } from "topher";
import { libraryUrl, type Bound } from "../kit/library.ts";
import type { openedUses } from "../kit/permissions.ts";

const mixed = t.struct({ a: t.i64, b: t.f64 });
const padded = t.struct({ a: t.i8, b: t.f64, c: t.i16 });
const step = t.callback([t.i64], t.i64);

const uses: Readonly<Record<keyof typeof openedUses, () => unknown>> = {
  "numbers and booleans": () => bound({ addI64: fn([t.i64, t.i64], t.i64) })["addI64"]!(1n, 2n) === 3n,
  "typed arrays and bytes": () =>
    bound({ sliceSumF64: fn([t.slice(t.f64)], t.f64) })["sliceSumF64"]!(Float64Array.of(1, 2)) === 3,
  bells() {
    const lib = open(libraryUrl("fixture"), {});
    const bell = wake(lib, () => {});
    bell[Symbol.dispose]();
    return true;
  },
  "structs of numbers": () =>
    bound({ structEchoMixed: fn([mixed], mixed) })["structEchoMixed"]!({ a: 7n, b: 1 }).a === 7n,
  "text, and arrays of it": () => {
    const { stringUpper } = bound({ stringUpper: fn([t.cstring], t.cstring, { free: "freeString" }) });
    return stringUpper!("gopher") === "GOPHER";
  },
  "`t.ref`, pointers that Go returns": () => {
    const { structRef } = bound({ structRef: fn([], t.ref(padded)) });
    return structRef!().b === 2.5;
  },
  callbacks() {
    const { callbackI64 } = bound({ callbackI64: fn([step, t.i64], t.i64) });
    const kept = callback(step, (v) => v);
    kept[Symbol.dispose]();
    return callbackI64!((v: bigint) => v * 2n, 21n) === 42n;
  },
};

const outcome = Object.entries(uses).map(([what, use]) => {
  try {
    const result = use();
    return [what, result === true ? "ok" : `wrong: ${String(result)}`];
  } catch (error) {
    return [what, `${(error as { code?: string }).code}: ${(error as Error).message}`];
  }
});
console.log(JSON.stringify(Object.fromEntries(outcome)));

function bound(symbols: Symbols): Bound {
  return open(libraryUrl("fixture"), symbols) as unknown as Bound;
}
