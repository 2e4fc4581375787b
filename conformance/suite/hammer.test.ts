// Values that nobody would think of, for every function: whatever comes, a call returns or throws, and the process lives.
import fc from "fast-check";
import assert from "node:assert/strict";
import process from "node:process";
import { test } from "node:test";
import { stats, type Type } from "topher";
import { argumentOf } from "../kit/arguments.ts";
import { bindTable } from "../kit/fixture.ts";
import { fixtureSymbols } from "../kit/symbols.ts";
import { nothingLeft } from "../kit/nothing-left.ts";

const seed = Number(process.env["TOPHER_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
console.log(`hammer: TOPHER_SEED=${seed}`);

// Left out: functions that take as long, or as much memory, as they are told.
const endless = /^(busy|wakeRingAsync|callbackAlloc)/;
const runs = 150;

const lib = bindTable(fixtureSymbols);
const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
  withObjectString: true,
  withSparseArray: true,
  withTypedArray: true,
});
const odd = fc.constantFrom<unknown>(
  Number.NaN,
  -0,
  2 ** 53,
  2n ** 64n,
  Symbol("odd"),
  new Float64Array(3),
  new Uint8Array(new ArrayBuffer(8), 1),
  new DataView(new ArrayBuffer(8)),
  new SharedArrayBuffer(8),
  "\0",
  "\uD800",
  [],
  [[]],
  {},
  null,
  undefined,
  () => {
    throw new Error("from a callback");
  },
  () => "odd",
  Object.freeze({ a: 1 }),
  new Proxy({}, {}),
  new Proxy([1, 2, 3], {}),
  new Proxy(() => {}, {}),
  globalThis,
);

for (const [symbol, { args }] of Object.entries(fixtureSymbols)) {
  if (endless.test(symbol)) continue;
  const any = (type: Type) =>
    fc.oneof(
      { arbitrary: fc.constant(null).map(() => argumentOf(type)), weight: 3 },
      { arbitrary: anything, weight: 2 },
      odd,
    );
  const calls = fc.tuple(...(args as Type[]).map(any)).map((list) => list.map(tame));

  test(`${symbol} survives ${runs} calls with anything`, () => {
    for (const list of fc.sample(calls, { seed, numRuns: runs })) {
      try {
        lib[symbol]!(...list);
      } catch (error) {
        assert.ok(error instanceof Error, `seed ${seed}: ${String(error)}`);
      }
    }
    assert.equal(lib["addI64"]!(40n, 2n), 42n, `seed ${seed}`);
    const { callbacks, bytes, objects } = stats();
    assert.deepEqual({ callbacks, bytes, objects }, { callbacks: 0, bytes: 0, objects: 0 }, `seed ${seed}`);
  });
}

// A count of elements or of calls that Go would take at its word.
function tame(value: unknown): unknown {
  if (typeof value !== "number" && typeof value !== "bigint") return value;
  return value > 1000 && value < 2 ** 63 ? 1000 : value;
}

nothingLeft();
