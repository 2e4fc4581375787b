// Iterables of JavaScript that Go runs through.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GoError } from "topher";
import * as i from "../../dist/door2/whole/iterators/index.js";
import { collectUntil } from "../kit/collect.ts";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { nothingLeft, settled, settlesAt, untyped } from "./kit.ts";

const call = untyped(i);
const mine = new Error("mine");

/** Garbage for Go's collector, and a call of an iterator, which stops the loops that were given up. */
const few = i.count(1);
const litter = (): void => {
  for (const _ of few);
  i.collect();
};

/** A generator that tells how it ended. */
function* watched(values: Iterable<number>, ends: string[]): Generator<number> {
  try {
    yield* values;
    ends.push("end");
  } finally {
    ends.push("finally");
  }
}

test("sum takes arrays, sets, typed arrays, generators and objects of one's own", () => {
  assert.equal(i.sum([1, 2, 3]), 6);
  assert.equal(i.sum([]), 0);
  assert.equal(i.sum(new Set([1, 2])), 3);
  assert.equal(i.sum(Int32Array.of(4, 5)), 9);
  assert.equal(i.sum(watched([1, 2], [])), 3);
  assert.equal(i.sum(new Map([[1, 2]]).values()), 2);
  assert.equal(
    i.sum({
      *[Symbol.iterator]() {
        yield 7;
      },
    }),
    7,
  );
});

test("sum takes an iterator of Go, which stays in Go", () => {
  assert.equal(i.sum(i.count(5)), 10);
  assert.equal(i.sum(i.map(i.count(3), (n) => n * 2)), 6);
});

test("isNil takes null for nil", () => {
  assert.equal(i.isNil(null), true);
  assert.equal(i.isNil([]), false);
  assert.equal(i.isNil(i.count(0)), false);
});

test("sumTwice begins an array anew, and finds a generator at its end", () => {
  assert.deepEqual(i.sumTwice([1, 2]), [3, 3]);
  assert.deepEqual(i.sumTwice(watched([1, 2], [])), [3, 0]);
  assert.deepEqual(i.sumTwice(i.count(3)), [3, 3]);
});

test("a loop that Go runs to its end does not call return", () => {
  const ends: string[] = [];
  assert.equal(i.sum(watched([1, 2], ends)), 3);
  assert.deepEqual(ends, ["end", "finally"]);
});

test("a loop that Go leaves early calls return", () => {
  const ends: string[] = [];
  const texts = (function* () {
    try {
      for (let n = 0; ; n++) yield String(n);
    } finally {
      ends.push("finally");
    }
  })();
  assert.deepEqual(i.take(texts, 3), ["0", "1", "2"]);
  assert.deepEqual(ends, ["finally"]);
  let returned = 0;
  const iterator = {
    next: () => ({ done: false, value: "x" }),
    return: () => (returned++, { done: true, value: undefined }),
  };
  assert.deepEqual(i.take({ [Symbol.iterator]: () => iterator } as never, 2), ["x", "x"]);
  assert.equal(returned, 1);
  assert.deepEqual(i.take({ [Symbol.iterator]: () => ({ next: iterator.next }) } as never, 1), ["x"], "without return");
});

test("first takes structs, and an early end", () => {
  assert.deepEqual(i.first([{ x: 1 }, { x: 2 }]), [{ x: 1, y: 0 }, true]);
  assert.deepEqual(i.first([]), [{ x: 0, y: 0 }, false]);
  refuses("TOPHER_UNKNOWN_FIELD", () => i.first([{ z: 1 } as never]), /^iterators\.first: .*z is not a field/);
});

test("zip runs through two iterables in turn", () => {
  const ends: string[] = [];
  assert.deepEqual(i.zip([1, 2, 3], watched([10, 20], ends)), [1, 10, 2, 20]);
  assert.deepEqual(ends, ["end", "finally"]);
  assert.deepEqual(i.zip(i.count(2), [5, 6, 7]), [0, 5, 1, 6]);
  const left: string[] = [];
  assert.deepEqual(i.zip([1], watched([10, 20], left)), [1, 10]);
  assert.deepEqual(left, ["finally"]);
});

