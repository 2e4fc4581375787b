// Maps: objects, Maps and lists of pairs, by the kind of their keys.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as f from "../../dist/door2/features/index.js";
import { refuses } from "../kit/refuses.ts";
import { nothingLeft, untyped } from "./kit.ts";

const call = untyped(f);
const sorted = (pairs: readonly (readonly [unknown, unknown])[]) =>
  pairs.toSorted(([a], [b]) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

const maps: Readonly<Record<string, Map<unknown, unknown>>> = {
  echoNames: new Map([
    [-1, "a"],
    [0, ""],
    [Number.MAX_SAFE_INTEGER, "c"],
  ]),
  echoWide: new Map([
    [-(2n ** 63n), "a"],
    [0n, ""],
    [2n ** 63n - 1n, "c"],
  ]),
  echoSwitches: new Map([
    [true, "on"],
    [false, "off"],
  ]),
  echoFloatKeys: new Map([
    [0.5, "a"],
    [Infinity, "b"],
    [NaN, "c"],
  ]),
};

for (const [name, map] of Object.entries(maps)) {
  const echo = call[name]!;
  const sameMap = (got: unknown): void => {
    assert.ok(got instanceof Map);
    assert.equal(got.size, map.size);
    for (const [key, value] of map) assert.equal(got.get(key), value);
  };

  test(`${name} takes and gives a Map`, () => sameMap(echo(map)));

  test(`${name} takes pairs`, () => sameMap(echo([...map])));

  test(`${name} takes and gives an empty Map`, () => assert.deepEqual(echo(new Map()), new Map()));

  test(`${name} refuses what is no Map`, () => {
    const rule = `features.${name}: parameter 1 (m) must be a Map or an iterable of pairs [key, value], got`;
    refuses("TOPHER_TYPE", () => echo({}), `${rule} an object`);
    refuses("TOPHER_TYPE", () => echo(null), `${rule} null`);
    refuses("TOPHER_TYPE", () => echo(7), `${rule} number 7`);
    refuses(
      "TOPHER_TYPE",
      () => echo([[1]]),
      /parameter 1 \(m\)\[0\] must be a pair \[key, value\], got an array of 1$/,
    );
  });

  test(`${name} names the key that is wrong`, () => {
    refuses(
      "TOPHER_TYPE",
      () => echo(new Map([["x", "a"]])),
      new RegExp(`^features\\.${name}: parameter 1 \\(m\\)\\.x must be`),
    );
  });
}

test("echoCounts takes and gives an object", () => {
  assert.deepEqual(f.echoCounts({ a: 1, "b c": -1, "": 0 }), { a: 1, "b c": -1, "": 0 });
  assert.deepEqual(f.echoCounts({}), {});
});

test("echoCounts takes a Map and an object without prototype", () => {
  assert.deepEqual(call["echoCounts"]!(new Map([["a", 1]])), { a: 1 });
  assert.deepEqual(f.echoCounts(Object.assign(Object.create(null), { a: 1 })), { a: 1 });
});

test("echoCounts takes own properties only, and no symbols", () => {
  refuses("TOPHER_TYPE", () => f.echoCounts(Object.create({ a: 1 })));
  const hidden = Object.defineProperty({ a: 1 }, "b", { value: 2, enumerable: false });
  assert.deepEqual(f.echoCounts({ ...hidden, [Symbol("x")]: 5 } as never), { a: 1 });
  assert.deepEqual(f.echoCounts(hidden), { a: 1 });
});

for (const key of ["__proto__", "constructor", "toString", "hasOwnProperty", "1", "-1", "😀", "a\0b"]) {
  test(`echoCounts gives the key ${JSON.stringify(key)} back`, () => {
    const counts = JSON.parse(`{${JSON.stringify(key)}: 5}`) as Record<string, number>;
    const got = f.echoCounts(counts);
    assert.deepEqual(Object.entries(got), [[key, 5]]);
    assert.equal(Object.getPrototypeOf(got), Object.prototype);
    assert.ok(Object.hasOwn(got, key));
  });
}

test("echoCounts refuses what is no object", () => {
  const rule = "features.echoCounts: parameter 1 (m) must be a plain object or a Map, got";
  refuses("TOPHER_TYPE", () => call["echoCounts"]!([]), `${rule} an array of 0`);
  refuses("TOPHER_TYPE", () => call["echoCounts"]!(null), `${rule} null`);
  refuses("TOPHER_TYPE", () => call["echoCounts"]!(new Date()), `${rule} an object of class Date`);
  refuses("TOPHER_TYPE", () => call["echoCounts"]!("x"), `${rule} string "x"`);
});

test("echoCounts names the value that is wrong", () => {
  refuses(
    "TOPHER_TYPE",
    () => call["echoCounts"]!({ a: 1, b: "x" }),
    /^features\.echoCounts: parameter 1 \(m\)\.b must be a safe integer/,
  );
  refuses(
    "TOPHER_TYPE",
    () => call["echoCounts"]!({ "b c": "x" }),
    /^features\.echoCounts: parameter 1 \(m\)\["b c"\] must be/,
  );
});

test("echoCounts takes and gives 10,000 keys", () => {
  const counts = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`key ${i}`, i]));
  assert.deepEqual(f.echoCounts(counts), counts);
});

