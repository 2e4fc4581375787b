// Objects of JavaScript that Go keeps, whose methods fail, and that are called from elsewhere.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GoError, stats } from "topher";
import * as n from "../../dist/door2/whole/nodes/index.js";
import { collectUntil } from "../kit/collect.ts";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { nothingLeft, settled, settlesAt } from "./kit.ts";

const mine = new Error("mine");
const shape = (area: number): n.Shape => ({ area: () => area, name: () => "mine" });

/** A store of JavaScript. */
function storeOf(entries: Record<string, string>): n.Store {
  const values = new Map(Object.entries(entries));
  return {
    get(key) {
      const value = values.get(key);
      if (value === undefined) throw mine;
      return value;
    },
    put: (key, value) => void values.set(key, value),
    lookup: (key) => [values.get(key) ?? "", values.has(key)],
    len: () => values.size,
  };
}

test("copyValue calls methods with results and errors", () => {
  const store = storeOf({ a: "1" });
  n.copyValue(store, "a", "b");
  assert.equal(store.get("b"), "1");
  assert.equal(n.storeSize(store), 2);
  assert.deepEqual(n.lookupTwice(store, "b"), ["11", true]);
  assert.deepEqual(n.lookupTwice(store, "c"), ["", false]);
});

test("copyValue works with a store of Go, behind the interface and as a class", () => {
  for (const store of [n.openStore()!, n.newMemory()]) {
    store.put("a", "1");
    n.copyValue(store, "a", "b");
    assert.deepEqual(store.lookup("b"), ["1", true]);
    assert.equal(store.len(), 2);
    assert.throws(
      () => store.get("c"),
      (error) => GoError.is(error, n.errMissing),
    );
  }
});

test("what a method throws is the error that Go gets, and the same object when Go returns it", () => {
  const store = storeOf({});
  assert.equal(
    thrownBy(() => n.copyValue(store, "a", "b")),
    mine,
  );
  assert.equal(n.getOr(store, "a", "other"), "other: mine");
});

test("what a method throws is the cause of an error of Go, the same object", () => {
  const error = thrownBy(() => n.wrapped(storeOf({}), "a"));
  assert.ok(error instanceof GoError);
  assert.equal(error.message, "outer\nmine");
  assert.ok(error.cause instanceof AggregateError);
  assert.equal(error.cause.errors[1], mine);
});

test("an error of Go that a method throws is that error in Go", () => {
  const store = n.newMemory();
  assert.equal(n.isMissing({ ...storeOf({}), get: (key) => store.get(key) }, "a"), true);
  assert.equal(
    n.isMissing(
      {
        ...storeOf({}),
        get() {
          throw n.errMissing;
        },
      },
      "a",
    ),
    true,
  );
  assert.equal(n.isMissing(storeOf({}), "a"), false);
});

test("a wrong result is an error where the method has one, and fails the call", () => {
  refuses(
    "TOPHER_TYPE",
    () => n.copyValue({ ...storeOf({}), get: () => 5 as never }, "a", "b"),
    /the result of get must be a string, got number 5$/,
  );
  refuses(
    "TOPHER_TYPE",
    () => n.lookupTwice({ ...storeOf({}), lookup: () => "x" as never }, "a"),
    /the result of lookup must be an array of 2, got string "x"$/,
  );
  refuses(
    "TOPHER_TYPE",
    () => n.lookupTwice({ ...storeOf({}), lookup: () => ["x"] as never }, "a"),
    /the result of lookup must be an array of 2, got an array of 1$/,
  );
  refuses(
    "TOPHER_RANGE",
    () => n.storeSize({ ...storeOf({}), len: () => 1.5 }),
    /the result of len must be a safe integer/,
  );
});

test("recoverLen recovers from what a method throws, which is then over", () => {
  const throwing = {
    ...storeOf({}),
    len() {
      throw mine;
    },
  };
  assert.equal(n.recoverLen(throwing), -1);
  assert.equal(n.recoverLen(storeOf({ a: "" })), 1);
});

test("getElsewhere gets TOPHER_CALLBACK_THREAD as the error of its goroutine", () => {
  let called = false;
  const store = {
    ...storeOf({}),
    get() {
      called = true;
      return "";
    },
  };
  refuses("TOPHER_CALLBACK_THREAD", () => n.getElsewhere(store, "a"), /^nodes\.getElsewhere: .*goroutine/);
  assert.equal(called, false);
  const memory = n.newMemory();
  memory.put("a", "1");
  assert.equal(n.getElsewhere(memory, "a"), "1");
});

test("areaElsewhere fails too, although the method gives no error", () => {
  let called = false;
  refuses(
    "TOPHER_CALLBACK_THREAD",
    () =>
      n.areaElsewhere({
        area() {
          called = true;
          return 1;
        },
        name: () => "",
      }),
    /^nodes\.areaElsewhere: .*goroutine/,
  );
  assert.equal(called, false);
  assert.equal(n.areaElsewhere(n.newCircle(1)), 3);
});

test("keptArea calls objects that an earlier call gave", () => {
  n.keep(shape(1));
  n.keep(n.newCircle(1));
  n.keep(shape(2));
  assert.equal(n.keptArea(), 6);
  n.dropKept();
});

test("kept gives an object back as itself after both collectors ran", async () => {
  const object = shape(4);
  n.keep(object);
  let rounds = 0;
  await collectUntil(() => ++rounds > 5);
  n.collect();
  assert.equal(n.kept(0), object);
  assert.equal(n.keptArea(), 4);
  n.dropKept();
});

test("an object that only Go holds lives", async () => {
  (() => n.keep(shape(9)))();
  let rounds = 0;
  await collectUntil(() => (n.collect(), ++rounds > 5));
  assert.equal(n.keptArea(), 9);
  assert.equal(n.area(n.kept(0)), 9);
  n.dropKept();
});

test("stats counts an object once, as long as Go holds it", async () => {
  const before = await settled(() => n.collect());
  const object = shape(4);
  for (let i = 0; i < 100; i++) n.keep(object);
  assert.equal(stats().kept, before.kept + 1);
  n.keep(shape(5));
  assert.equal(stats().kept, before.kept + 2);
  n.dropKept();
  await settlesAt(before, () => n.collect());
});

test("an object that comes again after Go dropped it works as before", async () => {
  const before = await settled(() => n.collect());
  const object = shape(4);
  for (let round = 0; round < 5; round++) {
    n.keep(object);
    n.dropKept();
    n.collect();
    assert.equal(n.echo(object), object);
    assert.equal(n.area(object), 4);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await settlesAt(before, () => n.collect());
});

test("a holder that is collected lets its object go", async () => {
  const before = await settled(() => n.collect());
  (() => {
    for (let i = 0; i < 50; i++) assert.equal(n.newHolder(shape(i)).area(), i);
  })();
  await settlesAt(before, () => n.collect());
});

test("a method that calls Go without an end overflows the stack of JavaScript, and nothing else", () => {
  let calls = 0;
  const endless: n.Shape = {
    area() {
      calls++;
      return n.area(endless);
    },
    name: () => "",
  };
  assert.ok(thrownBy(() => n.area(endless)) instanceof RangeError);
  assert.ok(calls > 50);
  assert.equal(n.area(shape(5)), 5);
});

nothingLeft(() => n.collect());