test("collectMap takes a Map, arrays of pairs and entries", () => {
  assert.deepEqual(i.collectMap(new Map([["a", 1]])), { a: 1 });
  assert.deepEqual(
    i.collectMap([
      ["a", 1],
      ["b", 2],
    ]),
    { a: 1, b: 2 },
  );
  assert.deepEqual(i.collectMap(Object.entries({ c: 3 })), { c: 3 });
  assert.deepEqual(
    i.takePairs(
      (function* () {
        for (let n = 0; ; n++) yield [`k${n}`, n] as const;
      })(),
      2,
    ),
    ["k0", "k1"],
  );
});

test("collectMap refuses what are no pairs", () => {
  refuses("TOPHER_TYPE", () => call["collectMap"]!([5]), /^iterators\.collectMap: .*got number 5$/);
  refuses("TOPHER_TYPE", () => call["collectMap"]!([["a"]]), /^iterators\.collectMap: .*got an array of 1$/);
  refuses("TOPHER_TYPE", () => call["collectMap"]!([["a", "b"]]), /a value must be .*got string "b"$/);
  refuses("TOPHER_TYPE", () => call["collectMap"]!([[1, 2]]), /a key must be a string, got number 1$/);
});

for (const [what, value, got] of [
  ["a number", 5, "number 5"],
  ["an object", {}, "an object"],
  ["undefined", undefined, "undefined"],
  ["a function", () => {}, "a function"],
] as const) {
  test(`sum refuses ${what}`, () => {
    const { message } = refuses(
      "TOPHER_TYPE",
      () => call["sum"]!(value),
      /^iterators\.sum: parameter 1 \(seq\) must be/,
    );
    assert.ok(message.endsWith(`got ${got}`), message);
  });
}

test("sum refuses a value of the wrong type where it meets it, and closes the iterable", () => {
  const ends: string[] = [];
  refuses(
    "TOPHER_TYPE",
    () => i.sum(watched([1, "x" as never], ends)),
    /^iterators\.sum: .*a value must be .*got string "x"$/,
  );
  assert.deepEqual(ends, ["finally"]);
  refuses("TOPHER_RANGE", () => i.sum([1.5]), /a value must be a safe integer/);
});

test("sum throws what next throws, the same object", () => {
  const broken = (function* () {
    yield 1;
    throw mine;
  })();
  assert.equal(
    thrownBy(() => i.sum(broken)),
    mine,
  );
  assert.equal(
    thrownBy(() =>
      i.sum({
        [Symbol.iterator]() {
          throw mine;
        },
      }),
    ),
    mine,
  );
  assert.equal(i.sum([1]), 1);
});

test("sumSafely recovers from what next throws", () => {
  const broken: Iterable<number> = {
    [Symbol.iterator]: () => ({
      next() {
        throw mine;
      },
    }),
  };
  assert.equal(i.sumSafely(broken), -1);
  assert.equal(i.sumSafely([2]), 2);
});

test("an iterable may call Go in each step", () => {
  const nested = (function* () {
    for (let n = 0; n < 3; n++) yield i.sum(i.count(n));
  })();
  assert.equal(i.sum(nested), 1);
});

test("List.push takes the items of an iterable", () => {
  const list = i.newList("a");
  assert.equal(list.push(["b", "c"]), 3);
  assert.equal(list.push(list.backward()), 6);
  assert.deepEqual([...list.backward()], ["a", "b", "c", "c", "b", "a"]);
});

test("sumSource takes an iterable in a struct", () => {
  assert.equal(i.sumSource({ items: [1, 2] }), 3);
  refuses(
    "TOPHER_TYPE",
    () => i.sumSource({ items: 5 as never }),
    /^iterators\.sumSource: parameter 1 \(s\)\.items must be/,
  );
});

