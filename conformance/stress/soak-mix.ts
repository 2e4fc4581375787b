// What a soak calls, of each kind as often as it stands in a list. Each checks what comes back and leaves nothing behind, or what it leaves to
// the collectors.
import assert from "node:assert/strict";
import { channel, GoError, GoPanic } from "topher";
import * as k from "../../dist/door2/concurrent/callers/index.js";
import * as c from "../../dist/door2/concurrent/channels/index.js";
import * as p from "../../dist/door2/concurrent/pipes/index.js";
import * as t from "../../dist/door2/concurrent/tasks/index.js";
import { random } from "./program.ts";

const floats = new Float64Array(16);
const bytes = new Uint8Array(100);
const mine = new Error("mine");
const shared = t.newCounter(1);

function throws(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return assert.fail("nothing was thrown");
}

const throwMine = (): never => {
  throw mine;
};

function* upTo(n: number): Generator<number> {
  for (let i = 0; i < n; i++) yield i;
}

/** Cheap ones, of which there are most. */
const plain: readonly (() => void)[] = [
  // scalars
  () => assert.equal(t.add(20, 22), 42),
  () => assert.equal(t.add64(2n ** 40n, -1n), 2n ** 40n - 1n),
  () => t.nothing(),
  // strings
  () => assert.equal(t.greet("tall ships"), "Hello, tall ships!"),
  () => assert.equal(t.greet("naïve \0 →"), "Hello, naïve \0 →!"),
  () => assert.equal(t.join("-", "a", "b", "c"), "a-b-c"),
  // slices
  () => assert.equal(t.fill(floats, 0.5), 8),
  () => assert.equal(t.reverse(Uint8Array.of(1, 2, 3))[0], 3),
  () => assert.equal(t.sum(1, 2, 3), 6),
  // structs
  () => assert.equal(t.move({ x: 1, y: 2 }, 3, 4).y, 6),
  () => assert.equal(t.centre([{ x: 1 }, { x: 3 }]).x, 2),
  // anys
  () => assert.equal(t.echoAny("text"), "text"),
  () => assert.equal((t.echoAny({ a: [1, "x", null, 2n] }) as any).a[3], 2n),
  // maps
  () => assert.equal(t.invert({ a: 1, b: 2 }).get(2), "b"),
  () => assert.deepEqual(t.keys({ b: 1, a: 2 }), ["a", "b"]),
  // times and named types
  () => assert.equal(t.between(new Date(1000), new Date(3000)), 2000),
  () => assert.equal(t.Color.next("red"), "green"),
  // handles
  () => assert.ok(shared.next() > 0),
  () => {
    const counter = t.newCounter(3);
    assert.equal(counter.next(), 3);
    counter[Symbol.dispose]();
  },
  // errors
  () => assert.equal(t.divide(1, 2), 0.5),
  () =>
    assert.equal(
      throws(() => t.rethrow(mine)),
      mine,
    ),
  () => assert.ok(throws(() => t.divide(1, 0)) instanceof GoError),
  // callbacks
  () =>
    assert.equal(
      k.direct((x) => x + 1, 2),
      3,
    ),
  () =>
    assert.deepEqual(
      k.filter(["a", "bb"], (word) => word.length > 1),
      ["bb"],
    ),
  () =>
    assert.equal(
      throws(() => k.directErr(throwMine, 1)),
      mine,
    ),
];

/** Dear ones. */
const rich: readonly (() => void)[] = [
  () => assert.ok(throws(() => t.panics("on purpose")) instanceof GoPanic),
  () => assert.equal(t.reverse(new Uint8Array(100_000).fill(7)).length, 100_000),
  () => assert.equal((t.echoAny("x".repeat(100_000)) as string).length, 100_000),
  // handles that are left to the collector
  () => assert.equal(t.newCounter(5).next(), 5),
  () => assert.equal(t.makePair("pair").counter!.next(), 1),
  () => assert.equal(t.newSquare(3).area(), 9),
  // kept values: functions of JavaScript that Go keeps, and of Go that JavaScript keeps
  () => {
    const by = random.between(0, 9);
    k.keep((event) => event.length + by);
    assert.equal(k.fire("event"), 5 + by);
    k.drop();
  },
  () => {
    const add = t.adder(2)!;
    assert.equal(add(3), 5);
  },
  () => {
    const reader = p.upper({ read: (into: Uint8Array) => (into.fill(97, 0, 3), 3) })!;
    assert.equal(reader.read(bytes), 3);
    assert.equal(bytes[0], 65);
    reader[Symbol.dispose]();
  },
  // iterators
  () => {
    let sum = 0;
    for (const n of c.upTo(5)) sum += n;
    assert.equal(sum, 10);
  },
  () => {
    for (const n of c.naturals()) if (n > 3) break;
  },
  () => assert.equal(c.sumSeq([1, 2, 3]), 6),
  () => assert.deepEqual(c.takeSeq(upTo(100), 3), [0, 1, 2]),
  // readers and writers
  () => assert.equal(p.readText("text of a reader"), "text of a reader"),
  () => {
    const texts: string[] = [];
    assert.equal(
      p.writeText((chunk: Uint8Array) => void texts.push(new TextDecoder().decode(chunk)), "written"),
      7,
    );
    assert.deepEqual(texts, ["written"]);
  },
  () => {
    const reader = p.text("read by JavaScript")!;
    assert.equal(reader.read(bytes), 18);
    reader[Symbol.dispose]();
  },
];

