// Channels that Go takes: fed from iterables of both kinds, made by channel(), given back and passed from one function to another.
import assert from "node:assert/strict";
import { test } from "node:test";
import { channel } from "topher";
import * as c from "../../dist/door2/concurrent/channels/index.js";
import { pause } from "../kit/pause.ts";
import { refuses } from "../kit/refuses.ts";
import { rejection, rejects } from "../kit/rejects.ts";
import { until } from "../kit/until.ts";
import { nothingLeft, settled, settlesAt, untyped } from "./kit.ts";

const call = untyped(c);
const mine = new Error("mine");
/** What may have been taken from an iterable and not received yet. */
const ahead = 64 + 2;

/** Counts what is taken of it, and tells how it ended. */
class Numbers implements AsyncIterable<number>, Iterable<number> {
  taken = 0;
  ended = "";
  readonly #n: number;
  readonly #fails: boolean;

  constructor(n: number, fails = false) {
    this.#n = n;
    this.#fails = fails;
  }

  *[Symbol.iterator](): Generator<number, void, undefined> {
    this.ended = "left";
    try {
      for (let i = 0; i < this.#n; i++) {
        this.taken++;
        yield i;
      }
      if (this.#fails) throw mine;
      this.ended = "read";
    } finally {
      this.ended += " finally";
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<number, void, undefined> {
    for (const n of this) {
      if (n % 7 === 0) await pause(0);
      yield n;
    }
  }
}

const sync = (n: number): Iterable<number> => new Numbers(n)[Symbol.iterator]();
const asyncOf = (n: number): AsyncIterable<number> => new Numbers(n)[Symbol.asyncIterator]();

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const seen: T[] = [];
  for await (const value of values) seen.push(value);
  return seen;
}

for (const [what, given] of [
  ["an array", () => [0, 1, 2, 3, 4]],
  ["a typed array", () => Int32Array.of(0, 1, 2, 3, 4)],
  ["a Set", () => new Set([0, 1, 2, 3, 4])],
  ["a generator", () => sync(5)],
  ["an asynchronous generator", () => asyncOf(5)],
  ["a channel of Go", () => c.count(5)],
  ["a buffered channel of Go", () => c.buffered(5)],
  ["an iterator of Go", () => c.upTo(5)],
  ["values of a readable stream", () => stream([0, 1, 2, 3, 4])],
] as const) {
  test(`sum takes ${what}`, async () => {
    assert.equal(await c.sum.async(given()), 10);
    assert.equal(await c.sumUntil(given()), 10);
  });
}

for (const [what, given] of [
  ["an empty array", () => []],
  ["an asynchronous generator without values", () => asyncOf(0)],
  ["a channel of Go that is closed", () => c.count(0)],
] as const) {
  test(`sum takes ${what}`, async () => assert.equal(await c.sum.async(given()), 0));
}

test("gather functions take values of each kind", async () => {
  assert.deepEqual(await c.gather.async(["a", "", "häß"]), ["a", "", "häß"]);
  assert.deepEqual(await c.gatherPoints.async([{ x: 1 }, { y: 2 }]), [
    { x: 1, y: 0 },
    { x: 0, y: 2 },
  ]);
  assert.deepEqual(await c.gatherAny.async(["a", null, true]), ["string a", "<nil> <nil>", "bool true"]);
  assert.equal(await c.gatherBytes.async([Uint8Array.of(1), new Uint8Array(100_000)]), 100_001);
  const boxes = [c.newBox(3), c.newBox(4)];
  assert.equal(await c.gatherBoxes.async(boxes), 7);
  for (const box of boxes) box[Symbol.dispose]();
});

test("null is a channel that is nil", async () => {
  assert.deepEqual(await c.isNil.async(null, null, null), [true, true, true]);
  assert.deepEqual(c.isNil(null, null, null), [true, true, true]);
  assert.deepEqual(await c.isNil.async(c.count(1), channel<number>(), channel<number>()), [false, false, false]);
});

test("100,000 values arrive in order, from an array and from an asynchronous generator", async () => {
  const values = Array.from({ length: 100_000 }, (_, i) => i);
  assert.equal(await c.sum.async(values), 4_999_950_000);
  assert.deepEqual(await c.take.async(values, 1000), values.slice(0, 1000));
  assert.equal(await c.sum.async(asyncOf(20_000)), 199_990_000);
});

test("feeding goes no further ahead than the window", async () => {
  for (const numbers of [new Numbers(100_000), { async: new Numbers(100_000) }]) {
    c.resetReceived();
    const counted = numbers instanceof Numbers ? numbers : numbers.async;
    const given = numbers instanceof Numbers ? counted[Symbol.iterator]() : counted[Symbol.asyncIterator]();
    const task = c.sumSlowly.async(given, 1, { timeout: 100 });
    const outcome = rejection(task);
    let worst = 0;
    for (let i = 0; i < 15; i++) {
      await pause(5);
      worst = Math.max(worst, counted.taken - c.received());
    }
    assert.ok(worst <= 2 * ahead, `${worst} values were taken ahead`);
    await outcome;
  }
});

test("take: an endless iterable is left when Go receives no more", async () => {
  const before = await settled(() => c.collect());
  for (const form of ["sync", "async"]) {
    const numbers = new Numbers(Infinity);
    const given = form === "sync" ? numbers[Symbol.iterator]() : numbers[Symbol.asyncIterator]();
    assert.deepEqual(await c.take.async(given, 3), [0, 1, 2]);
    assert.ok(numbers.taken <= 3 + 2 * ahead, `${numbers.taken} were taken`);
    assert.ok(await until(() => (c.collect(), numbers.ended === "left finally")), numbers.ended);
  }
  await settlesAt(before, () => c.collect());
});

test("abort stops feeding and leaves the iterable", async () => {
  const numbers = new Numbers(Infinity);
  const controller = new AbortController();
  const task = c.sumUntil(numbers[Symbol.asyncIterator](), { signal: controller.signal });
  assert.ok(await until(() => numbers.taken > 500));
  controller.abort(mine);
  assert.equal(await rejection(task), mine);
  assert.ok(await until(() => numbers.ended === "left finally"));
  const { taken } = numbers;
  await pause(20);
  assert.equal(numbers.taken, taken);
});

for (const form of ["an iterable", "an asynchronous iterable"]) {
  test(`${form} that throws rejects the task with its error`, async () => {
    const numbers = new Numbers(3, true);
    const given = form === "an iterable" ? numbers[Symbol.iterator]() : numbers[Symbol.asyncIterator]();
    assert.equal(await rejection(c.sum.async(given)), mine);
    assert.equal(await c.sum.async([1]), 1);
  });
}

test("an iterable whose iterator cannot be made rejects", async () => {
  const broken = {
    [Symbol.iterator](): Iterator<number> {
      throw mine;
    },
  };
  assert.equal(await rejection(c.sum.async(broken)), mine);
});

for (const [what, given, message] of [
  ["text among numbers", [1, "2"], /value/],
  ["a fraction among integers", [1, 1.5], /value/],
] as const) {
  test(`${what} rejects the task`, async () => {
    const reason = (await rejection(call["sum"]!.async(given))) as Error & { code?: string };
    assert.match(reason.code!, /^TOPHER_(TYPE|RANGE)$/);
    assert.match(reason.message, message);
  });
}

test("an iterable is read as for await reads it", async () => {
  const numbers = {
    *[Symbol.iterator]() {
      yield* [1, 2];
    },
  };
  for (const absent of [null, undefined]) {
    assert.equal(await call["sum"]!.async({ [Symbol.asyncIterator]: absent, ...numbers }), 3);
  }
  let [iterators, nexts] = [0, 0];
  const once = {
    get [Symbol.iterator]() {
      return iterators++ > 0 ? undefined : () => steps;
    },
  };
  const steps = {
    get next() {
      const values = [1, 2][Symbol.iterator]();
      return nexts++ > 0 ? undefined : () => values.next();
    },
  };
  assert.equal(await call["sum"]!.async(once), 3);
});

for (const [what, given] of [
  [
    "an iterable whose Symbol.asyncIterator is a number",
    { [Symbol.asyncIterator]: 5, [Symbol.iterator]: () => [][Symbol.iterator]() },
  ],
  ["a number", 5],
  ["an object", {}],
  ["undefined", undefined],
  ["a function", () => {}],
] as const) {
  test(`${what} is no channel`, async () => {
    await rejects("TOPHER_TYPE", call["sum"]!.async(given), /channels\.sum.*: parameter 1 \(in_\) must be/);
  });
}

test("an iterable is no channel to send to", async () => {
  await rejects("TOPHER_TYPE", call["send"]!.async([1], 3), /parameter 1 \(out\)/);
  await rejects("TOPHER_TYPE", call["send"]!.async(c.count(1), 3), /parameter 1 \(out\)/);
});

test("a synchronous call refuses what it would have to wait for", () => {
  refuses("TOPHER_NEEDS_ASYNC", () => call["sum"]!(asyncOf(3)), /channels\.sum/);
});

test("channel() connects two functions of Go", async () => {
  for (const size of [0, 1, 100]) {
    const between = channel<number>(size);
    const [sent, sum] = await Promise.all([c.send.async(between, 1000), c.sum.async(between)]);
    assert.deepEqual([sent, sum], [1000, 499_500]);
  }
});

test("channel() connects three: JavaScript, a function between, JavaScript", async () => {
  const [input, output] = [channel<number>(), channel<number>(8)];
  const doubling = c.double.async(input, output);
  const results = all(output);
  for (let i = 0; i < 500; i++) await input.send(i);
  input.close();
  assert.equal(await doubling, 500);
  assert.deepEqual(
    await results,
    Array.from({ length: 500 }, (_, i) => 2 * i),
  );
});

test("channel() gives Go a channel of its size, always the same", async () => {
  const [small, large] = [channel<number>(), channel<number>(8)];
  assert.equal(await c.capacity.async(small), 0);
  assert.equal(await c.capacity.async(large), 8);
  assert.equal(await c.sameChannel.async(small, small), true);
  assert.equal(await c.sameChannel.async(small, large), false);
});

test("channel(): JavaScript iterates over what Go sends", async () => {
  const out = channel<number>();
  const sending = c.send.async(out, 10_000);
  let next = 0;
  for await (const n of out) assert.equal(n, next++);
  assert.equal(next, 10_000);
  assert.equal(await sending, 10_000);
});

test("channel(): Go blocks where nobody receives, and goes on when somebody does", async () => {
  const out = channel<number>();
  const controller = new AbortController();
  const sending = c.sendUntil(out, { signal: controller.signal });
  await pause(20);
  const iterator = out[Symbol.asyncIterator]();
  for (let i = 0; i < 100; i++) assert.equal((await iterator.next()).value, i);
  controller.abort(mine);
  assert.equal(await rejection(sending), mine);
  await iterator.return!();
});

test("channel(): sendTexts sends a variadic, and closes", async () => {
  const out = channel<string>();
  const sending = c.sendTexts.async(out, ["a", "b", "c"]);
  assert.deepEqual(await all(out), ["a", "b", "c"]);
  await sending;
});

test("channel(): JavaScript closes after Go has sent", async () => {
  const out = channel<number>(10);
  assert.equal(await c.sendSome.async(out, 5), 5);
  out.close();
  assert.deepEqual(await all(out), [0, 1, 2, 3, 4]);
});

test("channel(): pingPong sends and receives over one channel", async () => {
  const table = channel<number>();
  const game = c.pingPong.async(table, 20);
  const iterator = table[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await iterator.next();
    if (done === true) break;
    await table.send(value * 2);
  }
  assert.equal(await game, 2 ** 21 - 2);
});

test("channel(): one that JavaScript has closed is over for each function that gets it", async () => {
  for (const size of [0, 4]) {
    const [given, before, disposed] = [channel<number>(size), channel<number>(size), channel<number>(size)];
    const sum = c.sum.async(given);
    await given.send(1);
    given.close();
    assert.equal(await sum, 1);
    before.close();
    const unread = c.sum.async(disposed);
    disposed[Symbol.dispose]();
    assert.equal(await unread, 0);
    for (const closed of [given, before, disposed]) {
      for (let times = 0; times < 3; times++) assert.equal(await c.sum.async(closed), 0);
      assert.equal(await c.sumUntil(closed), 0);
      assert.equal(await c.sameChannel.async(closed, closed), true);
      await rejects("TOPHER_CLOSED", closed.send(2));
    }
  }
});

test("channel(): one that JavaScript has closed is over for a synchronous call at once", async () => {
  const given = channel<number>(2);
  const first = c.sum.async(given);
  await given.send(1);
  given.close();
  assert.equal(await first, 1);
  const fresh = channel<number>();
  fresh.close();
  for (const closed of [given, fresh]) {
    assert.equal(c.sum(closed), 0);
    assert.equal(await c.sum.async(closed), 0);
    assert.equal(c.sum(closed), 0);
  }
});

test("channel(): one that JavaScript has closed while Go receives from it is the same for another function", async () => {
  const between = channel<number>();
  const slow = c.sumSlowly.async(between, 1);
  for (let i = 0; i < 20; i++) await between.send(i);
  between.close();
  const others = await Promise.all([c.sum.async(between), c.sum.async(between)]);
  assert.equal((await slow) + others[0] + others[1], 190);
});

test("channel(): one that Go has closed is over for who receives from it, and a new one for who sends", async () => {
  const out = channel<number>(4);
  const sent = c.send.async(out, 3);
  assert.deepEqual(await all(out), [0, 1, 2]);
  assert.equal(await sent, 3);
  assert.equal(await c.sum.async(out), 0);
  await rejects("TOPHER_CLOSED", out.send(1));
  assert.equal(await c.sum.async(out), 0);
  const again = c.send.async(out, 2);
  assert.deepEqual(await all(out), [0, 1]);
  assert.equal(await again, 2);
});

test("channel(): one whose loop was left can be sent to", async () => {
  const out = channel<number>(8);
  assert.equal(await c.sendSome.async(out, 2), 2);
  for await (const n of out) if (n === 1) break;
  const sum = c.sum.async(out);
  await out.send(5);
  out.close();
  assert.equal(await sum, 5);
});

test("channel() works between loops of JavaScript alone", async () => {
  const between = channel<string>(2);
  const reading = all(between);
  for (const text of ["a", "b", "c"]) await between.send(text);
  between.close();
  assert.deepEqual(await reading, ["a", "b", "c"]);
});

test("channel() refuses sizes that are none", () => {
  for (const size of [-1, 1.5, NaN]) refuses("TOPHER_RANGE", () => channel(size), /size/);
  refuses("TOPHER_TYPE", () => channel("1" as never), /size/);
});

test("channel(): send after close rejects, closing again is refused or nothing", async () => {
  const c1 = channel<number>(1);
  c1.close();
  assert.ok((await rejection(c1.send(1))) instanceof Error);
  assert.deepEqual(await all(c1), []);
});

test("channel(): values of another type reject where they are sent", async () => {
  const values = channel<number>();
  const sum = c.sum.async(values);
  await rejects("TOPHER_TYPE", values.send("x" as never));
  await values.send(5);
  values.close();
  assert.equal(await sum, 5);
});

test("a channel of Go goes back to Go as itself", async () => {
  const loop = c.loop(4);
  assert.equal(await c.sameChannel.async(loop, loop), true);
  assert.equal(await c.sameChannel.async(loop, c.echo(loop)), true);
  assert.equal(await c.capacity.async(loop), 4);
  assert.equal(c.capacity(loop), 4);
  assert.deepEqual(await all(c.echoReceive(c.count(3))), [0, 1, 2]);
});

test("a channel of Go is read by a function of Go without passing through JavaScript", async () => {
  const source = c.newSource(100_000, 0);
  assert.equal(await c.sum.async(source.values()), 4_999_950_000);
  assert.equal(source.sent(), 100_000);
});

test("sumAll takes channels and iterables of every kind in one array", async () => {
  const between = channel<number>();
  const sending = c.send.async(between, 10);
  assert.equal(await c.sumAll.async([[1, 2], c.count(3), asyncOf(4), between]), 3 + 3 + 6 + 45);
  assert.equal(await sending, 10);
});

test("merge gives a channel of what comes from iterables, as long as its context lives", async () => {
  const merged = (await c.merge([[1, 2, 3], asyncOf(3), c.count(3)]))!;
  assert.equal(
    (await all(merged)).reduce((a, b) => a + b),
    12,
  );
  const numbers = new Numbers(Infinity);
  for await (const n of (await c.merge([numbers[Symbol.asyncIterator]()]))!) if (n === 20) break;
  assert.ok(await until(() => (c.collect(), numbers.ended === "left finally")), numbers.ended);
});

test("channels that were given leave nothing behind", async () => {
  const before = await settled(() => c.collect());
  for (let i = 0; i < 50; i++) assert.equal(await c.sum.async(i % 2 === 0 ? [1, 2] : asyncOf(3)), 3);
  await settlesAt(before, () => c.collect());
});

nothingLeft(() => c.collect());

function stream(values: readonly number[]): AsyncIterable<number> {
  return new ReadableStream<number>({
    start(controller) {
      for (const value of values) controller.enqueue(value);
      controller.close();
    },
  }) as unknown as AsyncIterable<number>;
}
