// Channels that Go gives: their values in order and of each kind, a bounded window ahead, and how loops over them end.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GoError, GoPanic, stats } from "topher";
import * as c from "../../dist/door2/concurrent/channels/index.js";
import { pause } from "../kit/pause.ts";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { rejection, rejects } from "../kit/rejects.ts";
import { until } from "../kit/until.ts";
import { nothingLeft, settled, settlesAt } from "./kit.ts";

const mine = new Error("mine");
/** What topher may have received and not given yet: the window, and what is on its way. */
const ahead = 64 + 2;

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const seen: T[] = [];
  for await (const value of values) seen.push(value);
  return seen;
}

const kinds: readonly (readonly [what: string, channel: () => AsyncIterable<unknown>, wanted: unknown[]])[] = [
  ["ints", () => c.count(5), [0, 1, 2, 3, 4]],
  ["ints from a buffer", () => c.buffered(3), [0, 1, 2]],
  ["nothing, closed at once", () => c.count(0), []],
  ["truth values", () => c.bools(), [true, false]],
  ["floats", () => c.floats(0.5, -0, Infinity), [0.5, -0, Infinity]],
  ["bigints", () => c.int64s(1, 2n ** 60n), [1n, 2n ** 60n]],
  ["texts", () => c.texts("a", "", "häß\0"), ["a", "", "häß\0"]],
  ["bytes", () => c.bytes(2, 3), [Uint8Array.of(97, 97, 97), Uint8Array.of(98, 98, 98)]],
  [
    "structs",
    () => c.points(2),
    [
      { x: 0, y: -0 },
      { x: 1, y: -1 },
    ].map(({ x, y }) => ({ x, y: y + 0 })),
  ],
  ["pointers to structs", () => c.pointPointers(), [{ x: 1, y: 2 }, null, { x: 3, y: 4 }]],
  ["maps", () => c.maps(), [{ a: 1 }, {}, { b: 2 }]],
  ["slices", () => c.lists(), [["a", "b"], []]],
  ["anything", () => c.anys(), [1, "two", 3.5, null, [true], { k: "v" }]],
  ["times", () => c.times(), [new Date(0), new Date(1_000_000)]],
  ["values of no size", () => c.units(3), [{}, {}, {}]],
  ["values of a named type's method", () => c.Numbers.stream([5, 6]), [5, 6]],
];
for (const [what, channel, wanted] of kinds) {
  test(`a channel gives ${what}`, async () => assert.deepEqual(await all(channel()), wanted));
}

test("a channel gives objects, which are handles", async () => {
  const boxes = await all(c.boxes(3));
  assert.deepEqual(
    boxes.map((box) => box!.value()),
    [0, 1, 2],
  );
  for (const box of boxes) box![Symbol.dispose]();
});

test("a channel gives interfaces, null for nil", async () => {
  const namers = await all(c.namers());
  assert.deepEqual(
    namers.map((namer) => namer?.name()),
    ["first", undefined, "third"],
  );
});

test("a channel gives errors, null for nil", async () => {
  const errors = await all(c.errors());
  assert.ok(GoError.is(errors[0], c.errBroken));
  assert.equal(errors[1], null);
  assert.equal(errors[2]!.message, "wrapped: broken");
});

test("a channel gives funcs", async () => {
  const results: number[] = [];
  for await (const f of c.funcs()) results.push(f!(10), await f!.async(10));
  assert.deepEqual(results, [11, 11, 20, 20]);
});

test("a channel gives channels", async () => {
  const lists: number[][] = [];
  for await (const inner of c.channels()) lists.push(await all(inner!));
  assert.deepEqual(lists, [
    [0, 1, 2],
    [0, 1],
  ]);
});

test("a channel gives 100,000 values in order", async () => {
  let next = 0;
  for await (const n of c.count(100_000)) {
    if (n !== next++) assert.fail(`${n} came where ${next - 1} was due`);
  }
  assert.equal(next, 100_000);
});

test("a channel of large values gives each of them", async () => {
  let i = 0;
  for await (const bytes of c.bytes(20, 300_000)) {
    assert.equal(bytes.length, 300_000);
    assert.ok(bytes.every((byte) => byte === 97 + (i % 26)));
    i++;
  }
  assert.equal(i, 20);
});