test("echo gives an iterable back that runs the same values", () => {
  assert.deepEqual([...i.echo([1, 2, 3])], [1, 2, 3]);
  assert.deepEqual([...i.echo(i.echo(new Set([4])))], [4]);
  refuses("TOPHER_NIL", () => i.echo(null), /^iterators\.echo got nil/);
  const ends: string[] = [];
  for (const n of i.echo(watched([1, 2, 3], ends))) if (n === 2) break;
  assert.deepEqual(ends, ["finally"]);
});

test("sumKept runs an iterable that an earlier call gave", async () => {
  const before = await settled(litter);
  (() => i.keep([1, 2, 3]))();
  let rounds = 0;
  await collectUntil(() => (i.collect(), ++rounds > 3));
  assert.deepEqual([i.sumKept(), i.sumKept()], [6, 6]);
  i.keep(null);
  await settlesAt(before, litter);
});

test("100,000 values are taken from an iterable", () => {
  const many = (function* () {
    for (let n = 0; n < 100_000; n++) yield n;
  })();
  assert.equal(i.sum(many), (100_000 * 99_999) / 2);
});

test("an error of Go that an iterable throws is that error", () => {
  const broken = (function* () {
    yield 1;
    i.openSeq(-1);
  })();
  assert.ok(thrownBy(() => i.sum(broken as never)) instanceof GoError);
});

test("take throws what return throws, as a loop of JavaScript does", () => {
  let calls = 0;
  const iterator = {
    next: () => ({ done: false, value: "x" }),
    return() {
      calls++;
      throw mine;
    },
  };
  assert.equal(
    thrownBy(() => i.take({ [Symbol.iterator]: () => iterator } as never, 1)),
    mine,
  );
  assert.equal(calls, 1);
  assert.deepEqual(i.take(["a"], 1), ["a"]);
});

test("take names a return that is no function, and null is none", () => {
  const given = (left: unknown): never =>
    ({ [Symbol.iterator]: () => ({ next: () => ({ done: false, value: "x" }), return: left }) }) as never;
  assert.deepEqual(i.take(given(null), 1), ["x"]);
  refuses(
    "TOPHER_TYPE",
    () => i.take(given(7), 1),
    /^iterators\.take: .*return of an iterator must be a function, got number 7$/,
  );
});

test("sum reads the methods of an iterator once, and says where they are gone", () => {
  let [iterators, nexts] = [0, 0];
  const values = [1, 2][Symbol.iterator]();
  const steps = {
    get next() {
      return nexts++ > 0 ? undefined : () => values.next();
    },
  };
  assert.equal(i.sum({ [Symbol.iterator]: () => steps } as never), 3);
  const gone = {
    get [Symbol.iterator]() {
      return iterators++ > 0 ? undefined : () => steps;
    },
  };
  refuses(
    "TOPHER_TYPE",
    () => i.sum(gone as never),
    /^iterators\.sum: .*\[Symbol\.iterator\] of .* must be a function, got undefined$/,
  );
});

for (const result of [undefined, null, 5]) {
  test(`sum refuses an iterator whose next gives ${result}`, () => {
    const iterator = { next: () => result };
    assert.throws(() => i.sum({ [Symbol.iterator]: () => iterator } as never), TypeError);
  });
}

test("sum refuses an iterable whose iterator is none", () => {
  assert.throws(() => i.sum({ [Symbol.iterator]: () => 5 } as never), TypeError);
  assert.equal(i.sum([1]), 1);
});

test("zip throws what one of its iterables throws, and closes the other", () => {
  const throwing = (): Generator<number> =>
    (function* () {
      yield 1;
      throw mine;
    })();
  assert.equal(
    thrownBy(() => i.zip([1, 2, 3], throwing())),
    mine,
  );
  const ends: string[] = [];
  assert.equal(
    thrownBy(() => i.zip(throwing(), watched([1, 2, 3], ends))),
    mine,
  );
  assert.deepEqual(ends, ["finally"]);
});

nothingLeft(litter);
