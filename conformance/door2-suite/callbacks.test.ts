// Functions of JavaScript that Go calls during a call.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GoError, GoPanic } from "topher";
import * as f from "../../dist/door2/features/index.js";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { nothingLeft, untyped } from "./kit.ts";

const call = untyped(f);
const mine = new Error("mine");
const throws = (): never => {
  throw mine;
};

test("apply calls with a number and takes one", () => {
  for (const x of [1.5, -0, NaN, Infinity])
    assert.ok(
      Object.is(
        f.apply(x, (y) => y),
        x,
      ),
    );
});

test("mapFloats calls with several arguments, in order", () => {
  const seen: unknown[] = [];
  assert.deepEqual(
    f.mapFloats(Float64Array.of(5, 6), (x, i) => (seen.push([x, i]), x * i)),
    Float64Array.of(0, 6),
  );
  assert.deepEqual(seen, [
    [5, 0],
    [6, 1],
  ]);
});

test("each calls with exactly the arguments of Go, and no this", () => {
  const seen: unknown[] = [];
  f.each(["a", "b\0😀", ""], function (this: unknown, ...args) {
    seen.push(args, this);
  });
  assert.deepEqual(seen, [["a"], undefined, ["b\0😀"], undefined, [""], undefined]);
});

test("each takes whatever a function without result returns", () => f.each(["a"], (() => 5) as never));

test("sortBy takes booleans", () => {
  assert.deepEqual(
    f.sortBy(["c", "a", "b"], (a, b) => a < b),
    ["a", "b", "c"],
  );
  const many = Array.from({ length: 1000 }, (_, i) => String((i * 7919) % 1000).padStart(4, "0"));
  assert.deepEqual(
    f.sortBy(many, (a, b) => a < b),
    many.toSorted(),
  );
});

test("filter takes a named func type", () =>
  assert.deepEqual(
    f.filter([1, 2, 3], (n) => n !== 2),
    [1, 3],
  ));

test("movePoints calls with structs, whose absent fields are zero", () => {
  assert.deepEqual(
    f.movePoints([{ x: 1, y: 2 }], (p) => ({ x: p.y })),
    [{ x: 2, y: 0 }],
  );
});

test("bytes calls with bytes that stay what they are", () => {
  const chunks: Uint8Array[] = [];
  assert.equal(
    f.bytes(3, (chunk) => chunks.push(chunk)),
    6,
  );
  assert.deepEqual(chunks, [new Uint8Array(4).fill(0), new Uint8Array(4).fill(1), new Uint8Array(4).fill(2)]);
});

test("withAccount calls with an object that may be kept", () => {
  let kept: f.Account | null = null;
  assert.equal(
    f.withAccount("ann", (ann) => ((kept = ann), ann!.deposit(3))),
    3n,
  );
  assert.equal(kept!.owner(), "ann");
  kept![Symbol.dispose]();
});

test("optional takes null for nil", () => {
  assert.equal(call["optional"]!(null), "nil");
  assert.equal(
    f.optional(() => "called"),
    "called",
  );
});

test("apply refuses what is no function", () => {
  refuses(
    "TOPHER_TYPE",
    () => call["apply"]!(1, 5),
    "features.apply: parameter 2 (f) must be a function, got number 5",
  );
  refuses(
    "TOPHER_TYPE",
    () => call["apply"]!(1, undefined),
    "features.apply: parameter 2 (f) must be a function, got undefined",
  );
});

