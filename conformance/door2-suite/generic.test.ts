// Generic functions and types that directives in their source make concrete.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GoError, Handle, same } from "topher";
import * as g from "../../dist/door2/whole/generic/index.js";
import { refuses, thrownBy } from "../kit/refuses.ts";
import { nothingLeft, untyped } from "./kit.ts";

const call = untyped(g);
const mine = new Error("mine");

test("max has the name of its function, as it is the only instance", () => {
  assert.equal(g.max(3, 5), 5);
  refuses("TOPHER_RANGE", () => g.max(1.5, 2), /^generic\.max: parameter 1 \(a\) must be a safe integer/);
});

test("sumFloat64 and sumInt64 are two instances of one function", () => {
  assert.equal(g.sumFloat64(0.5, 1), 1.5);
  assert.equal(g.sumFloat64(), 0);
  assert.equal(g.sumInt64(1n, 2, 2n ** 60n), 2n ** 60n + 3n);
  assert.ok(!("sum" in g));
  refuses("TOPHER_TYPE", () => call["sumInt64"]!("x"), /^generic\.sumInt64: /);
});

test("sorted and keys have constraints with a core type", () => {
  const words = ["b", "a"];
  assert.deepEqual(g.sorted(words), ["a", "b"]);
  assert.deepEqual(words, ["b", "a"]);
  assert.deepEqual(g.keys({ b: 1, a: 2 }), ["a", "b"]);
  refuses("TOPHER_TYPE", () => call["keys"]!({ a: "x" }), /^generic\.keys: parameter 1 \(m\)/);
});

test("convert calls a function with its type arguments", () => {
  assert.deepEqual(
    g.convert(["a", "bcd"], (text) => text.length),
    [1, 3],
  );
  const error = thrownBy(() =>
    g.convert(["a"], () => {
      throw mine;
    }),
  );
  assert.ok(error instanceof GoError);
  assert.deepEqual([error.message, error.cause], ["element 0: mine", mine]);
  const wrong = thrownBy(() => g.convert(["a"], () => "x" as never)) as GoError;
  assert.match(wrong.message, /^element 0: .*the result must be .*got string "x"$/);
  assert.equal((wrong.cause as { code?: string }).code, "TOPHER_TYPE");
});

test("last takes and gives structs", () => {
  assert.deepEqual(g.last([{ x: 1 }, { y: 2 }]), [{ x: 0, y: 2 }, true]);
  assert.deepEqual(g.last([]), [{ x: 0, y: 0 }, false]);
});

test("StackString is a class with methods", () => {
  const stack = g.newStackString("a");
  assert.ok(stack instanceof g.StackString && stack instanceof Handle);
  assert.equal(g.StackString.new, g.newStackString);
  assert.ok(same(stack.push("b"), stack));
  assert.equal(stack.len(), 2);
  assert.deepEqual(
    [...stack.all()],
    [
      [0, "a"],
      [1, "b"],
    ],
  );
  assert.equal(stack.pop(), "b");
  assert.equal(stack.pop(), "a");
  assert.ok(
    GoError.is(
      thrownBy(() => stack.pop()),
      g.errEmpty,
    ),
  );
  assert.equal(new g.StackString().len(), 0);
});

test("StackString.each calls a function until it says no", () => {
  const seen: string[] = [];
  g.newStackString("a", "b", "c").each((item) => seen.push(item) < 2);
  assert.deepEqual(seen, ["a", "b"]);
});

test("StackPoint is another class than StackString", () => {
  const points = g.newStackPoint({ x: 1 });
  points.push({ y: 2 });
  assert.deepEqual(points.pop(), { x: 0, y: 2 });
  assert.ok(!(points instanceof g.StackString));
  const { push } = g.StackString.prototype;
  refuses(
    "TOPHER_TYPE",
    () => push.call(points as never, "x"),
    /this must be a generic\.\S*, got an object of class StackPoint$/,
  );
  refuses("TOPHER_TYPE", () => points.push("x" as never), /^generic\.\S*\.push: parameter 1 \(item\) must be/);
});

test("swap takes a struct with type arguments, and gives one that nothing names", () => {
  const swapped = g.swap({ key: "k", value: 5 }) as unknown;
  assert.ok(swapped instanceof Handle);
  assert.equal(String(swapped), "{5 k}");
  refuses(
    "TOPHER_UNKNOWN_FIELD",
    () => call["swap"]!({ kee: "k" }),
    /kee is not a field of the struct\. The nearest is key$/,
  );
});

test("Cache is an interface with a type argument", () => {
  const cache = g.newCache();
  assert.equal(
    g.remember(cache, "a", () => 7),
    7,
  );
  assert.equal(
    g.remember(cache, "a", () => assert.fail("it is there")),
    7,
  );
  assert.deepEqual(cache.load("b"), [0, false]);
  const values = new Map<string, number>();
  const object: g.Cache = {
    load: (key) => [values.get(key) ?? 0, values.has(key)],
    store: (key, value) => void values.set(key, value),
  };
  assert.equal(
    g.remember(object, "a", () => 8),
    8,
  );
  assert.deepEqual([...values], [["a", 8]]);
  refuses("TOPHER_TYPE", () => g.remember({ load: () => [0, true] } as never, "a", () => 1), /no method store$/);
});

test("what is instantiated by nobody is not there", () => assert.ok(!("unused" in g)));

nothingLeft(() => g.collect());
