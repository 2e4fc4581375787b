// Iterators of Go run in goroutines, by `for await`; functions that take iterators take asynchronous iterables.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GoError, GoPanic } from "topher";
import * as c from "../../dist/door2/concurrent/channels/index.js";
import * as i from "../../dist/door2/whole/iterators/index.js";
import { pause } from "../kit/pause.ts";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { rejection, rejects } from "../kit/rejects.ts";
import { until } from "../kit/until.ts";
import { nothingLeft, settled, settlesAt, untyped } from "./kit.ts";

const call = untyped(c);
const mine = new Error("mine");

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const seen: T[] = [];
  for await (const value of values) seen.push(value);
  return seen;
}

/** Numbers that come later, and tell how they ended. */
async function* later(n: number, ends: string[] = []): AsyncGenerator<number, void, undefined> {
  try {
    for (let k = 0; k < n; k++) {
      if (k % 5 === 0) await pause(0);
      yield k;
    }
  } finally {
    ends.push("finally");
  }
}

for (const [what, seq, wanted] of [
  ["upTo gives integers", () => c.upTo(4), [0, 1, 2, 3]],
  ["upTo gives nothing", () => c.upTo(0), []],
  [
    "squares gives pairs",
    () => c.squares(3),
    [
      [0, 0],
      [1, 1],
      [2, 4],
    ],
  ],
  ["Numbers.sequence gives those of a slice", () => c.Numbers.sequence([7, 8]), [7, 8]],
  ["words gives texts", () => i.words("a bc  d"), ["a", "bc", "d"]],
  [
    "indexed gives pairs of different types",
    () => i.indexed(["a", "b"]),
    [
      [0, "a"],
      [1, "b"],
    ],
  ],
  ["squares gives bigints", () => i.squares(3), [0n, 1n, 4n]],
  [
    "points gives structs",
    () => i.points(2),
    [
      { x: 0, y: 0 },
      { x: 1, y: -1 },
    ],
  ],
  [
    "all gives a list's items",
    () => i.newList("a", "b").all(),
    [
      [0, "a"],
      [1, "b"],
    ],
  ],
] as const) {
  test(`for await: ${what}`, async () => {
    const values = seq() as AsyncIterable<unknown> & Iterable<unknown>;
    assert.deepEqual(await all(values), wanted);
    assert.deepEqual([...values], wanted, "the same once more, in the thread of the call");
    assert.deepEqual(await all(values), wanted, "and again");
  });
}

test("for await gives 100,000 values in order", async () => {
  let next = 0;
  for await (const n of c.upTo(100_000)) if (n !== next++) assert.fail(`${n} came where ${next - 1} was due`);
  assert.equal(next, 100_000);
});

test("for await leaves the event loop free while Go takes its time", async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  assert.deepEqual(await all(c.slowly(4, 20)), [0, 1, 2, 3]);
  clearInterval(timer);
  assert.ok(turns > 10, `${turns} turns`);
});

test("break leaves Go's loop, which has gone no further ahead than the window", async () => {
  const [yielded, left] = [c.yielded(), c.left()];
  for await (const n of c.naturals()) if (n === 10) break;
  assert.ok(await until(() => c.left() === left + 1));
  assert.ok(c.yielded() - yielded < 10 + 300, `${c.yielded() - yielded} were yielded`);
});

test("an error in the body leaves Go's loop", async () => {
  const left = c.left();
  const loop = (async () => {
    for await (const n of c.naturals()) if (n === 3) throw mine;
  })();
  assert.equal(await rejection(loop), mine);
  assert.ok(await until(() => c.left() === left + 1));
});

test("attempts gives errors as values", async () => {
  const attempts = await all(c.attempts(3));
  assert.deepEqual(
    attempts.map(([n, error]) => [n, GoError.is(error, c.errBroken)]),
    [
      [0, false],
      [1, false],
      [2, true],
    ],
  );
});

test("explodes rejects with its panic, after the values before it", async () => {
  const iterator = c.explodes(2)[Symbol.asyncIterator]();
  assert.equal((await iterator.next()).value, 0);
  assert.equal((await iterator.next()).value, 1);
  assert.ok((await rejection(iterator.next())) instanceof GoPanic);
  assert.equal((await iterator.next()).done, true);
});

test("an iterator that is nil throws, one from a task may reject", async () => {
  refuses("TOPHER_NIL", () => c.noSeq());
  await rejects("TOPHER_NIL", c.noSeq.async());
});

