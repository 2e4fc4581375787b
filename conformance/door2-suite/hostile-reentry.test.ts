// Code of the program that runs in the middle of a call, in getters, setters, traps and iterators: it throws, changes what is being read, takes
// memory away, releases handles, and calls the library again.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as f from "../../dist/door2/features/index.js";
import { detach } from "../kit/buffers.ts";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { rejection } from "../kit/rejects.ts";
import { nothingLeft, untyped } from "./kit.ts";

const call = untyped(f);
const mine = new Error("mine");

/** Calls of several shapes and sizes, one of them with a callback, one that fails. */
function callAgain(depth = 3): void {
  assert.equal(f.echo("x".repeat(5000)).length, 5000);
  assert.deepEqual(f.echoInts(Array.from({ length: 500 }, (_, i) => i)).length, 500);
  assert.equal(f.mean(Float64Array.of(1, 3)), 2);
  assert.equal(
    f.apply(1, (x) => {
      if (depth > 0) callAgain(depth - 1);
      return x + 1;
    }),
    2,
  );
  refuses("TOPHER_TYPE", () => call["echoPoint"]!({ x: "1" }));
  assert.equal(
    thrownBy(() => f.rethrow(mine)),
    mine,
  );
  assert.equal((f.echoAny({ a: ["b".repeat(300_000)] }) as { a: string[] }).a[0]!.length, 300_000);
}

/** An object with a getter that runs something first. */
function getting<T extends object>(of: T, key: keyof T, run: () => void): T {
  const value = of[key];
  return Object.defineProperty(of, key, {
    enumerable: true,
    get() {
      run();
      return value;
    },
  });
}

const arguments_: readonly (readonly [name: string, make: () => object, expected: unknown, ...more: unknown[]])[] = [
  ["echoPoint", () => ({ x: 1, y: 2 }), { x: 1, y: 2 }],
  [
    "echoPoints",
    () => [
      { x: 1, y: 2 },
      { x: 3, y: 4 },
    ],
    [
      { x: 1, y: 2 },
      { x: 3, y: 4 },
    ],
  ],
  ["echoInts", () => [1, 2, 3], [1, 2, 3]],
  ["echoFloats", () => [1, 2, 3], Float64Array.of(1, 2, 3)],
  ["mean", () => [1, 2, 3], 2],
  ["echoStrings", () => ["a", "b"], ["a", "b"]],
  ["echoCounts", () => ({ a: 1, b: 2 }), { a: 1, b: 2 }],
  ["echoObject", () => ({ a: 1, b: [2] }), { a: 1, b: [2] }],
  ["echoAny", () => ({ a: 1, b: [2] }), { a: 1, b: [2] }],
  ["echoList", () => [1, [2]], [1, [2]]],
];

for (const [name, make, expected] of arguments_) {
  for (const key of Object.keys(make())) {
    test(`${name} is called again by the getter of ${key}`, async () => {
      const value = (): object => getting(make(), key as never, callAgain);
      assert.deepEqual(call[name]!(value()), expected);
      assert.deepEqual(await call[name]!.async(value()), expected);
    });

    test(`${name} throws what the getter of ${key} throws`, async () => {
      const value = (): object =>
        getting(make(), key as never, () => {
          throw mine;
        });
      assert.equal(
        thrownBy(() => call[name]!(value())),
        mine,
      );
      assert.equal(await rejection(call[name]!.async(value())), mine);
    });
  }
}

test("echoPoint takes an object whose getter has taken the other field away", () => {
  const point: { x: number; y?: number } = { x: 1, y: 2 };
  getting(point, "x", () => delete point.y);
  assert.deepEqual(f.echoPoint(point), { x: 1, y: 0 });
});

for (const name of ["echoInts", "echoFloats", "mean", "echoAny", "echoStrings"]) {
  test(`${name} takes as many elements as there were, while a getter adds some`, () => {
    const elements: unknown[] = name === "echoStrings" ? ["1", "2", "3"] : [1, 2, 3];
    const growing = getting([...elements], 0, () => growing.push(9, 9, 9));
    const result = call[name]!(growing) as number | ArrayLike<unknown>;
    assert.deepEqual(typeof result === "number" ? result : Array.from(result), name === "mean" ? 2 : elements);
  });

  test(`${name} refuses, or takes as null, what a getter has taken away`, () => {
    const elements: unknown[] = name === "echoStrings" ? ["1", "2", "3"] : [1, 2, 3];
    const shrinking = getting(elements, 0, () => (shrinking.length = 1));
    if (name === "echoAny") assert.deepEqual(f.echoAny(shrinking), [1, null, null]);
    else refuses("TOPHER_TYPE", () => call[name]!(shrinking), /\[1\] .*got undefined$/);
  });
}

test("echoCounts takes the entries that were there, while a getter adds some", () => {
  const counts: Record<string, number> = getting({ a: 1, b: 2 }, "a", () => (counts["c"] = 3));
  assert.deepEqual(f.echoCounts(counts), { a: 1, b: 2 });
});