const wrong: readonly (readonly [
  string,
  "TOPHER_NEEDS_ASYNC" | "TOPHER_TYPE" | "TOPHER_RANGE" | "TOPHER_UNKNOWN_FIELD",
  () => unknown,
  string,
])[] = [
  [
    "apply",
    "TOPHER_TYPE",
    () => f.apply(1, (() => "x") as never),
    'parameter 2 (f): the result must be a number, got string "x"',
  ],
  [
    "apply",
    "TOPHER_TYPE",
    () => f.apply(1, (() => {}) as never),
    "parameter 2 (f): the result must be a number, got undefined",
  ],
  [
    "apply",
    "TOPHER_NEEDS_ASYNC",
    () => f.apply(1, (async () => 1) as never),
    "parameter 2 (f): the result is an object of class Promise: a synchronous call of Go cannot wait for it. Call the function by its .async, which waits",
  ],
  [
    "filter",
    "TOPHER_TYPE",
    () => f.filter([1], (() => 1) as never),
    "parameter 2 (f): the result must be a boolean, got number 1",
  ],
  [
    "movePoints",
    "TOPHER_UNKNOWN_FIELD",
    () => f.movePoints([{}], (() => ({ q: 1 })) as never),
    "parameter 2 (f): the result.q is not a field of the struct. The nearest is x",
  ],
  [
    "optional",
    "TOPHER_TYPE",
    () => f.optional((() => 5) as never),
    "parameter 1 (f): the result must be a string, got number 5",
  ],
];

for (const [name, code, use, message] of wrong) {
  test(`${name} refuses a wrong result: ${message}`, () => void refuses(code, use, `features.${name}: ${message}`));
}

test("nest refuses a fraction as an int", () => {
  refuses(
    "TOPHER_RANGE",
    () => f.nest(3, () => 1.5),
    /^features\.nest: parameter 2 \(f\): the result must be a safe integer/,
  );
});

for (const [what, thrown] of [
  ["an error", mine],
  ["a frozen error", Object.freeze(new TypeError("frozen"))],
  ["a text", "text"],
  ["undefined", undefined],
  ["an object", { a: 1 }],
] as const) {
  test(`apply throws ${what} that its function threw, the same`, () => {
    assert.equal(
      thrownBy(() =>
        f.apply(1, () => {
          throw thrown;
        }),
      ),
      thrown,
    );
    assert.equal(
      thrownBy(() =>
        f.nest(3, () => {
          throw thrown;
        }),
      ),
      thrown,
    );
  });

  test(`tryAgain throws ${what} that its function threw, the same`, () => {
    assert.equal(
      thrownBy(() =>
        f.tryAgain(() => {
          throw thrown;
        }),
      ),
      thrown,
    );
  });
}

test("try gets what was thrown as an error", () => {
  assert.equal(f.try(throws), "mine");
  assert.equal(
    f.try(() => {}),
    "fine",
  );
  assert.equal(
    f.try(() => {
      throw "text";
    }),
    "text",
  );
});

test("try gets an error of Go as what it is", () => {
  assert.equal(
    f.try(() => f.fail("inner")),
    "inner",
  );
  assert.ok(
    GoError.is(
      thrownBy(() => f.tryAgain(() => f.maybeFail(true))),
      f.errEmpty,
    ),
  );
});

test("parsed takes a result or an exception", () => {
  assert.equal(f.parsed("12", Number), 12);
  assert.equal(
    thrownBy(() => f.parsed("12", throws)),
    mine,
  );
});

test("recovers recovers from an exception, which is then over", () => {
  assert.equal(f.recovers(throws), "recovered");
  assert.equal(
    f.recovers(() => {}),
    "returned",
  );
  assert.equal(f.add(1, 2), 3);
});

test("cleanup runs the defers of Go when its function throws", () => {
  const seen: string[] = [];
  const caught = thrownBy(() =>
    f.cleanup(
      () => {
        seen.push("f");
        throw mine;
      },
      () => void seen.push("after"),
    ),
  );
  assert.equal(caught, mine);
  assert.deepEqual(seen, ["f", "after"]);
});

test("a panic inside of a function goes through both calls", () => {
  const caught = thrownBy(() =>
    f.apply(1, () => {
      f.panic("deep");
      return 1;
    }),
  );
  assert.ok(caught instanceof GoPanic);
  assert.equal(caught.message, "features.panic: deep");
});

nothingLeft(() => f.makeBytes(4_000_000));
