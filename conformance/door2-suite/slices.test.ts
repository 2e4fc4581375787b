// Slices and arrays: typed arrays, plain ones, and what Go writes into them.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as f from "../../dist/door2/features/index.js";
import { refuses } from "../kit/refuses.ts";
import { nothingLeft, untyped } from "./kit.ts";

const call = untyped(f);

interface Numeric {
  readonly array: any;
  readonly values: readonly (number | bigint)[];
  readonly wrong: number | bigint | string;
}

/** The typed array of each function, some of its values, and one that is none. */
const numeric: Readonly<Record<string, Numeric>> = {
  echoInt8s: { array: Int8Array, values: [-128, 0, 127], wrong: 128 },
  echoInt16s: { array: Int16Array, values: [-32768, 0, 32767], wrong: -32769 },
  echoInt32s: { array: Int32Array, values: [-(2 ** 31), 0, 2 ** 31 - 1], wrong: 2 ** 31 },
  echoInt64s: { array: BigInt64Array, values: [-(2n ** 63n), 0n, 2n ** 63n - 1n], wrong: 2n ** 63n },
  echoUint16s: { array: Uint16Array, values: [0, 1, 65535], wrong: 65536 },
  echoUint32s: { array: Uint32Array, values: [0, 1, 2 ** 32 - 1], wrong: -1 },
  echoUint64s: { array: BigUint64Array, values: [0n, 1n, 2n ** 64n - 1n], wrong: -1n },
  echoFloats32: { array: Float32Array, values: [NaN, -0, 1.5, Infinity], wrong: "1" },
  echoFloats: { array: Float64Array, values: [NaN, -0, 0.1, -Infinity], wrong: "1" },
  echoCelsius: { array: Float64Array, values: [36.6, -273.15], wrong: "1" },
  echoReadings: { array: Float64Array, values: [1, 2], wrong: "1" },
};

for (const [name, { array, values, wrong }] of Object.entries(numeric)) {
  const echo = call[name]!;

  test(`${name} takes and gives a ${array.name}`, () => {
    assert.deepEqual(echo(array.from(values)), array.from(values));
    assert.deepEqual(echo(new array(0)), new array(0));
  });

  test(`${name} takes a plain array`, () => assert.deepEqual(echo([...values]), array.from(values)));

  test(`${name} takes a part of a buffer that begins anywhere`, () => {
    const whole = array.from([...values, ...values]);
    for (const from of [1, 2]) assert.deepEqual(echo(whole.subarray(from)), whole.slice(from));
  });

  test(`${name} refuses other typed arrays`, () => {
    const other = array === Int32Array ? Uint32Array : Int32Array;
    refuses(
      "TOPHER_TYPE",
      () => echo(new other(2)),
      new RegExp(`must be an? ${array.name} or .*, got ${other.name}\\(2\\)$`),
    );
  });

  test(`${name} names the element that is wrong`, () => {
    const message = new RegExp(`^features\\.${name}: parameter 1 \\(xs\\)\\[1\\] must be `);
    refuses(typeof wrong === "string" ? "TOPHER_TYPE" : "TOPHER_RANGE", () => echo([values[0], wrong]), message);
    refuses("TOPHER_TYPE", () => echo([values[0], undefined]), message);
  });

  test(`${name} gives memory of JavaScript's own, also of large results`, () => {
    const large = new array(100_000).fill(values.at(-1));
    const first = echo(large);
    const second = echo(large);
    assert.deepEqual(first, large);
    assert.notEqual(first.buffer, second.buffer);
  });
}

test("mean borrows a typed array, and takes a plain one", () => {
  assert.equal(f.mean(Float64Array.of(1, 2, 6)), 3);
  assert.equal(f.mean([1, 2, 6]), 3);
  assert.ok(Number.isNaN(f.mean([])));
});

test("mean refuses everything else", () => {
  const at = "features.mean: parameter 1 (xs)";
  refuses("TOPHER_TYPE", () => call["mean"]!("x"), `${at} must be a Float64Array or number[], got string "x"`);
  refuses("TOPHER_TYPE", () => call["mean"]!(new Float32Array(3)), /got Float32Array\(3\)$/);
  refuses("TOPHER_TYPE", () => call["mean"]!(Array(2)), `${at}[0] must be a number, got undefined`);
});

test("scale writes into the typed array that it borrows", () => {
  const xs = Float64Array.of(1, 2, 3, 4);
  f.scale(xs.subarray(1, 3), 10);
  assert.deepEqual(xs, Float64Array.of(1, 20, 30, 4));
});

test("scale leaves a plain array as it is", () => {
  const xs = Object.freeze([1, 2]);
  f.scale(xs, 10);
  assert.deepEqual(xs, [1, 2]);
});

