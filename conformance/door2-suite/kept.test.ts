// Functions of JavaScript that Go keeps: called by later calls, from goroutines, inside one another, and let go.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GoError, GoPanic, stats } from "topher";
import * as f from "../../dist/door2/whole/funcs/index.js";
import { collectUntil } from "../kit/collect.ts";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { until } from "../kit/until.ts";
import { nothingLeft, settled, settlesAt } from "./kit.ts";

const mine = new Error("mine");
const throws = (): never => {
  throw mine;
};
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

test("emit calls functions that earlier calls gave, in order", () => {
  const seen: string[] = [];
  const first = f.on((event) => (seen.push(`1 ${event}`), 1));
  const second = f.on((event) => (seen.push(`2 ${event}`), 10));
  assert.equal(f.emit("a"), 11);
  assert.equal(f.off(first), true);
  assert.equal(f.emit("b"), 10);
  assert.equal(f.off(first), false);
  assert.equal(f.off(second), true);
  assert.equal(f.emit("c"), 0);
  assert.deepEqual(seen, ["1 a", "2 a", "2 b"]);
});

test("emit calls a function in later turns of the event loop", async () => {
  let calls = 0;
  f.on(() => ++calls);
  for (let i = 1; i <= 3; i++) {
    await pause(1);
    assert.equal(f.emit("x"), i);
  }
  f.offAll();
});

test("emit calls a function that both collectors would have liked to have", async () => {
  (() => void f.on((event) => event.length))();
  let rounds = 0;
  await collectUntil(() => (f.collect(), ++rounds > 5));
  assert.equal(f.emit("four"), 4);
  f.offAll();
});

test("listener gives a kept function back as itself", async () => {
  const listener = (): number => 1;
  const id = f.on(listener);
  let rounds = 0;
  await collectUntil(() => (f.collect(), ++rounds > 3));
  assert.equal(f.listener(id), listener);
  f.offAll();
  assert.equal(f.listener(id), null);
});

test("on keeps null as nil", () => {
  const id = f.on(null);
  assert.equal(f.emit("x"), 0);
  assert.equal(f.off(id), true);
});

test("emit throws what a kept function throws, the same object, and runs none after it", () => {
  let after = false;
  f.on(throws);
  f.on(() => ((after = true), 1));
  assert.equal(
    thrownBy(() => f.emit("x")),
    mine,
  );
  assert.equal(after, false);
  assert.equal(f.emitSafely("x"), -1);
  assert.equal(
    thrownBy(() => f.emit("x")),
    mine,
    "again",
  );
  f.offAll();
});

test("a kept function's wrong result is refused by the call that ran it", () => {
  f.on(() => "x" as never);
  refuses("TOPHER_TYPE", () => f.emit("a"), /the result must be .*got string "x"$/);
  f.offAll();
  f.on(() => 1.5);
  refuses("TOPHER_RANGE", () => f.emit("a"), /the result must be a safe integer/);
  f.offAll();
});

test("callFallible throws what its function throws, and Go sees it as an error", () => {
  f.onFallible(Number);
  assert.equal(f.callFallible("12"), 12);
  assert.equal(f.tryFallible("12"), "fine");
  f.onFallible(throws);
  assert.equal(
    thrownBy(() => f.callFallible("x")),
    mine,
  );
  assert.equal(f.tryFallible("x"), "failed: mine");
  f.onFallible(() => f.divider(0)!(1));
  assert.ok(
    GoError.is(
      thrownBy(() => f.callFallible("x")),
      f.errZero,
    ),
  );
  f.onFallible(null);
  assert.throws(() => f.callFallible("x"), GoError);
  assert.ok(thrownBy(() => f.tryFallible("x")) instanceof GoPanic);
});

test("fallibleElsewhere gets TOPHER_CALLBACK_THREAD as the error of its goroutine", () => {
  let called = false;
  f.onFallible(() => ((called = true), 1));
  refuses("TOPHER_CALLBACK_THREAD", () => f.fallibleElsewhere("x"), /goroutine/);
  assert.equal(called, false);
  assert.equal(f.callFallible("x"), 1);
  f.onFallible(null);
});

test("emitElsewhere fails, although the kept function gives no error", () => {
  let called = false;
  f.on(() => ((called = true), 1));
  refuses("TOPHER_CALLBACK_THREAD", () => f.emitElsewhere("x"), /^funcs\.emitElsewhere: .*goroutine/);
  assert.equal(called, false);
  assert.equal(f.emit("x"), 1);
  f.offAll();
});

test("fallibleLater calls from its goroutine when no call is running", async () => {
  let called = false;
  f.onFallible(() => ((called = true), 1));
  f.fallibleLater("x", 10);
  assert.ok(await until(() => f.laterDone()));
  assert.equal(called, true);
  f.onFallible(throws);
  f.fallibleLater("x", 10);
  let caught: unknown;
  await until(() => {
    try {
      return f.laterDone();
    } catch (error) {
      caught = error;
      return true;
    }
  });
  assert.equal(caught, mine);
  f.onFallible(() => 1);
  f.fallibleLater("x", 0); // forgets that error
  assert.ok(await until(() => f.laterDone()));
  f.onFallible(null);
});

test("plainLater calls from its goroutine, which goes on to its end", async () => {
  let called = false;
  f.plainLater(() => void (called = true), 10);
  assert.ok(await until(() => f.plainNotes() === "returned deferred"));
  assert.equal(called, true);
});

test("plainLater: what a function throws ends its goroutine after its defers, and nothing else", async () => {
  f.plainLater(throws, 10);
  assert.ok(await until(() => f.plainNotes() === "deferred"));
  assert.equal(f.emit("x"), 0);
});

