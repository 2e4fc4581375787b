// JavaScript functions that Go calls during a call.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { fn, open, stats, t } from "topher";
import { bindTable, leaked } from "../kit/fixture.ts";
import { libraryUrl } from "../kit/library.ts";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { samples, show } from "../kit/scalar-samples.ts";
import { nothingLeft } from "../kit/nothing-left.ts";

const table = bindTable(
  Object.fromEntries(
    samples.map(({ suffix, type }) => [`callback${suffix}`, fn([t.callback([type], type), type], type)]),
  ),
);
const i64ToI64 = t.callback([t.i64], t.i64);
const f64ToF64 = t.callback([t.f64], t.f64);
const nothing = t.callback([], t.void);
const lib = open(libraryUrl("fixture"), {
  callbackVoid: fn([nothing], t.void),
  callbackMany: fn(
    [t.callback([t.bool, t.i8, t.u16, t.i32, t.i64, t.u64, t.f32, t.f64, t.u8, t.f64], t.f64), t.i64],
    t.f64,
  ),
  callbackText: fn([t.callback([t.string], t.void), t.string], t.void),
  callbackCString: fn([t.callback([t.cstring], t.void)], t.void),
  callbackNames: fn([t.callback([t.i64], t.cstring), t.int], t.int),
  callbackTimes: fn([i64ToI64, t.int], t.i64),
  callbackUntil: fn([t.callback([t.int], t.bool), t.int], t.int),
  callbackNested: fn([i64ToI64, t.i64], t.i64),
  callbackAlloc: fn([t.callback([t.int], t.pointer), t.int], t.int),
  callbackTwo: fn([f64ToF64, f64ToF64, t.f64], t.f64),
  callbackNever: fn([nothing], t.int),
  callbackIsNull: fn([t.nullable(nothing)], t.bool),
  noop: fn([], t.void),
});

after(() => {
  const { trampolines: _, ...live } = stats();
  assert.ok(
    Object.values(live).every((count) => count === 0),
    JSON.stringify(live),
  );
  assert.equal(leaked(), 0);
});

for (const { suffix, good, outOfRange, wrongType } of samples) {
  const call = table[`callback${suffix}`]!;

  for (const [argument, echoed] of good) {
    test(`callback${suffix} carries ${show(argument)} in and back`, () => {
      const seen: unknown[] = [];
      const result: unknown = call((value: unknown) => (seen.push(value), value), argument);
      assert.ok(Object.is(seen[0], echoed), `${show(seen[0])} was passed`);
      assert.ok(Object.is(result, echoed), `${show(result)} came back`);
      assert.equal(seen.length, 1);
    });
  }

  test(`callback${suffix} throws where the function returns what the type does not hold`, () => {
    const [argument] = good[0]!;
    const message = new RegExp(`^fixture\\.callback${suffix}: parameter 1: callback result must be `);
    for (const value of outOfRange) refuses("TOPHER_RANGE", () => call(() => value, argument), message);
    // A view is an address where it is lent, but nothing would hold it after the function returned; that is tried below.
    for (const value of wrongType) refuses("TOPHER_TYPE", () => call(() => value, argument), message);
  });

  test(`callback${suffix} carries an error of the function through Go`, () => {
    const mine = { anything: "can be thrown" };
    const thrown = thrownBy(() =>
      call(() => {
        throw mine;
      }, good[0]![0]),
    );
    assert.equal(thrown, mine);
    assert.ok(
      Object.is(
        call((value: unknown) => value, good[0]![0]),
        good[0]![1],
      ),
    );
  });
}

test("callbackVoid calls once and gives nothing, whatever the function returns", () => {
  let calls = 0;
  assert.equal(
    lib.callbackVoid(() => (calls++, "ignored") as never),
    undefined,
  );
  assert.equal(calls, 1);
});

test("callbackVoid passes no arguments and no this", () => {
  lib.callbackVoid(function (this: unknown, ...args: unknown[]) {
    assert.equal(this, undefined);
    assert.deepEqual(args, []);
  } as never);
});

test("callbackMany passes more arguments than there are registers, of every kind", () => {
  let seen: unknown[] = [];
  const result = lib.callbackMany(
    (...args) => ((seen = args), args.reduce<number>((sum, arg) => sum + Number(arg), 0)),
    7n,
  );
  assert.deepEqual(seen, [true, 8, 9, 10, 11n, 12n, 13, 14, 15, 16]);
  assert.equal(result, 109);
});

for (const text of ["", "text", "a\0b", "ünïcödé 🐹", "x".repeat(100_000)]) {
  test(`callbackText passes a text of ${text.length} units`, () => {
    let seen: unknown;
    lib.callbackText((value) => void (seen = value), text);
    assert.equal(seen, text);
  });
}

const nullables = {
  "t.string": t.nullable(t.string),
  "t.bytes": t.nullable(t.bytes),
  "t.slice(t.i8)": t.nullable(t.slice(t.i8)),
  "t.slice(t.bool)": t.nullable(t.slice(t.bool)),
};
for (const [kind, type] of Object.entries(nullables)) {
  test(`callbackText passes null for NULL where t.nullable(${kind}) is declared`, () => {
    const { callbackText } = open(libraryUrl("fixture"), {
      callbackText: fn([t.callback([type], t.void), t.nullable(t.string)], t.void),
    });
    const seen: unknown[] = [];
    callbackText((value) => void seen.push(value), null);
    callbackText((value) => void seen.push(value), "\u0001");
    const [nothing, something] = seen;
    assert.equal(nothing, null);
    assert.equal((something as { length: number }).length, 1);
  });
}

