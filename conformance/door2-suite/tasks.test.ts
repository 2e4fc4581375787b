// Tasks: what a call in a goroutine of its own gives, of every kind, and how it fails.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GoError, GoPanic, GoReader, Handle, same } from "topher";
import * as t from "../../dist/door2/concurrent/tasks/index.js";
import { pause } from "../kit/pause.ts";
import { refuses } from "../kit/refuses.ts";
import { rejection, rejects, rejectsAs } from "../kit/rejects.ts";
import { until } from "../kit/until.ts";
import { nothingLeft, settled, settlesAt, untyped } from "./kit.ts";

const call = untyped(t);
const mine = new Error("mine");

const results: readonly (readonly [what: string, run: () => Promise<unknown>, wanted: unknown])[] = [
  ["nothing gives undefined", () => t.nothing.async(), undefined],
  ["add gives an int", () => t.add.async(1, 2), 3],
  ["add64 gives a bigint", () => t.add64.async(2n ** 40n, 1), 2n ** 40n + 1n],
  ["greet gives text", () => t.greet.async("häß\0"), "Hello, häß\0!"],
  ["divide gives a number and no error", () => t.divide.async(1, 2), 0.5],
  ["divMod gives two results", () => t.divMod.async(7, 2), [3, 1]],
  ["fails gives undefined where it does not fail", () => t.fails.async(0), undefined],
  ["unlucky gives an error that is nil", () => t.unlucky.async(1), [null, false]],
  ["sum takes an array for its variadic", () => t.sum.async(1, [2, 3]), 6],
  ["sum takes an empty array", () => t.sum.async(1, []), 1],
  ["join takes an array behind a parameter", () => t.join.async(", ", ["a", "b"]), "a, b"],
  ["fill takes a plain array", () => t.fill.async([1, 2], 3), 6],
  ["move takes a struct", () => t.move.async({ x: 1, y: 2 }, 1, 1), { x: 2, y: 3 }],
  ["move takes null", () => t.move.async(null, 5, 6), { x: 5, y: 6 }],
  ["centre takes a slice of structs", () => t.centre.async([{ x: 1 }, { x: 3, y: 2 }]), { x: 2, y: 1 }],
  [
    "invert gives a Map",
    () => t.invert.async({ a: 1, b: 2 }),
    new Map([
      [1, "a"],
      [2, "b"],
    ]),
  ],
  ["keys gives a slice of texts", () => t.keys.async({ b: 1, a: 2 }), ["a", "b"]],
  ["echoAny gives a number", () => t.echoAny.async(1.5), 1.5],
  [
    "echoAny gives a tree",
    () => t.echoAny.async({ a: [1.5, "x", null, { b: true }] }),
    { a: [1.5, "x", null, { b: true }] },
  ],
  ["reverse gives bytes", () => t.reverse.async(Uint8Array.of(1, 2, 3)), Uint8Array.of(3, 2, 1)],
  ["zeros gives more than the arena holds", () => t.zeros.async(5_000_000), new Uint8Array(5_000_000)],
  ["between gives a duration", () => t.between.async(new Date(1000), new Date(2500)), 1500],
  ["after gives a time", () => t.after.async(new Date(1000), 500), new Date(1500)],
  ["Color.next is a function of a text", () => t.Color.next.async("red"), "green"],
  ["Color.measured takes what is behind the receiver", () => t.Color.measured.async("green", 2), 10],
  ["Values.get is a function of a slice", () => t.Values.get.async([5, 6, 7], 1), 6],
  ["Values.push gives its result", () => t.Values.push.async([5, 6], 7), 3],
  ["noFunc gives null for a func", () => t.noFunc.async(), null],
];
for (const [what, run, wanted] of results) {
  test(`async: ${what}`, async () => assert.deepEqual(await run(), wanted));
}

test("async: newCounter gives an object, whose methods are called in both forms", async () => {
  const counter = await t.newCounter.async(3);
  assert.ok(counter instanceof t.Counter);
  assert.equal(counter.next(), 3);
  assert.equal(await counter.async.next(), 6);
  assert.equal(await counter.async.add([1, 2, 3]), 12);
  assert.equal(await counter.async.string(), "counter of 2");
  assert.ok(same(await counter.async.self(), counter));
  assert.equal(await counter.async.same(counter), true);
  assert.equal(await counter.async.same(null), false);
  counter[Symbol.dispose]();
});

test("async: adder gives a function, which has both forms too", async () => {
  const add = (await t.adder.async(5))!;
  assert.equal(add(1), 6);
  assert.equal(await add.async(2), 7);
  assert.equal(await t.adder(1)!.async(1), 2);
  assert.ok(GoError.is(await rejection(t.divider(0)!.async(1)), t.errZero));
});

