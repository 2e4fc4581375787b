import { describe, expect, test } from "vitest";
import { isArray, isRevoked, lengthOf } from "./arrays.ts";

function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

describe("isArray", () => {
  test("is true for arrays and proxies around them, and false for revoked ones", () => {
    expect([[], new Proxy([], {}), {}, "ab", new Uint8Array(1), revoked([]), null].map(isArray)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe("isRevoked", () => {
  test("is true for revoked proxies alone", () => {
    expect([revoked({}), revoked([]), revoked(() => 1)].map(isRevoked)).toEqual([true, true, true]);
    expect([new Proxy({}, {}), {}, null, 1, "a", undefined].some(isRevoked)).toBe(false);
  });
});

describe("lengthOf", () => {
  test.each([[0], [3], [2 ** 32 - 1]])("is %s as it is", (length) => expect(lengthOf({ length })).toBe(length));

  test.each<[unknown]>([[-1], [1.5], [NaN], [2 ** 32], ["2"], [Symbol("s")], [undefined], [{ valueOf: () => 2 }]])(
    "is undefined for %s",
    (length) => expect(lengthOf({ length: length as number })).toBe(undefined),
  );

  test("asks once, and -0 is 0", () => {
    let asked = 0;
    const odd = {
      get length(): number {
        return asked++ === 0 ? -0 : 5;
      },
    };
    expect(Object.is(lengthOf(odd), 0)).toBe(true);
  });
});
