// Functions, objects and handles in values whose type only the running program knows.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GoError, goInt, Handle, same } from "topher";
import * as f from "../../dist/door2/whole/funcs/index.js";
import * as n from "../../dist/door2/whole/nodes/index.js";
import { collectUntil } from "../kit/collect.ts";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { nothingLeft, settled, settlesAt } from "./kit.ts";

const mine = new Error("mine");
const throws = (): never => {
  throw mine;
};
const double = (x: number): number => x * 2;

test("a function is a func of any number of values in Go", () => {
  assert.equal(f.anyType(double as never), "func(...interface {}) (interface {}, error)");
  assert.equal(f.callAny(double as never, 5), 10);
  assert.equal(f.callAny(((...all: unknown[]) => all.length) as never, 1, "a", null, [1]), 4);
  assert.equal(f.callAny((() => {}) as never), null);
});

test("such a function gets and gives values of every kind", () => {
  const circle = n.newCircle(1);
  for (const value of [null, true, 1.5, 7n, "text", new Date(5), Uint8Array.of(1), [1, "a"], { a: { b: 1 } }]) {
    assert.deepEqual(f.callAny(((x: unknown) => (assert.deepEqual(x, value), x)) as never, value as never), value);
  }
  assert.equal(f.callAny(((x: unknown) => typeof x) as never, goInt(5)), "number");
  const seen = f.callAny(((x: unknown) => x) as never, circle as never) as unknown;
  assert.ok(seen instanceof n.Circle && same(seen, circle));
});

test("such a function comes back as itself", () => {
  assert.equal(f.echoAny(double as never), double);
  assert.equal((f.echoAny([double, { f: double }] as never) as unknown[])[0], double);
  assert.equal((f.echoAny({ f: double } as never) as { f: unknown }).f, double);
});

test("what such a function throws is the error that Go gets, the same object", () => {
  assert.equal(
    thrownBy(() => f.callAny(throws as never)),
    mine,
  );
  assert.equal(
    f.anyError((() => {
      throw f.errAny;
    }) as never),
    true,
  );
  assert.equal(f.anyError(throws as never), false);
});

test("such a function's wrong result is refused", () => {
  refuses("TOPHER_TYPE", () => f.callAny((() => Symbol("x")) as never), /got a symbol$/);
  refuses(
    "TOPHER_NEEDS_ASYNC",
    () => f.callAny((async () => 1) as never),
    /the result is an object of class Promise: /,
  );
});

test("such a function is kept, and called by later calls", async () => {
  const before = await settled(() => f.collect());
  (() => f.keepAny(((x: number) => x + 1) as never))();
  let rounds = 0;
  await collectUntil(() => (f.collect(), ++rounds > 3));
  assert.equal(f.callKeptAny(5), 6);
  assert.equal(typeof f.keptAny(), "function");
  f.keepAny({ deep: [double] } as never);
  assert.equal(((f.keptAny() as any).deep as unknown[])[0], double);
  f.keepAny(null);
  await settlesAt(before, () => f.collect());
});

test("such a function is refused on another goroutine, as an error", () => {
  let called = false;
  refuses(
    "TOPHER_CALLBACK_THREAD",
    () => f.callElsewhere((() => void (called = true)) as never),
    /^funcs\.callElsewhere: .*goroutine/,
  );
  assert.equal(called, false);
});

test("a template calls functions of JavaScript", () => {
  const funcs = { shout: (text: string) => text.toUpperCase(), twice: (text: string) => text + text, fail: throws };
  assert.equal(f.expand("{{shout .}} {{. | twice | shout}}", funcs as never, "a"), "A AA");
  const error = thrownBy(() => f.expand("{{fail}}", funcs as never, null));
  assert.ok(error instanceof GoError);
  assert.match(error.message, /error calling fail: mine$/);
});

test("a func of Go as a value of any type can be passed on, and called by Go", () => {
  const add = f.anyFunc(5) as unknown;
  assert.equal(f.anyType(add as never), "func(int) int");
  assert.equal(f.callAny(add as never, goInt(1)), 6);
  assert.equal(f.anyType(f.adder(1) as never), "func(int) int");
  assert.equal(f.callAny(f.adder(1) as never, goInt(1)), 2);
});

test("handles are their values in values of any type", () => {
  const circle = n.newCircle(1);
  assert.equal(n.anyType(circle as never), "*nodes.Circle");
  assert.equal(n.anyArea(circle as never), 3);
  const [first, second] = n.echoAny([circle, { circle }] as never) as unknown as [unknown, { circle: unknown }];
  assert.ok(first instanceof n.Circle && same(first, circle));
  assert.ok(second.circle instanceof n.Circle && same(second.circle, circle));
  circle[Symbol.dispose]();
  refuses("TOPHER_HANDLE_RELEASED", () => n.echoAny([circle] as never), /^nodes\.echoAny: parameter 1 \(v\)\[0\]/);
});

test("a handle of one package is its value in another package of the build", () => {
  const hidden = n.makeHidden(3) as n.Shape & Handle;
  assert.equal(f.anyType(hidden as never), "*nodes.hidden");
  const back = f.echoAny(hidden as never) as unknown;
  assert.ok(back instanceof Handle && same(back, hidden));
  assert.ok((f.echoAny(n.newCircle(1) as never) as unknown) instanceof n.Circle);
});

test("an object with methods is no value of any type by itself", () => {
  class Mine {
    area(): number {
      return 1;
    }
  }
  refuses("TOPHER_TYPE", () => n.anyType(new Mine() as never), /got an object of class Mine$/);
});

nothingLeft(() => f.collect());