test("echoCounts refuses keys that are the same one in Go", () => {
  refuses(
    "TOPHER_KEYS",
    () => f.echoCounts({ "\ud800": 1, "\ud801": 2 }),
    "features.echoCounts: two keys are both \ufffd in Go",
  );
});

test("maps refuse equal keys in pairs", () => {
  refuses(
    "TOPHER_KEYS",
    () =>
      call["echoNames"]!([
        [1, "a"],
        [1, "b"],
      ]),
    "features.echoNames: two keys are both 1 in Go",
  );
  refuses(
    "TOPHER_KEYS",
    () =>
      f.echoWide(
        new Map<bigint | number, string>([
          [1n, "a"],
          [1, "b"],
        ]),
      ),
    "features.echoWide: two keys are both 1 in Go",
  );
  refuses(
    "TOPHER_KEYS",
    () =>
      f.echoCells([
        [{ x: 1 }, "a"],
        [{ x: 1, y: 0 }, "b"],
      ]),
    "features.echoCells: two keys are both {1 0} in Go",
  );
  refuses(
    "TOPHER_KEYS",
    () =>
      f.echoCorners([
        [[1, 2], "a"],
        [[1, 2], "b"],
      ]),
    /^features\.echoCorners: two keys are both \[1 2\]/,
  );
  refuses(
    "TOPHER_KEYS",
    () =>
      call["echoFloatKeys"]!([
        [0, "a"],
        [-0, "b"],
      ]),
    /^features\.echoFloatKeys: two keys are both/,
  );
});

test("echoCells takes and gives pairs with struct keys", () => {
  const cells: [{ x: number; y: number }, string][] = [
    [{ x: 1, y: 2 }, "a"],
    [{ x: 3, y: 4 }, "b"],
  ];
  assert.deepEqual(sorted(f.echoCells(cells)), sorted(cells));
  assert.deepEqual(f.echoCells([[{}, "zero"]]), [[{ x: 0, y: 0 }, "zero"]]);
});

test("echoCells takes a Map with objects as keys", () => {
  assert.deepEqual(call["echoCells"]!(new Map([[{ x: 1 }, "a"]])), [[{ x: 1, y: 0 }, "a"]]);
});

test("echoCells names the key that is wrong", () => {
  refuses(
    "TOPHER_UNKNOWN_FIELD",
    () => call["echoCells"]!([[{ z: 1 }, "a"]]),
    /^features\.echoCells: parameter 1 \(m\)\[an object\]\.z is not a field of the struct\. The nearest is x$/,
  );
});

test("echoCorners takes and gives pairs with array keys", () => {
  assert.deepEqual(
    sorted(
      f.echoCorners([
        [[1, 2], "a"],
        [[3, 4], "b"],
      ]),
    ),
    [
      [[1, 2], "a"],
      [[3, 4], "b"],
    ],
  );
  refuses("TOPHER_RANGE", () => f.echoCorners([[[1], "a"]]), /must be an array of 2, got an array of 1$/);
});

test("echoNested takes and gives maps of maps", () => {
  assert.deepEqual(f.echoNested({ a: { b: [1], c: [] }, d: {} }), {
    a: { b: Float64Array.of(1), c: Float64Array.of() },
    d: {},
  });
  refuses(
    "TOPHER_TYPE",
    () => call["echoNested"]!({ a: { "b c": [1, "x"] } }),
    'features.echoNested: parameter 1 (m).a["b c"][1] must be a number, got string "x"',
  );
});

test("echoPlaces takes and gives a map of structs", () => {
  assert.deepEqual(f.echoPlaces({ home: { x: 1 }, __proto__: null } as never), { home: { x: 1, y: 0 } });
  refuses(
    "TOPHER_TYPE",
    () => call["echoPlaces"]!({ home: { x: null } }),
    "features.echoPlaces: parameter 1 (m).home.x must be a number, got null",
  );
});

test("echoPainted takes and gives a map with enum keys", () => {
  assert.deepEqual(f.echoPainted({ red: 1, mauve: 2 }), { red: 1, mauve: 2 });
});

test("nilCounts arrives empty, and isNilCounts gets no nil", () => {
  assert.deepEqual(f.nilCounts(), {});
  assert.equal(f.isNilCounts({}), false);
});

test("echoHeader takes and gives a named map", () => {
  assert.deepEqual(f.echoHeader({ accept: ["a", "b"], "": [] }), { accept: ["a", "b"], "": [] });
});

nothingLeft();