test("async: text gives a reader, countdown an iterator", async () => {
  const reader = await t.text.async("some text");
  assert.ok(reader instanceof GoReader);
  assert.equal(reader.text(), "some text");
  assert.deepEqual([...(await t.countdown.async(3))!], [3, 2, 1]);
});

test("async: newSquare gives an interface, which goes back to Go", async () => {
  const square = (await t.newSquare.async(3))!;
  assert.equal(square.area(), 9);
  assert.equal(await square.async.area(), 9);
  assert.equal(await square.scaled(2), 18);
  assert.equal(t.areaOf(square), 9);
  assert.equal(await t.areaOf.async(square), 9);
  assert.equal(await t.scaledOf(square, 3), 27);
});

test("async: makePair gives a struct with things of Go's in it", async () => {
  const pair = await t.makePair.async("x");
  assert.equal(pair.name, "x");
  assert.equal(pair.counter!.next(), 1);
  assert.equal(pair.body!.text(), "body of x");
});

test("async: Machine's method Async is async_, in both forms", async () => {
  const machine = t.newMachine();
  assert.equal(machine.async_(), 1);
  assert.equal(await machine.async.async_(), 1);
  assert.ok(same((await machine.async.start(4))!, machine));
  assert.equal(machine.async_(), 4);
});

test("slow has only the asynchronous form", async () => {
  assert.equal(t.slow.async, t.slow);
  assert.equal(await t.slow(4), 8);
  assert.equal(await t.slowSum(1, [2, 3]), 6);
  await assert.rejects(t.slowSum(1, []), { name: "GoError", message: "too few" });
});

test("functions with a context have only the asynchronous form", async () => {
  assert.equal(t.plain.async, t.plain);
  assert.equal(await t.plain(1), 2);
  assert.equal(await t.joinAll("-", ["a", "b"]), "a-b");
  assert.equal(await t.Values.total([1, 2, 3]), 6);
  assert.equal(await t.newCounter(1).nextIf(5), 5);
  assert.equal(await t.newCounter(1).async.nextIf(6), 6);
  assert.equal(await t.isDone(), false);
});

test("makeHandler gives a function with a context, which has only the asynchronous form", async () => {
  const handler = t.makeHandler("x")!;
  const task = handler(3);
  assert.ok(task instanceof Promise);
  assert.equal(await task, "x 3");
  assert.equal(await handler(4, { timeout: 10_000 }), "x 4");
});

test("a task is a promise with ref and unref, which give it", async () => {
  const task = t.add.async(1, 2);
  assert.ok(task instanceof Promise);
  assert.equal(task.unref(), task);
  assert.equal(task.unref(), task);
  assert.equal(task.ref(), task);
  assert.equal(await task, 3);
  assert.equal(task.ref(), task);
  assert.equal(task.unref(), task);
  assert.deepEqual(await Promise.all([t.add.async(1, 1), t.add.async(2, 2)]), [2, 4]);
  assert.equal(await t.add.async(1, 2).then((sum) => sum * 2), 6);
  assert.equal(await t.add.async(1, 2).finally(() => {}), 3);
});

test("a task takes what it is given at once: what changes afterwards does not concern it", async () => {
  const gate = t.newGate();
  const waiting = gate.async.pass(1);
  const xs = Float64Array.of(1, 2, 3);
  const point = { x: 1, y: 2 };
  const values = [5, 6];
  const tasks = Promise.all([t.fill.async(xs, 9), t.move.async(point, 1, 1), t.Values.push.async(values, 7)]);
  xs.fill(0);
  gate.open();
  assert.deepEqual(await tasks, [27, { x: 2, y: 3 }, 3]);
  assert.deepEqual([...xs], [0, 0, 0], "nothing is copied back into a slice");
  assert.deepEqual(point, { x: 1, y: 2 }, "nothing is copied back into a struct");
  assert.deepEqual(values, [5, 6], "nothing is copied back into a receiver");
  assert.equal(await waiting, 1);
});

test("a task goes on where the object of its method is released", async () => {
  const gate = t.newGate();
  const task = gate.async.pass(7);
  assert.ok(await until(() => gate.waiting() === 1));
  gate.open();
  gate[Symbol.dispose]();
  assert.equal(await task, 7);
});

test("the event loop is free while tasks run, and tasks run at the same time", async () => {
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const started = performance.now();
  const all = await Promise.all(Array.from({ length: 50 }, (_, i) => t.sleep.async(i, 100)));
  clearInterval(timer);
  assert.deepEqual(
    all,
    Array.from({ length: 50 }, (_, i) => i),
  );
  assert.ok(performance.now() - started < 2500, "fifty times 100 ms took as long as one after the other");
  assert.ok(turns > 10, `${turns} turns of the event loop`);
});