test("move writes back through setters that call again", () => {
  const target = { px: 1, py: 2 };
  const point = {
    get x() {
      return target.px;
    },
    set x(value: number) {
      callAgain();
      target.px = value;
    },
    get y() {
      return target.py;
    },
    set y(value: number) {
      callAgain();
      target.py = value;
    },
  };
  for (let i = 0; i < 3; i++) f.move(point, 10, 20);
  assert.deepEqual(target, { px: 31, py: 62 });
  assert.equal(f.echo("after"), "after");
});

test("birthday writes back through a setter that calls again, and the result is right", () => {
  const notes: string[] = [];
  const person = { name: "Ada", tags: ["a", "b"], notes: { k: "v" }, friend: { name: "Bob" } };
  let age = 1;
  Object.defineProperty(person, "age", {
    enumerable: true,
    get: () => age,
    set(value: number) {
      callAgain();
      age = value;
      notes.push(`age ${value}`);
    },
  });
  const back = f.birthday(person)!;
  assert.deepEqual([back.name, back.age, back.tags, back.friend?.name], ["Ada", 2, ["a", "b"], "Bob"]);
  assert.deepEqual(
    [person.name, age, person.tags, person.notes, person.friend.name],
    ["Ada", 2, ["a", "b"], { k: "v" }, "Bob"],
  );
  assert.deepEqual(notes, ["age 2"]);
});

test("move throws what a setter throws, and goes on", () => {
  const point = {
    y: 0,
    get x() {
      return 1;
    },
    set x(_: number) {
      throw mine;
    },
  };
  assert.equal(
    thrownBy(() => f.move(point, 1, 1)),
    mine,
  );
  const good = { x: 1, y: 2 };
  f.move(good, 1, 1);
  assert.deepEqual(good, { x: 2, y: 3 });
});

test("move keeps a kept function callable while setters run", () => {
  f.keep((n) => {
    assert.equal(f.echo("inside"), "inside");
    return n + 1;
  });
  let x = 0;
  const point = {
    y: 5,
    get x() {
      return x;
    },
    set x(value: number) {
      assert.equal(f.callKept(value), value + 1);
      x = value;
    },
  };
  f.move(point, 1, 1);
  f.keep(null);
  assert.deepEqual([x, point.y], [1, 6]);
});

test("a handle that a getter releases is refused, and none is left", () => {
  const account = f.newAccount("x");
  const accounts = getting([account, account], 0, () => account[Symbol.dispose]());
  refuses("TOPHER_HANDLE_RELEASED", () => f.totalBalance(accounts));
  const other = f.newAccount("y");
  refuses("TOPHER_HANDLE_RELEASED", () => f.echoAny(getting({ a: 1, b: other }, "a", () => other[Symbol.dispose]())));
});

test("a handle that is released while Go calls back stays what it was for that call", () => {
  const account = f.newAccount("x");
  const result = f.withAccount("y", (given) => {
    account[Symbol.dispose]();
    given![Symbol.dispose]();
    refuses("TOPHER_HANDLE_RELEASED", () => account.balance());
    refuses("TOPHER_HANDLE_RELEASED", () => given!.balance());
    return 5;
  });
  assert.equal(result, 5n);
});

test("echoFloats and scale refuse memory that a getter takes away, or take what was read", () => {
  const view = Float64Array.of(1, 2);
  const both = getting({ a: 1, b: view }, "a", () => void detach(view));
  refuses("TOPHER_BUFFER", () => f.echoAny(both));
  // The entries of an object are looked at before any of them is written, those of an array one by one.
  const first = Float64Array.of(1, 2);
  refuses("TOPHER_BUFFER", () => f.echoAny(getting({ a: first, b: 1 }, "b", () => void detach(first))));
  const second = Float64Array.of(1, 2);
  assert.deepEqual(f.echoAny(getting([second, 1], 1, () => void detach(second))), [Float64Array.of(1, 2), 1]);
});

test("mapFloats reads its copy, whatever the callback does to the array", () => {
  const xs = Float64Array.of(1, 2, 3);
  const seen: number[] = [];
  const call = (): unknown =>
    f.mapFloats(xs, (x) => {
      seen.push(x);
      if (xs.length > 0) detach(xs);
      return x * 2;
    });
  refuses("TOPHER_BUFFER", call, /cannot write back 3 elements into a Float64Array or number\[\] that has 0 by now$/);
  assert.deepEqual(seen, [1, 2, 3]);
});

test("a stack that overflows in a getter or in nested callbacks leaves nothing behind", () => {
  const endless = (): void => void f.echoPoint(getting({ x: 1, y: 2 }, "x", endless));
  const thrown = thrownBy(endless);
  assert.ok(thrown instanceof RangeError || (thrown as { code?: string }).code !== undefined, String(thrown));
  callAgain();
});

nothingLeft(() => f.makeBytes(4_000_000));