test("values come when they are sent, not when the window is full", async () => {
  const started = performance.now();
  const times: number[] = [];
  for await (const _ of c.ticks(4, 40)) times.push(performance.now() - started);
  assert.equal(times.length, 4);
  assert.ok(times[0]! < 150, `the first value came after ${times[0]} ms`);
  assert.ok(times[3]! - times[0]! > 60);
});

test("nothing is received before somebody asks", async () => {
  const source = c.newSource(10, 0);
  const channel = source.values();
  await pause(30);
  assert.equal(source.sent(), 0);
  assert.equal((await all(channel)).length, 10);
});

test("no more than the window is received ahead", async () => {
  const source = c.newSource(10_000, 0);
  const iterator = source.values()[Symbol.asyncIterator]();
  for (const taken of [1, 2, 10, 64, 100, 1000]) {
    let value = -1;
    while (value < taken - 1) value = (await iterator.next()).value!;
    await pause(20);
    assert.ok(source.sent() >= taken, `${source.sent()} were sent when ${taken} were taken`);
    assert.ok(source.sent() <= taken + 2 * ahead, `${source.sent()} were sent when ${taken} were taken`);
  }
  await iterator.return!();
});

test("ten at a time: next may be called before the last one has settled", async () => {
  const iterator = c.count(25)[Symbol.asyncIterator]();
  const results = await Promise.all(Array.from({ length: 30 }, () => iterator.next()));
  assert.deepEqual(
    results.map(({ done, value }) => (done === true ? -1 : value)),
    [...Array.from({ length: 25 }, (_, i) => i), -1, -1, -1, -1, -1],
  );
});

test("next after the end is done, for ever", async () => {
  const iterator = c.count(1)[Symbol.asyncIterator]();
  assert.deepEqual(await iterator.next(), { done: false, value: 0 });
  for (let i = 0; i < 3; i++) assert.deepEqual(await iterator.next(), { done: true, value: undefined });
  assert.deepEqual(await iterator.return!(), { done: true, value: undefined });
});

test("breaking out without a context stops receiving: the producer blocks, and the channel counts as abandoned", async () => {
  const before = stats().abandonedChannels;
  const source = c.newSource(1000, 0);
  const seen: number[] = [];
  for await (const n of source.values()) {
    seen.push(n);
    if (seen.length === 3) break;
  }
  assert.deepEqual(seen, [0, 1, 2]);
  await pause(20);
  const sent = source.sent();
  assert.ok(sent < 3 + 2 * ahead, `${sent} were sent`);
  await pause(20);
  assert.equal(source.sent(), sent);
  assert.equal(source.ended(), false);
  assert.equal(stats().abandonedChannels, before + 1);
});

test("breaking out of a channel that has ended abandons nothing", async () => {
  const before = stats().abandonedChannels;
  for await (const n of c.buffered(3)) if (n === 2) break;
  assert.ok(await until(() => stats().abandonedChannels === before));
});

test("a loop whose body throws stops receiving too", async () => {
  const source = c.newSource(1000, 0);
  const loop = (async () => {
    for await (const n of source.values()) if (n === 5) throw mine;
  })();
  assert.equal(await rejection(loop), mine);
  await pause(20);
  assert.ok(source.sent() < 5 + 2 * ahead);
});

test("drained: the producer goes on to its end after a break", async () => {
  const before = stats().abandonedChannels;
  const source = c.newSource(5000, 0);
  for await (const n of source.drained()) if (n === 2) break;
  assert.ok(await until(() => source.ended()), `${source.sent()} were sent`);
  assert.equal(source.sent(), 5000);
  assert.equal(stats().abandonedChannels, before);
});

test("return settles a next that waits", async () => {
  const iterator = c.never()[Symbol.asyncIterator]();
  const waiting = iterator.next();
  await pause(5);
  assert.deepEqual(await iterator.return!(), { done: true, value: undefined });
  assert.deepEqual(await waiting, { done: true, value: undefined });
});

test("a channel that is disposed of is refused afterwards", async () => {
  const channel = c.count(10);
  channel[Symbol.dispose]();
  channel[Symbol.dispose]();
  const reason = await rejection((async () => all(channel))());
  assert.equal((reason as { code?: string }).code, "TOPHER_HANDLE_RELEASED");
});

test("a channel that is nil is null; a function that fails throws", () => {
  assert.equal(thrownBy(() => c.maybeCount(-1)) instanceof GoError, true);
  refuses("TOPHER_NIL", () => c.nil());
});

