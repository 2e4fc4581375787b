import { describe as group, expect, test } from "vitest";
import { describe } from "./describe.ts";

group("describe", () => {
  const revoked = (target: object): object => {
    const { proxy, revoke } = Proxy.revocable(target, {});
    revoke();
    return proxy;
  };
  const trapping = {
    get: () => {
      throw new Error("trapped");
    },
  };
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

  // The names of cases in a table would ask them.
  test("says of proxies what can be said", () => {
    expect([revoked({}), revoked([])].map(describe)).toEqual(["a proxy that was revoked", "a proxy that was revoked"]);
    expect([new Proxy([1], { get: () => Symbol("length") }), new Proxy([1], trapping)].map(describe)).toEqual([
      "an array",
      "an array",
    ]);
  });
});