/** Tasks that do nothing but return. */
const plainTasks: readonly (() => Promise<void>)[] = [
  async () => assert.equal(await t.add.async(20, 22), 42),
  async () => assert.equal(await t.greet.async("you"), "Hello, you!"),
  async () => assert.equal(await t.add64.async(1n, 2n), 3n),
  async () => assert.equal((await t.move.async({ x: 1 }, 1, 1)).x, 2),
  async () => assert.ok((await shared.async.next()) > 0),
  async () => assert.equal((await t.reverse.async(Uint8Array.of(1, 2)))[0], 2),
  async () => assert.equal(await t.echoAny.async("any"), "any"),
  async () => assert.deepEqual(await t.keys.async({ a: 1 }), ["a"]),
  async () => assert.rejects(t.divide.async(1, 0), GoError),
  async () => assert.rejects(t.rethrow.async(mine), (error) => error === mine),
];

/** Tasks that wait, call, send, or are ended. */
const richTasks: readonly (() => Promise<void>)[] = [
  async () => assert.rejects(t.panics.async("on purpose"), GoPanic),
  async () => assert.rejects(t.exits.async(), { code: "TOPHER_GOEXIT" }),
  () => ended((signal) => t.waitFor(1, random.between(0, 2), { signal })),
  () => ended((signal) => t.wait({ signal })),
  () => ended((signal) => t.add.async(1, 2, { signal })),
  async () => assert.rejects(t.wait({ timeout: 1 }), { message: "context deadline exceeded" }),
  async () => {
    const session = await t.open("x", 0);
    session[Symbol.dispose]();
  },
  // callbacks from goroutines
  async () => assert.equal(await k.elsewhere.async((x) => x + 1, 1), 2),
  async () => assert.equal(await k.hammer.async(2, 5, (_, i) => (i % 2 === 0 ? i : Promise.resolve(i))), 20n),
  async () => assert.deepEqual(await k.mapTexts.async(["a", "b"], async (text) => text + text), ["aa", "bb"]),
  async () =>
    assert.rejects(
      k.elsewhereErr.async(() => Promise.reject(mine), 1),
      (error) => error === mine,
    ),
  () => ended((signal) => k.visit(5, (i) => (i % 2 === 0 ? undefined : Promise.resolve()), { signal })),
  async () => {
    const f = (await k.begin.async(3, 0, (i) => i))!;
    assert.equal(await f.async(), 3);
  },
  // channels and iterators
  async () => {
    let sum = 0;
    for await (const n of c.count(5)) sum += n;
    assert.equal(sum, 10);
  },
  async () => assert.equal(await c.sum.async([1, 2, 3]), 6),
  async () => {
    const between = channel<number>(3);
    assert.deepEqual(await Promise.all([c.send.async(between, 10), c.sum.async(between)]), [10, 45]);
  },
  () =>
    ended(async (signal) => {
      for await (const n of await c.newFeed().subscribe(0, { signal })) if (n > 5) break;
    }),
  async () => {
    for await (const n of c.naturals()) if (n > 5) break;
  },
  // streams
  async () => {
    let size = 0;
    for await (const chunk of p.pattern(3000)!.readable) size += chunk.length;
    assert.equal(size, 3000);
  },
  async () => {
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let i = 0; i < 3; i++) controller.enqueue(new Uint8Array(100).fill(i));
        controller.close();
      },
    });
    assert.equal((await p.checksum.async(stream))[0], 300n);
  },
  async () => {
    let size = 0;
    const stream = new WritableStream<Uint8Array>({ write: (chunk) => void (size += chunk.length) });
    await p.writePattern.async(stream, 2000);
    assert.equal(size, 2000);
  },
  async () => {
    const reader = p.newTap().open()!.readable.getReader();
    assert.ok((await reader.read()).value!.length > 0);
    await reader.cancel();
  },
];

/** Begins a task, aborts it a moment later or before it begins, and sees it settle. */
async function ended(begin: (signal: AbortSignal) => Promise<unknown>): Promise<void> {
  const controller = new AbortController();
  const reason = { why: "aborted" };
  if (random.next() < 0.3) controller.abort(reason);
  else setTimeout(() => controller.abort(reason), random.between(0, 2));
  try {
    await begin(controller.signal);
  } catch (error) {
    assert.equal(error, reason);
  }
}

function times<Item>(count: number, items: readonly Item[]): Item[] {
  return Array.from({ length: count }, () => items).flat();
}

/** Calls: one in forty is dear. */
export const calls: readonly (() => void)[] = [...times(25, plain), ...rich];

/** Tasks: one in ten does more than to return. */
export const tasks: readonly (() => Promise<void>)[] = [...times(20, plainTasks), ...richTasks];