test("two loops over one iterator run it twice, at the same time", async () => {
  const seq = c.upTo(1000);
  const [a, b] = await Promise.all([all(seq), all(seq)]);
  assert.equal(a.length, 1000);
  assert.deepEqual(a, b);
});

test("next may be called before the last one has settled", async () => {
  const iterator = c.upTo(5)[Symbol.asyncIterator]();
  const results = await Promise.all(Array.from({ length: 7 }, () => iterator.next()));
  assert.deepEqual(
    results.map(({ done, value }) => (done === true ? "end" : value)),
    [0, 1, 2, 3, 4, "end", "end"],
  );
});

test("a loop over a task's iterator", async () => {
  assert.deepEqual(await all((await c.upTo.async(3))!), [0, 1, 2]);
  assert.deepEqual([...(await c.upTo.async(3))!], [0, 1, 2]);
});

test("mappedSeq calls JavaScript from the iterator's goroutine", async () => {
  assert.deepEqual(await all(c.mappedSeq(4, (x) => x * x)), [0, 1, 4, 9]);
  const seq = c.mappedSeq(3, () => {
    throw mine;
  });
  const reason = await rejection(all(seq));
  assert.ok(reason === mine || (reason as Error).cause === mine, String(reason));
});

test("mappedSeq in the thread of the call calls straight through", () => {
  assert.deepEqual([...c.mappedSeq(3, (x) => x + 1)], [1, 2, 3]);
  assert.equal(
    thrownBy(() => [
      ...c.mappedSeq(3, () => {
        throw mine;
      }),
    ]),
    mine,
  );
});

for (const [what, given] of [
  ["an array", () => [0, 1, 2, 3]],
  ["a generator", () => [0, 1, 2, 3].values()],
  ["an asynchronous generator", () => later(4)],
  ["an iterator of Go", () => c.upTo(4)],
  ["a channel of Go", () => c.count(4)],
] as const) {
  test(`sumSeq.async takes ${what}`, async () => assert.equal(await c.sumSeq.async(given() as never), 6));
}

test("joinSeq2.async takes pairs, from an asynchronous generator too", async () => {
  async function* pairs(): AsyncGenerator<[string, number]> {
    yield ["a", 1];
    await pause(1);
    yield ["b", 2];
  }
  assert.deepEqual(await c.joinSeq2.async(pairs()), { a: 1, b: 2 });
  assert.deepEqual(await c.joinSeq2.async([["a", 1]]), { a: 1 });
});

test("takeSeq.async leaves an endless asynchronous generator", async () => {
  const ends: string[] = [];
  assert.deepEqual(await c.takeSeq.async(later(Infinity, ends), 3), [0, 1, 2]);
  assert.ok(await until(() => ends.length === 1));
});

test("an asynchronous generator that throws rejects the task with its error", async () => {
  async function* broken(): AsyncGenerator<number> {
    yield 1;
    await pause(1);
    throw mine;
  }
  assert.equal(await rejection(c.sumSeq.async(broken())), mine);
});

test("sumSeqUntil ends with its signal", async () => {
  const ends: string[] = [];
  const controller = new AbortController();
  const task = c.sumSeqUntil(later(Infinity, ends), { signal: controller.signal });
  await pause(20);
  controller.abort(mine);
  assert.equal(await rejection(task), mine);
  assert.ok(await until(() => ends.length === 1));
});

test("a wrong value of an asynchronous generator rejects the task", async () => {
  async function* wrong(): AsyncGenerator<unknown> {
    yield 1;
    yield "x";
  }
  await rejects("TOPHER_TYPE", call["sumSeq"]!.async(wrong()));
});

test("the synchronous form refuses asynchronous iterables", () => {
  refuses("TOPHER_NEEDS_ASYNC", () => call["sumSeq"]!(later(1)), /channels\.sumSeq/);
});

test("a wrong argument is no iterator", async () => {
  await rejects("TOPHER_TYPE", call["sumSeq"]!.async(5), /parameter 1 \(seq\)/);
});

test("asynchronous loops leave nothing behind", async () => {
  const before = await settled(() => c.collect());
  for (let k = 0; k < 30; k++) {
    assert.equal((await all(c.upTo(5))).length, 5);
    for await (const n of c.naturals()) if (n === 2) break;
  }
  await settlesAt(before, () => c.collect());
});

nothingLeft(() => (c.collect(), i.count(1)[Symbol.iterator]().next()));