test("sortFloats sorts a typed array in place", () => {
  const xs = Float64Array.of(3, NaN, 1, 2);
  f.sortFloats(xs);
  assert.deepEqual(xs, Float64Array.of(NaN, 1, 2, 3));
});

test("range gives a result of any length", () => {
  for (const n of [0, 1, 1000, 200_000])
    assert.deepEqual(
      f.range(n),
      Float64Array.from({ length: n }, (_, i) => i),
    );
});

const plain: Readonly<Record<string, readonly unknown[]>> = {
  echoInts: [0, -1, Number.MAX_SAFE_INTEGER],
  echoUints: [0, 1, Number.MAX_SAFE_INTEGER],
  echoBools: [true, false, true],
  echoStrings: ["a", "", "😀\0"],
  echoGrid: [Float64Array.of(1), Float64Array.of(), Float64Array.of(2, 3)],
  echoKelvins: [1.5, -0, NaN],
  echoLevels: [-1, 0, 1, 7],
  echoPoints: [
    { x: 1, y: 2 },
    { x: 0, y: -0 },
  ],
  echoPointers: [null, { x: 1, y: 2 }, null],
  echoStack: ["a", "b"],
};

for (const [name, values] of Object.entries(plain)) {
  const echo = call[name]!;

  test(`${name} takes and gives a plain array`, () => {
    assert.deepEqual(echo(values), values);
    assert.deepEqual(echo([]), []);
  });

  test(`${name} takes and gives 10,000 elements`, () => {
    const many = Array.from({ length: 10_000 }, (_, i) => values[i % values.length]);
    assert.deepEqual(echo(many), many);
  });

  test(`${name} refuses what is no array`, () => {
    for (const value of ["x", 1, null, undefined, {}, new Set([1]), new Float64Array(1)])
      refuses("TOPHER_TYPE", () => echo(value), /parameter 1 \(\w+\) must be an array, got/);
  });

  test(`${name} names the element that is wrong`, () => {
    refuses("TOPHER_TYPE", () => echo([values[0], Symbol("x")]), /^features\.\w+: parameter 1 \(\w+\)\[1\] must be /);
  });
}

test("echoInts refuses fractions and names int64 as the way out", () => {
  refuses(
    "TOPHER_RANGE",
    () => f.echoInts([1, 1.5]),
    /\[1\] must be a safe integer .* int64 in Go has the whole range$/,
  );
});

test("echoGrid names the element of the row", () => {
  refuses(
    "TOPHER_TYPE",
    () => call["echoGrid"]!([[1], [2, "x"]]),
    'features.echoGrid: parameter 1 (rows)[1][1] must be a number, got string "x"',
  );
});

test("nilFloats and nilStrings arrive empty", () => {
  assert.deepEqual(f.nilFloats(), new Float64Array(0));
  assert.deepEqual(f.nilStrings(), []);
});

test("isNilStrings gets no nil from JavaScript", () => assert.equal(f.isNilStrings([]), false));

test("echoVector takes and gives an array of three numbers", () => {
  assert.deepEqual(f.echoVector([1, 2, 3]), Float64Array.of(1, 2, 3));
  assert.deepEqual(f.echoVector(Float64Array.of(4, 5, 6)), Float64Array.of(4, 5, 6));
});

test("echoVector checks the length", () => {
  const rule = "features.echoVector: parameter 1 (v) must be a Float64Array or number[], of 3, got";
  refuses("TOPHER_RANGE", () => f.echoVector([1]), `${rule} an array of 1`);
  refuses("TOPHER_RANGE", () => f.echoVector(new Float64Array(4)), `${rule} Float64Array(4)`);
});

test("echoFlags, echoPairOfInts and echoMatrix take and give arrays of other kinds", () => {
  assert.deepEqual(f.echoFlags([true, false]), [true, false]);
  assert.deepEqual(f.echoPairOfInts([1, -1]), [1, -1]);
  assert.deepEqual(f.echoMatrix([[1, 2], Float64Array.of(3, 4)]), [Float64Array.of(1, 2), Float64Array.of(3, 4)]);
  assert.deepEqual(f.echoNone([]), []);
});

test("echoFlags, echoMatrix and echoNone check the length", () => {
  refuses(
    "TOPHER_RANGE",
    () => f.echoFlags([true]),
    "features.echoFlags: parameter 1 (f) must be an array of 2, got an array of 1",
  );
  refuses(
    "TOPHER_RANGE",
    () => f.echoMatrix([[1, 2], [3]]),
    /^features\.echoMatrix: parameter 1 \(m\)\[1\] must be .*, of 2, got an array of 1$/,
  );
  refuses(
    "TOPHER_RANGE",
    () => f.echoNone(["x"]),
    "features.echoNone: parameter 1 (a) must be an array of 0, got an array of 1",
  );
});

nothingLeft();
