import { describe as group, expect, test } from "vitest";
import { className, cut, describe, shown } from "./describe.ts";

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
  const named = (name: unknown): new () => object =>
    class {
      static name = name;
    };
  test.each<[unknown, string]>([
    [undefined, "undefined"],
    [null, "null"],
    [true, "boolean true"],
    [-0, "number -0"],
    [NaN, "number NaN"],
    [5n, "bigint 5n"],
    [10n ** 100n - 1n, `bigint ${"9".repeat(100)}n`],
    [10n ** 100n, "a bigint of more than 100 digits"],
    [-(2n ** (2n ** 25n)), "a bigint of more than 100 digits"],
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
    [new (named("C".repeat(1e6)))(), `an object of class ${"C".repeat(40)}…`],
    [new (named(5))(), "an object"],
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

  test("shown gives a thousand characters at most", () => {
    expect(shown(new Error("x".repeat(1e6)))).toBe(`Error: ${"x".repeat(993)}…`);
    expect([shown(5n), shown(2n ** (2n ** 25n)), shown(Symbol("s"))]).toEqual([
      "5",
      "a bigint of more than 100 digits",
      "Symbol(s)",
    ]);
    expect(shown({ toString: () => 5n ** (5n ** 5n) })).toHaveLength(1001);
    expect(shown(Object.create(null))).toBe("a value that cannot be shown");
  });

  test("cut and className leave no half of a character, and never throw", () => {
    expect([cut("x".repeat(40)), cut(`${"x".repeat(39)}😀y`)]).toEqual(["x".repeat(40), `${"x".repeat(39)}…`]);
    expect(className(new Proxy(class {}, { getOwnPropertyDescriptor: trapping.get }))).toBe("");
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
