import { expect, test } from "vitest";
import { goInt } from "./go-int.ts";
import { Refusal } from "./refusal.ts";
import { anyShape, codecOf, noObjects, roundTrip, structNumber, withStructs } from "./shape.fixture.ts";

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < levels; i++) value = i % 2 === 0 ? [value] : { inner: value };
  return value;
}

function refusalOf(value: unknown): Refusal {
  try {
    codecOf().any(value, "value");
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

test("any takes a thousand levels and no more", () => {
  expect(roundTrip(anyShape, nested(1000))).toEqual(nested(1000));
  expect(refusalOf(nested(1001)).code).toBe("TOPHER_DEPTH");
});

test("any reads a thousand structs within each other, and refuses more", () => {
  const level = [15, structNumber, 0, 0, 0];
  const read = (levels: number): unknown => {
    const bytes = Uint8Array.from([...Array.from({ length: levels }, () => level).flat(), 0]);
    return codecOf(bytes, withStructs).readAny();
  };
  let inner = read(1000);
  for (let i = 0; i < 1000; i++) inner = (inner as { inner: unknown }).inner;
  expect(inner).toBe(null);
  for (const levels of [1001, 9999]) {
    expect(() => read(levels)).toThrow(expect.objectContaining({ code: "TOPHER_DEPTH" }));
  }
});

test("any refuses a cycle, with a path of readable length", () => {
  const cyclic: Record<string, unknown> = {};
  cyclic["self"] = [cyclic];
  const { code, path } = refusalOf(cyclic);
  expect(code).toBe("TOPHER_CYCLE");
  expect(path.length).toBeLessThan(400);
});

test("any takes the same object twice where it is no cycle", () => {
  const shared = { x: 1 };
  expect(roundTrip(anyShape, [shared, [shared, shared]])).toEqual([shared, [shared, shared]]);
});

test("any names the path of what it refuses", () => {
  expect(refusalOf({ a: [1, new Set()] }).error("f").message).toMatch(
    /^f: value\.a\[1\] must be null, .*, got an object of class Set$/,
  );
  expect(refusalOf(new Map([["a b", Symbol("x")]])).error("f").message).toMatch(
    /^f: value\["a b"\] must be .*, got a symbol$/,
  );
  expect(refusalOf(2n ** 64n).code).toBe("TOPHER_RANGE");
  expect(refusalOf(new (class Point {})()).code).toBe("TOPHER_TYPE");
});

test("any writes a number as float64, and as int by goInt or by the library's setting", () => {
  const tagOf = (value: unknown, integersAreInt = false): number => {
    const codec = codecOf(undefined, { ...noObjects, integersAreInt });
    codec.any(value, "value");
    return codec.memory[0]!;
  };
  expect([tagOf(1), tagOf(goInt(1)), tagOf(1, true), tagOf(1.5, true)]).toEqual([5, 6, 6, 5]);
  expect(() => goInt(1.5)).toThrow("goInt: the value must be a safe integer");
});

test("a map whose keys become the same one is refused", () => {
  const codec = codecOf();
  codec.record(new Map([["a", 1]]), "value");
  const object = {};
  codec.setField(object, "__proto__", 1);
  expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
  expect(() => codec.setField(object, "__proto__", 2)).toThrow(Refusal);
});