test("divide rejects with the error of Go, in its chain", async () => {
  const error = await rejectsAs(t.divide.async(1, 0), t.errZero);
  assert.equal(error.message, "divide 1: division by zero");
});

test("divMod rejects with what it returned beside the error", async () => {
  const error = await rejectsAs(t.divMod.async(7, 0), t.errZero);
  assert.deepEqual(error.results, [7, -1]);
});

test("fails rejects with an error that is of a type", async () => {
  const error = (await rejection(t.fails.async(5))) as GoError;
  assert.equal(error.message, "wrapped: fails: code 5");
  assert.equal(GoError.as(error, t.CodeError)!.code, 5);
});

test("joined rejects with an error that is two", async () => {
  const error = (await rejection(t.joined.async())) as GoError;
  assert.ok(GoError.is(error, t.errZero));
  assert.equal(GoError.as(error, t.CodeError)!.op, "joined");
  assert.ok(error.cause instanceof AggregateError);
});

test("unlucky gives an error as a value", async () => {
  const [error, unlucky] = await t.unlucky.async(13);
  assert.equal(unlucky, true);
  assert.equal(GoError.as(error, t.CodeError)!.code, 13);
});

test("rethrow rejects with the error of JavaScript itself, wrap with one around it", async () => {
  assert.equal(await rejection(t.rethrow.async(mine)), mine);
  assert.equal(((await rejection(t.wrap.async(mine))) as Error).cause, mine);
  assert.equal(await t.rethrow.async(null), undefined);
});

test("panics rejects with a GoPanic that has the goroutine's stack", async () => {
  const error = await rejection(t.panics.async("on purpose"));
  assert.ok(error instanceof GoPanic);
  assert.match(error.message, /on purpose/);
  assert.match(error.goStack, /tasks\.Panics/);
});

test("panicsWith rejects with a GoPanic whose cause is the error, and with an error of JavaScript itself", async () => {
  const error = await rejection(t.panicsWith.async(t.errZero));
  assert.ok(error instanceof GoPanic);
  assert.ok(GoError.is(error.cause, t.errZero));
  assert.equal(await rejection(t.panicsWith.async(mine)), mine);
});

test("index rejects where Go's own check panics", async () => {
  assert.equal(await t.index.async([1, 2], 1), 2);
  const error = await rejection(t.index.async([1, 2], 2));
  assert.ok(error instanceof GoPanic);
  assert.match(error.message, /index out of range \[2\] with length 2/);
});

test("exits rejects with TOPHER_GOEXIT after its deferred functions", async () => {
  const before = t.deferred();
  await rejects("TOPHER_GOEXIT" as never, t.exits.async(), /^tasks\.exits.*: /);
  assert.equal(t.deferred(), before + 1);
  assert.equal(await t.greet.async("after"), "Hello, after!");
});

const refusals: readonly (readonly [what: string, code: string, run: () => Promise<unknown>, message: RegExp])[] = [
  ["a wrong type", "TOPHER_TYPE", () => call["add"]!.async("1", 2), /parameter 1 \(a\) must be .*got string "1"/],
  ["a fraction for an int", "TOPHER_RANGE", () => t.add.async(1.5, 2), /parameter 1 \(a\)/],
  ["an unsafe integer", "TOPHER_RANGE", () => t.add.async(2 ** 60, 2), /parameter 1 \(a\)/],
  ["no argument", "TOPHER_ARITY", () => call["greet"]!.async(), /tasks\.greet/],
  ["one argument too few", "TOPHER_ARITY", () => call["add"]!.async(1), /tasks\.add/],
  ["arguments behind the options", "TOPHER_ARITY", () => call["add"]!.async(1, 2, {}, 3), /tasks\.add/],
  ["rest parameters for a variadic", "TOPHER_TYPE", () => call["sum"]!.async(1, 2), /parameter 2 \(more\)/],
  ["a wrong element of a variadic", "TOPHER_TYPE", () => call["sum"]!.async(1, [2, "3"]), /more/],
  ["an unknown field", "TOPHER_UNKNOWN_FIELD", () => t.move.async({ z: 1 } as never, 1, 1), /z/],
  ["null for text", "TOPHER_TYPE", () => call["greet"]!.async(null), /parameter 1 \(name\)/],
  ["a cycle", "TOPHER_CYCLE", () => t.echoAny.async(ring() as never), /itself|cycle/],
  ["shared memory", "TOPHER_BUFFER", () => t.reverse.async(shared()), /parameter 1 \(b\)/],
  ["no object for a receiver's parameter", "TOPHER_TYPE", () => call["areaOf"]!.async(5), /parameter 1 \(s\)/],
  ["a text for options", "TOPHER_TYPE", () => call["add"]!.async(1, 2, "options"), /options/],
  ["a number for options", "TOPHER_TYPE", () => call["add"]!.async(1, 2, 3), /options/],
  ["a signal that is none", "TOPHER_TYPE", () => call["add"]!.async(1, 2, { signal: {} }), /signal/],
  ["a timeout that is no number", "TOPHER_TYPE", () => call["add"]!.async(1, 2, { timeout: "5" }), /timeout/],
  ["a timeout below 0", "TOPHER_RANGE", () => call["add"]!.async(1, 2, { timeout: -1 }), /timeout/],
  ["a timeout that is NaN", "TOPHER_RANGE", () => call["add"]!.async(1, 2, { timeout: NaN }), /timeout/],
];
for (const [what, code, run, message] of refusals) {
  test(`${what} rejects with ${code}, and is not thrown`, async () => {
    const task = run(); // outside of what awaits it: a call that throws fails here
    await rejects(code as never, task, message);
  });
}

