// Contexts that live on: as long as a handle, a channel, an iterator or a stream of the result does.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GoError } from "topher";
import * as c from "../../dist/door2/concurrent/channels/index.js";
import * as p from "../../dist/door2/concurrent/pipes/index.js";
import * as t from "../../dist/door2/concurrent/tasks/index.js";
import { collectUntil } from "../kit/collect.ts";
import { pause } from "../kit/pause.ts";
import { rejection, rejects, rejectsAs } from "../kit/rejects.ts";
import { until } from "../kit/until.ts";
import { nothingLeft, settled, settlesAt } from "./kit.ts";

const mine = new Error("mine");

test("open gives an object whose context is not done", async () => {
  const session = (await t.open("first", 0))!;
  await pause(20);
  assert.equal(session.alive(), true);
  assert.equal(t.sessions(), 1);
  assert.equal(await session.ask("?"), "first says: ?");
  session[Symbol.dispose]();
  assert.ok(await until(() => t.sessions() === 0));
});

test("abort cancels the context of an object that a settled task gave", async () => {
  const controller = new AbortController();
  const session = (await t.open("second", 0, { signal: controller.signal }))!;
  assert.equal(session.alive(), true);
  controller.abort(mine);
  assert.ok(await until(() => !session.alive()));
  assert.equal(session.cause()[0], mine);
  const error = (await rejection(session.ask("?"))) as Error;
  assert.match(error.message, /session second is over: mine/);
  assert.equal(error.cause, mine);
  session[Symbol.dispose]();
});

test("timeout is a deadline of the object's context too", async () => {
  const session = (await t.open("third", 0, { timeout: 50 }))!;
  assert.equal(session.alive(), true);
  assert.ok(await until(() => !session.alive()));
  assert.ok(GoError.is(session.cause()[0], t.errDeadline));
  session[Symbol.dispose]();
});

test("AbortSignal.timeout that passes after the task has settled is a deadline", async () => {
  const session = (await t.open("fourth", 0, { signal: AbortSignal.timeout(50) }))!;
  assert.equal(session.alive(), true);
  assert.ok(await until(() => !session.alive()));
  assert.ok(GoError.is(session.cause()[0], t.errDeadline), String(session.cause()[0]));
  session[Symbol.dispose]();
});

test("an object that the collector takes ends its context", async () => {
  assert.ok(await until(() => t.sessions() === 0)); // Go counts down in goroutines of its own
  await (async () => {
    for (let i = 0; i < 10; i++) assert.equal((await t.open(`lost ${i}`, 0))!.alive(), true);
  })();
  await collectUntil(() => (t.collect(), t.sessions() === 0));
  assert.equal(t.sessions(), 0);
});

test("openBoth: the context lives as long as one of its results", async () => {
  const [first, second] = await t.openBoth();
  first![Symbol.dispose]();
  await pause(20);
  assert.equal(second!.alive(), true);
  second![Symbol.dispose]();
});

test("openNone: without an object the context is done", async () => {
  const before = await settled(() => t.collect());
  for (let i = 0; i < 10; i++) assert.equal(await t.openNone({ timeout: 60_000 }), null);
  await rejects("TOPHER_NIL", t.openNil({ timeout: 60_000 }), /tasks\.openNil/);
  await settlesAt(before, () => t.collect());
});

test("openAny: an object in an any keeps the context", async () => {
  const session = (await t.openAny()) as t.Session;
  assert.equal(session.name(), "any");
  await pause(10);
  assert.equal(session.alive(), true);
  session[Symbol.dispose]();
});

test("open fails, and leaves no context", async () => {
  const before = await settled(() => t.collect());
  for (let i = 0; i < 10; i++) {
    await assert.rejects(t.open("", 0, { timeout: 60_000 }), { message: "a session needs a name" });
  }
  await settlesAt(before, () => t.collect());
});

test("the call of a method has a context of its own, with options of its own", async () => {
  const session = (await t.open("fifth", 0))!;
  assert.equal(await rejection(session.ask("?", { signal: AbortSignal.abort(mine) })), mine);
  assert.equal(session.alive(), true);
  assert.equal(await session.ask("again"), "fifth says: again");
  session[Symbol.dispose]();
});