test("maybeCount gives a channel from a task", async () => {
  assert.deepEqual(await all(await c.maybeCount.async(3)), [0, 1, 2]);
  assert.ok(GoError.is(await rejection(c.maybeCount.async(-1)), c.errBroken));
});

test("withErrors gives two channels, which are read at the same time", async () => {
  const [values, errors] = c.withErrors(100);
  const [ns, es] = await Promise.all([all(values), all(errors)]);
  assert.equal(ns.length, 100);
  assert.deepEqual(
    es.map((error) => GoError.is(error, c.errBroken)),
    [true],
  );
});

test("many channels are read at the same time", async () => {
  const lists = await Promise.all(Array.from({ length: 200 }, (_, i) => all(c.count(i))));
  assert.ok(lists.every((list, i) => list.length === i && list.every((n, j) => n === j)));
});

test("a value that does not fit rejects", async () => {
  const iterator = c.int64s(1)[Symbol.asyncIterator]();
  assert.equal((await iterator.next()).value, 1n);
  assert.equal((await iterator.next()).done, true);
});

test("channels leave nothing behind when they are read to their end", async () => {
  const before = await settled(() => c.collect());
  for (let i = 0; i < 50; i++) assert.equal((await all(c.count(10))).length, 10);
  await settlesAt(before, () => c.collect());
});

test("channels of objects leave nothing behind", async () => {
  const before = await settled(() => c.collect());
  await (async () => {
    for await (const box of c.boxes(500)) assert.ok(box!.value() >= 0);
    for await (const box of c.boxes(500)) if (box!.value() === 3) break;
  })();
  await settlesAt({ ...before, abandonedChannels: before.abandonedChannels + 1 }, () => c.collect());
});

test("an iterator of Go that panics is a panic of the loop", async () => {
  const seen: number[] = [];
  const loop = (async () => {
    for await (const n of c.explodes(3)) seen.push(n);
  })();
  assert.ok((await rejection(loop)) instanceof GoPanic);
  assert.deepEqual(seen, [0, 1, 2]);
});

test("sending to a channel that Go has closed rejects, and ends nothing else", async () => {
  const shut = c.shut();
  const reason = await rejection(shut.send(1));
  assert.ok(reason instanceof Error);
  assert.deepEqual(await all(c.count(2)), [0, 1]);
});

test("listen: Go receives what is sent, in order", async () => {
  const heard: number[] = [];
  const out = c.listen((x) => heard.push(x));
  for (let i = 0; i < 200; i++) await out.send(i);
  assert.ok(await until(() => heard.length === 200));
  assert.deepEqual(
    heard,
    Array.from({ length: 200 }, (_, i) => i),
  );
  out.close();
});

test("a queue works off what is sent to one channel and gives it to another", async () => {
  const queue = c.newQueue(1);
  const input = queue.in();
  const output = all(queue.out());
  for (const item of ["a", "b", "c"]) await input.send(item);
  input.close();
  assert.deepEqual(await output, ["A", "B", "C"]);
  await queue.async.wait();
  assert.deepEqual(queue.items(), ["a", "b", "c"]);
});

test("send waits where nobody receives: backpressure reaches JavaScript", async () => {
  const stuck = c.stuck();
  let sent = 0;
  const sending = (async () => {
    for (let i = 0; i < 10_000; i++) {
      await stuck.send(i);
      sent++;
    }
  })();
  void sending.catch(() => {});
  await pause(50);
  assert.ok(sent <= ahead, `${sent} were sent, and nobody received`);
  stuck[Symbol.dispose]();
});

test("send after close rejects, and so does a value of another type", async () => {
  const queue = c.newQueue(4);
  const input = queue.in();
  await rejects("TOPHER_TYPE", input.send(5 as never), /value|parameter 1/);
  await input.send("a");
  input.close();
  assert.ok((await rejection(input.send("b"))) instanceof Error);
  assert.deepEqual(await all(queue.out()), ["A"]);
});

test("loop gives a channel for both directions", async () => {
  const loop = c.loop(4);
  const received = (async () => {
    const seen: number[] = [];
    for await (const n of loop) if (seen.push(n) === 50) return seen;
    return seen;
  })();
  for (let i = 0; i < 50; i++) await loop.send(i);
  assert.deepEqual(
    await received,
    Array.from({ length: 50 }, (_, i) => i),
  );
});

// 1,000 values without a reader, in six of the cases.
nothingLeft(() => c.collect(), 6);
