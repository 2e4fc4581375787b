// What Go code can do wrong without an end of the process: each fault is a typed error, and the next call is as good as the first.
import assert from "node:assert/strict";
import { test } from "node:test";
import { codeOf, GoError, GoPanic } from "topher";
import * as a from "../../dist/door2/abort/index.js";
import { nothingLeft } from "./kit.ts";

/** What is called, and the end of the message. */
const faults: Readonly<Record<string, readonly [call: () => unknown, task: () => Promise<unknown>, message: string]>> =
  {
    "a nil pointer": [
      () => a.nil(),
      () => a.nil.async(),
      "abort.nil: runtime error: invalid memory address or nil pointer dereference",
    ],
    "division by zero": [
      () => a.divide(1, 0),
      () => a.divide.async(1, 0),
      "abort.divide: runtime error: integer divide by zero",
    ],
    "an index beyond the end": [
      () => a.index(3),
      () => a.index.async(3),
      "abort.index: runtime error: index out of range [3] with length 3",
    ],
    "an index below zero": [
      () => a.index(-1),
      () => a.index.async(-1),
      "abort.index: runtime error: index out of range [-1]",
    ],
    "a slice that cannot be": [
      () => a.make(2 ** 52),
      () => a.make.async(2 ** 52),
      "abort.make: runtime error: makeslice: len out of range",
    ],
    "a slice of less than nothing": [
      () => a.make(-1),
      () => a.make.async(-1),
      "abort.make: runtime error: makeslice: len out of range",
    ],
    "a wrong type": [
      () => a.convert(),
      () => a.convert.async(),
      "abort.convert: interface conversion: interface {} is int, not string",
    ],
    "a channel that is closed twice": [
      () => a.closeTwice(),
      () => a.closeTwice.async(),
      "abort.closeTwice: close of closed channel",
    ],
    "a nil map": [() => a.writeNil(), () => a.writeNil.async(), "abort.writeNil: assignment to entry in nil map"],
    "a panic": [() => a.panic("no"), () => a.panic.async("no"), "abort.panic: no"],
    "a panic with an error": [
      () => a.panicError("not today"),
      () => a.panicError.async("not today"),
      "abort.panicError: wrapped: refused: not today",
    ],
    "a panic in a panic": [() => a.panicTwice(), () => a.panicTwice.async(), "abort.panicTwice: the second"],
    "a panic with nil": [
      () => a.panicNil(),
      () => a.panicNil.async(),
      "abort.panicNil: panic called with nil argument",
    ],
    "a panic with an error that panics": [
      () => a.panicHostile(),
      () => a.panicHostile.async(),
      "abort.panicHostile: abort.hostile, which panicked when it was printed",
    ],
  };

for (const [what, [call, task, message]] of Object.entries(faults)) {
  test(`${what} in a call is a GoPanic, and the next call works`, () => {
    for (let i = 0; i < 3; i++) assertPanic(thrown(call), message);
  });

  test(`${what} in a task is a GoPanic, and the next call works`, async () => {
    for (let i = 0; i < 3; i++) assertPanic(await rejected(task), message);
  });
}

test("a panic with a megabyte is a GoPanic with all of it", async () => {
  const message = `abort.panicHuge: ${"x".repeat(1 << 20)}`;
  assertPanic(
    thrown(() => a.panicHuge(1 << 20)),
    message,
  );
  assertPanic(await rejected(() => a.panicHuge.async(1 << 20)), message);
});

test("a panic with an error has it as its cause", () => {
  const { cause } = thrown(() => a.panicError("not today")) as GoPanic;
  assert.ok(cause instanceof GoError);
  assert.equal(cause.message, "wrapped: refused: not today");
});

test("a panic behind a callback is a GoPanic, and one in a callback too", () => {
  assertPanic(
    thrown(() => a.panicInCallback(() => {})),
    "abort.panicInCallback: behind the callback",
  );
  assertPanic(
    thrown(() => a.panicInCallback(() => void a.nil())),
    "abort.nil: runtime error: invalid memory address or nil pointer dereference",
  );
});

test("a panic that Go recovers from itself is nobody's business", async () => {
  assert.equal(a.recovered(), "recovered");
  assert.equal(await a.recovered.async(), "recovered");
});

test("Goexit in a goroutine of the user's ends that goroutine", async () => {
  assert.equal(a.goexitElsewhere(), "it has left");
  assert.equal(await a.goexitElsewhere.async(), "it has left");
});

test("Goexit in a task is TOPHER_GOEXIT", async () => {
  for (let i = 0; i < 3; i++) {
    const error = await rejected(() => a.goexit.async());
    assert.equal(codeOf(error), "TOPHER_GOEXIT");
    assert.equal((error as Error).message, "abort.goexit: called runtime.Goexit");
  }
  assert.equal(a.alive(1), 2);
});

test("a panic of Go in a callback that a goroutine calls is a GoPanic of the task", async () => {
  assertPanic(await rejected(() => a.caught.async(() => void a.panic("below it"))), "abort.panic: below it");
});

nothingLeft(() => a.make(1 << 20));

function assertPanic(error: unknown, message: string): void {
  assert.ok(error instanceof GoPanic, String(error));
  assert.equal(codeOf(error), "TOPHER_GO_PANIC");
  assert.equal(error.message, message);
  assert.equal(a.alive(1), 2);
}

function thrown(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  return assert.fail("nothing was thrown");
}

async function rejected(task: () => Promise<unknown>): Promise<unknown> {
  try {
    await task();
  } catch (error) {
    return error;
  }
  return assert.fail("it was not rejected");
}