test("deep calls a kept function that calls Go, 50 levels deep", () => {
  const depths: number[] = [];
  f.onDeep((depth) => (depths.push(depth), f.deep(depth)));
  assert.equal(f.deep(50), 50);
  assert.deepEqual(
    depths,
    Array.from({ length: 50 }, (_, i) => 49 - i),
  );
  f.onDeep((depth) => (depth === 0 ? throws() : f.deep(depth)));
  assert.equal(
    thrownBy(() => f.deep(50)),
    mine,
  );
  f.onDeep(null);
});

test("a kept function may drop itself and keep others while Go calls it", () => {
  const id: number = f.on(() => {
    f.off(id);
    f.collect();
    f.on(() => 5);
    return 1;
  });
  f.emit("x");
  f.collect();
  assert.equal(f.emit("x"), 5);
  f.offAll();
});

test("a kept function may call Go with more than the arena holds", () => {
  const large = "x".repeat(2_000_000);
  f.on((event) => f.chain(event, (text) => text + large).length);
  assert.equal(f.emit("y"), 2_000_001);
  f.offAll();
});

test("stats counts a kept function once, as long as Go holds it", async () => {
  const before = await settled(() => f.collect());
  const listener = (): number => 1;
  const ids = Array.from({ length: 10 }, () => f.on(listener));
  assert.equal(stats().kept, before.kept + 1);
  f.on(() => 2);
  assert.equal(stats().kept, before.kept + 2);
  for (const id of ids) f.off(id);
  assert.equal(f.emit("x"), 2);
  f.offAll();
  await settlesAt(before, () => f.collect());
});

test("a function that is kept, dropped and kept again works as before", async () => {
  const before = await settled(() => f.collect());
  const listener = (): number => 3;
  for (let round = 0; round < 10; round++) {
    const id = f.on(listener);
    assert.equal(f.emit("x"), 3);
    f.off(id);
    f.collect();
    if (round % 3 === 0) await pause(1);
  }
  await settlesAt(before, () => f.collect());
});

test("a registry that is collected lets its functions go", async () => {
  const before = await settled(() => f.collect());
  (() => {
    for (let i = 0; i < 20; i++) {
      const registry = f.newRegistry();
      for (let j = 0; j < 10; j++) registry.add((n) => n + i + j);
      assert.equal(registry.sum(1), 10 + 45 + 10 * i);
    }
  })();
  await settlesAt(before, () => f.collect());
});

test("a function that holds what keeps it is let go when Go drops it", async () => {
  const before = await settled(() => f.collect());
  (() => {
    const registry = f.newRegistry();
    const own = (n: number): number => (n > 0 ? registry.at(0)!(n - 1) : 7);
    registry.add(own);
    assert.equal(registry.at(0), own);
    assert.equal(registry.sum(5), 7);
    registry.clear();
    registry[Symbol.dispose]();
  })();
  await settlesAt(before, () => f.collect());
});

test("10,000 functions are kept, called and let go", async () => {
  const before = await settled(() => f.collect());
  const registry = f.newRegistry();
  for (let i = 0; i < 10_000; i++) registry.add((n) => n + i);
  assert.equal(registry.sum(1), 10_000 + (9999 * 10_000) / 2);
  assert.equal(registry.at(9999)!(1), 10_000);
  registry[Symbol.dispose]();
  await settlesAt(before, () => f.collect());
});

test("a func of Go among kept functions is called by Go alone", () => {
  const registry = f.newRegistry();
  registry.add(f.adder(1));
  registry.add((n) => n * 2);
  assert.equal(registry.sum(5), 16);
  f.remember(f.adder(2));
  registry.add(f.known());
  assert.equal(f.sameFunc(registry.at(2), f.known()), true);
  f.remember(null);
  registry[Symbol.dispose]();
});

test("a function is itself under every type that it is given as", () => {
  const same = <T>(x: T): T => x;
  f.remember(same);
  assert.ok(f.echo(same) === same && f.echoText(same) === same && f.echo(same) === same);
  assert.equal(f.known(), same);
  f.remember(null);
});

test("a function that Go has let go of under one type, and gets under another, is itself under both", async () => {
  const functions = Array.from({ length: 200 }, () => {
    return <T>(x: T): T => x;
  });
  for (let round = 0; round < 3; round++) {
    for (const same of functions) assert.equal(f.echoText(same), same);
    let rounds = 0;
    await collectUntil(() => (f.collect(), ++rounds > 2));
    // In the middle of these, JavaScript hears what Go has let go of.
    for (const same of functions) assert.equal(f.echo(same), same);
    for (const same of functions) assert.equal(f.echoText(same), same);
  }
});

test("a function stays with the call that gives it, while a call inside of that gives it too and is refused", () => {
  const text = (x: string): string => x;
  const list = [text, null];
  Object.defineProperty(list, 1, {
    get() {
      refuses("TOPHER_TYPE", () => f.echoAll([text, 5 as never]), /must be a function/);
      return null;
    },
  });
  assert.deepEqual(f.echoAll(list), [text, null]);
  let names = "";
  const after = (name: string): void => void (names += name);
  const before = (): void => void refuses("TOPHER_TYPE", () => f.echoHooks({ after, rename: 5 as never }), /rename/);
  assert.deepEqual([f.runHooks({ before, after }, "x"), names], ["x", "x"]);
});

test("a direct call may run functions that need more than the arena", () => {
  const large = "x".repeat(2_000_000);
  f.onDeep((depth) => {
    assert.equal(f.joiner("")!(large, large).length, 4_000_000);
    return f.deep(depth);
  });
  assert.equal(f.deep(3), 3);
  f.onDeep(null);
});

nothingLeft(() => f.collect());
