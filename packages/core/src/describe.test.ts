import { describe as group, expect, test } from "vitest";
import { describe } from "./describe.ts";

group("describe", () => {
  const trap = new Proxy(
    {},
    {
      getPrototypeOf: () => {
        throw new Error("trapped");
      },
    },
  );
  class Person {}
  test.each<[unknown, string]>([
    [undefined, "undefined"],
    [null, "null"],
    [true, "boolean true"],
    [-0, "number -0"],
    [NaN, "number NaN"],
    [5n, "bigint 5n"],
    ["x\0", 'string "x\\u0000"'],
    ["a".repeat(41), `string "${"a".repeat(40)}…"`],
    [Symbol("s"), "a symbol"],
    [() => 1, "a function"],
    [[1, 2], "an array of 2"],
    [new Float32Array(3), "Float32Array(3)"],
    [new DataView(new ArrayBuffer(1)), "a DataView"],
    [{}, "an object"],
    [Object.create(null), "an object"],
    [new Person(), "an object of class Person"],
    [new Map(), "an object of class Map"],
    [
      {
        toString: () => {
          throw new Error("ran");
        },
      },
      "an object",
    ],
    [trap, "an object"],
  ])("%# says what the value is and runs none of its code", (value, text) => {
    expect(describe(value)).toBe(text);
  });
});