test("subscribe: a channel keeps the context; leaving the loop ends it", async () => {
  const feed = c.newFeed();
  const seen: number[] = [];
  for await (const n of (await feed.subscribe(5))!) {
    seen.push(n);
    if (seen.length === 3) break;
  }
  assert.deepEqual(seen, [5, 6, 7]);
  assert.ok(await until(() => feed.stopped() === 1), "the producer goes on");
});

test("subscribe: abort after the task has settled ends the channel's producer with the reason", async () => {
  const feed = c.newFeed();
  const controller = new AbortController();
  const channel = (await feed.subscribe(0, { signal: controller.signal }))!;
  const iterator = channel[Symbol.asyncIterator]();
  assert.equal((await iterator.next()).value, 0);
  controller.abort(mine);
  assert.ok(await until(() => feed.stopped() === 1));
  assert.equal(feed.cause(), "mine");
  await iterator.return!();
});

test("subscribe: a channel that is disposed of ends its context", async () => {
  const feed = c.newFeed();
  const channel = (await feed.subscribe(0))!;
  channel[Symbol.dispose]();
  assert.ok(await until(() => feed.stopped() === 1));
});

test("subscribeLater: an abort before the result closes what comes late", async () => {
  const feed = c.newFeed();
  const controller = new AbortController();
  const task = feed.subscribeLater(0, 30, { signal: controller.signal });
  await pause(5);
  controller.abort(mine);
  assert.equal(await rejection(task), mine);
  assert.ok(await until(() => feed.stopped() === 1));
  await rejectsAs(feed.subscribeLater(-1, 0), c.errBroken);
});

test("until: an iterator keeps the context; abort ends it", async () => {
  const controller = new AbortController();
  const seq = (await c.until(3, { signal: controller.signal }))!;
  const left = c.left();
  const seen: number[] = [];
  try {
    for await (const n of seq) {
      seen.push(n);
      if (seen.length === 3) controller.abort(mine);
      if (seen.length > 10_000) assert.fail("the iterator goes on");
    }
  } catch (error) {
    assert.equal(error, mine);
  }
  assert.deepEqual(seen.slice(0, 4), [3, 4, 5, 6].slice(0, Math.min(4, seen.length)));
  assert.ok(await until(() => c.left() === left + 1));
});

test("body: a reader keeps the context, until it is read, closed or aborted", async () => {
  const reader = (await p.body("abc", 1))!;
  await pause(10);
  let text = "";
  for await (const chunk of reader) text += new TextDecoder().decode(chunk);
  assert.equal(text, "abc");
  reader[Symbol.dispose]();
  const controller = new AbortController();
  const second = (await p.body("never ends".repeat(100), 1, { signal: controller.signal }))!;
  const seen = (async () => {
    for await (const _ of second);
  })();
  await pause(20);
  controller.abort(mine);
  assert.equal(await rejection(seen), mine);
  second[Symbol.dispose]();
});

test("openFor: a reader is closed when its stream is cancelled, and its context ends", async () => {
  const tap = p.newTap();
  const reader = (await tap.openFor())!;
  const stream = reader.readable.getReader();
  assert.ok((await stream.read()).value!.byteLength > 0);
  await stream.cancel();
  assert.ok(await until(() => tap.closed() === 1));
  const taken = tap.taken();
  await pause(20);
  assert.equal(tap.taken(), taken);
});

test("a hundred contexts that live on end with their objects", async () => {
  const before = await settled(() => t.collect());
  const sessions = await Promise.all(Array.from({ length: 100 }, (_, i) => t.open(`s ${i}`, 0, { timeout: 60_000 })));
  assert.equal(t.sessions(), 100);
  for (const session of sessions) session![Symbol.dispose]();
  assert.ok(await until(() => t.sessions() === 0));
  sessions.length = 0;
  await settlesAt(before, () => t.collect());
});

nothingLeft(() => (t.collect(), p.collect()));