test("callbackCString passes text that ends at NUL", () => {
  let seen: unknown;
  lib.callbackCString((value) => void (seen = value));
  assert.equal(seen, "hello, callback");
});

test("callbackNames takes texts that functions return, and keeps them for the call", () => {
  assert.equal(
    lib.callbackNames((i) => "é".repeat(Number(i)), 100),
    9900,
  );
  assert.equal(stats().bytes, 0);
});

test("callbackNames throws for a text with NUL", () => {
  refuses(
    "TOPHER_NUL",
    () => lib.callbackNames(() => "a\0", 3),
    /^fixture\.callbackNames: parameter 1: callback result /,
  );
});

test("callbackTimes calls 100000 times", () => {
  let calls = 0n;
  assert.equal(
    lib.callbackTimes((i) => (calls++, i * 2n), 100_000),
    9_999_900_000n,
  );
  assert.equal(calls, 100_000n);
});

test("callbackUntil ends when the function says so", () => {
  assert.equal(
    lib.callbackUntil((i) => i < 4, 100),
    5,
  );
});

test("callbackUntil calls nothing after an error", () => {
  const mine = new Error("mine");
  let calls = 0;
  const error = thrownBy(() =>
    lib.callbackUntil((i) => {
      calls++;
      if (i === 3) throw mine;
      return true;
    }, 1000),
  );
  assert.equal(error, mine);
  assert.equal(calls, 4);
});

test("callbackTimes skips later calls after an error, though Go goes on", () => {
  const mine = new Error("mine");
  let calls = 0;
  const error = thrownBy(() =>
    lib.callbackTimes((i) => {
      calls++;
      if (i === 10n) throw mine;
      return 1n;
    }, 1000),
  );
  assert.equal(error, mine);
  assert.equal(calls, 11);
  assert.equal(
    lib.callbackTimes(() => 1n, 10),
    10n,
  );
});

test("callbackTwo keeps two functions apart", () => {
  assert.equal(
    lib.callbackTwo(
      (x) => x + 1,
      (x) => x * 10,
      4,
    ),
    50,
  );
  assert.equal(
    lib.callbackTwo(
      (x) => x * 10,
      (x) => x + 1,
      4,
    ),
    41,
  );
  const same = (x: number) => x * x;
  assert.equal(lib.callbackTwo(same, same, 3), 81);
});

test("callbackTwo throws what the first function threw", () => {
  const first = new Error("first");
  const second = new Error("second");
  const error = thrownBy(() =>
    lib.callbackTwo(
      () => {
        throw first;
      },
      () => {
        throw second;
      },
      1,
    ),
  );
  assert.equal(error, first);
});

test("callbackNested goes 50 deep", () => {
  const down = (depth: bigint): bigint => lib.callbackNested(down, depth - 1n);
  assert.equal(lib.callbackNested(down, 50n), 50n);
  assert.equal(stats().callbacks, 0);
});

test("callbackNested carries an error up from 50 deep, as the same object", () => {
  const mine = new RangeError("at the bottom");
  const down = (depth: bigint): bigint => {
    if (depth === 1n) throw mine;
    return lib.callbackNested(down, depth - 1n);
  };
  assert.equal(
    thrownBy(() => lib.callbackNested(down, 50n)),
    mine,
  );
  assert.equal(stats().callbacks, 0);
});

test("callbackNested lets an error be caught halfway", () => {
  const down = (depth: bigint): bigint => {
    if (depth === 1n) throw new Error("caught");
    try {
      return lib.callbackNested(down, depth - 1n);
    } catch {
      return 1000n;
    }
  };
  assert.equal(lib.callbackNested(down, 5n), 1004n);
});

test("callbackAlloc writes into memory that the function lends", () => {
  let lent = new Float64Array(0);
  assert.equal(
    lib.callbackAlloc((n) => (lent = new Float64Array(n)) as never, 1000),
    1000,
  );
  assert.ok(lent.length === 1000 && lent.every((each, i) => each === i));
  assert.equal(stats().objects, 0);
});

test("callbackAlloc takes null", () =>
  assert.equal(
    lib.callbackAlloc(() => null, 10),
    0,
  ));

test("callbackNever is content with a function that nobody calls", () => {
  assert.equal(
    lib.callbackNever(() => assert.fail("called")),
    7,
  );
});

test("callbackIsNull tells null from a function", () => {
  assert.equal(lib.callbackIsNull(null), true);
  assert.equal(
    lib.callbackIsNull(() => {}),
    false,
  );
});

const wrong = { null: null, undefined, "a string": "f", "1": 1, "an object": {}, "an address": 4096n, "an array": [] };
for (const [what, value] of Object.entries(wrong)) {
  test(`callbackVoid refuses ${what}`, () => {
    const message = /^fixture\.callbackVoid: parameter 1 must be a function or a handle made by callback\(\), got /;
    refuses("TOPHER_TYPE", () => lib.callbackVoid(value as never), message);
  });
}

test("callbackVoid refuses a class, as calling it throws", () => {
  assert.throws(() => lib.callbackVoid(class {} as never), TypeError);
});

test("callbackTimes stays right with functions of many shapes", () => {
  for (let i = 0; i < 2000; i++) {
    const add = BigInt(i);
    assert.equal(
      lib.callbackTimes((n) => n + add, 2),
      1n + 2n * add,
    );
  }
});

test("callbackVoid takes an async function, whose promise is not waited for", () => {
  assert.equal(lib.callbackVoid((async () => {}) as never), undefined);
});

test("stats counts what a call in progress holds", () => {
  lib.callbackVoid(() => assert.equal(stats().callbacks, 1));
  assert.equal(stats().callbacks, 0);
});

nothingLeft();
