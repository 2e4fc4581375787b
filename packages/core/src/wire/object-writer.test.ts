import { expect, test } from "vitest";
import { Refusal } from "./refusal.ts";
import { codecOf } from "./shape.fixture.ts";

const fields = new Set(["x", "label"]);

function messageOf(run: () => void): string {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return error.error("geo.scale").message;
    throw error;
  }
  return "";
}

test("fields takes objects with the struct's keys, and instances that have its fields", () => {
  for (const value of [
    {},
    { x: 1 },
    Object.create(null),
    Object.create({ x: 1 }),
    new (class {
      get x() {
        return 1;
      }
    })(),
  ]) {
    expect(codecOf().fields(value, fields, "p")).toBe(value);
  }
});

test("fields refuses other keys by the nearest name, and objects that are no struct", () => {
  expect(messageOf(() => codecOf().fields({ labl: 1 }, fields, "parameter 1 (p)"))).toBe(
    "geo.scale: parameter 1 (p).labl is not a field of the struct. The nearest is label",
  );
  for (const value of [null, 1, "x", [], new Map(), new Date(), () => {}]) {
    expect(messageOf(() => codecOf().fields(value as object, fields, "parameter 1 (p)"))).toMatch(
      /^geo\.scale: parameter 1 \(p\) must be an object with x, label, got /,
    );
  }
});

test("own reads no inherited property", () => {
  expect(codecOf().own({}, "toString", "zero")).toBe("zero");
  expect(codecOf().own({ toString: "mine" }, "toString", "zero")).toBe("mine");
});

test("record takes own properties only", () => {
  expect(codecOf().record(Object.assign(Object.create(null), { a: 1 }), "m")).toEqual([["a", 1]]);
  expect(messageOf(() => codecOf().record(Object.create({ a: 1 }), "m"))).toMatch(/must be a plain object or a Map/);
  expect(messageOf(() => codecOf().record([] as never, "m"))).toMatch(/must be a plain object or a Map/);
});

test("map takes pairs", () => {
  expect(codecOf().map([[1, 2]], "m")).toEqual([[1, 2]]);
  expect(messageOf(() => codecOf().map([1] as never, "parameter 1 (m)"))).toBe(
    "geo.scale: parameter 1 (m)[0] must be a pair [key, value], got number 1",
  );
});

test("a writer that is grown while code of the value runs goes on in the new memory", () => {
  const codec = codecOf(new Uint8Array(8));
  codec.float64s([1, 2, 3], "xs");
  codec.string("x".repeat(100_000), "s");
  codec.position = 0;
  expect([...codec.readFloat64s()]).toEqual([1, 2, 3]);
  expect(codec.readString()).toHaveLength(100_000);
});

test("numbers refuses other typed arrays and elements by index", () => {
  expect(messageOf(() => codecOf().float64s(Float32Array.of(1), "xs"))).toBe(
    "geo.scale: xs must be a Float64Array or number[], got Float32Array(1)",
  );
  expect(messageOf(() => codecOf().uint8s([1, 256], "xs"))).toBe(
    "geo.scale: xs[1] must be an integer from 0 to 255, got number 256",
  );
  expect(messageOf(() => codecOf().bytes([1], "xs"))).toBe("geo.scale: xs must be a Uint8Array, got an array of 1");
  expect(messageOf(() => codecOf().float64Array([1], 2, "xs"))).toBe(
    "geo.scale: xs must be a Float64Array or number[], of 2, got an array of 1",
  );
});