test("an option that does not exist rejects with the nearest one", async () => {
  await rejects("TOPHER_UNKNOWN_FIELD", call["add"]!.async(1, 2, { signl: undefined }), /signl.*signal/);
  await rejects("TOPHER_UNKNOWN_FIELD", call["waitFor"]!(1, 1, { timeOut: 5 }), /timeOut.*timeout/);
});

test("options may be undefined, empty, or hold undefined", async () => {
  assert.equal(await t.add.async(1, 2, undefined), 3);
  assert.equal(await t.add.async(1, 2, {}), 3);
  assert.equal(await call["add"]!.async(1, 2, { signal: undefined, timeout: undefined }), 3);
});

test("a method of a released object rejects with TOPHER_HANDLE_RELEASED", async () => {
  const counter = t.newCounter(1);
  const { async } = counter;
  counter[Symbol.dispose]();
  await rejects("TOPHER_HANDLE_RELEASED", counter.async.next(), /Counter\.next/);
  await rejects("TOPHER_HANDLE_RELEASED", async.next());
  await rejects("TOPHER_HANDLE_RELEASED", counter.nextIf(1));
  refuses("TOPHER_HANDLE_RELEASED", () => counter.next());
});

test("a released object as an argument rejects with TOPHER_HANDLE_RELEASED", async () => {
  const counter = t.newCounter(1);
  const other = t.newCounter(2);
  other[Symbol.dispose]();
  await rejects("TOPHER_HANDLE_RELEASED", counter.async.same(other));
});

test("a method that is called on something else rejects", async () => {
  const { next } = t.newCounter(1).async;
  await rejects("TOPHER_TYPE", (next as () => Promise<unknown>).call({}));
});

test("a rejected call leaves nothing, and the next one works", async () => {
  const before = await settled(() => t.collect());
  for (let i = 0; i < 100; i++) await rejection(call["sum"]!.async(1, [2, "3"]));
  assert.equal(await t.sum.async(1, [2, 3]), 6);
  await settlesAt(before, () => t.collect());
});

test("an object that a task gave is dropped by the collector", async () => {
  const before = await settled(() => t.collect());
  await (async () => {
    for (let i = 0; i < 50; i++) assert.ok((await t.newCounter.async(i)) instanceof Handle);
  })();
  await settlesAt(before, () => t.collect());
});

test("Counter is safe from a hundred tasks at a time", async () => {
  const counter = t.newCounter(1);
  await Promise.all(Array.from({ length: 100 }, () => counter.async.next()));
  assert.equal(counter.next(), 101);
  await assert.rejects(t.newCounter(1).async.reset(), { message: "nothing to reset" });
});

test("tasks and synchronous calls take turns on one thread", async () => {
  const seen: number[] = [];
  for (let i = 0; i < 200; i++) {
    void t.sleep.async(i, 1).then((n) => seen.push(n));
    assert.equal(t.add(i, 1), i + 1);
    if (i % 50 === 0) await pause(1);
  }
  assert.ok(await until(() => seen.length === 200));
  assert.equal(new Set(seen).size, 200);
});

nothingLeft(() => t.collect());

function ring(): unknown {
  const ring: unknown[] = [];
  ring.push(ring);
  return ring;
}

function shared(): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new SharedArrayBuffer(2)) as unknown as Uint8Array<ArrayBuffer>;
}
