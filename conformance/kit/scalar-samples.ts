// Values for each scalar kind, derived from the table of kinds: what it takes and what it must refuse.
import { scalars, type ScalarRow } from "@topher/core/adapter";
import { t, type Scalar, type ScalarName } from "topher";

/** What a kind takes, and what it refuses. */
export interface Samples {
  readonly kind: ScalarName;
  readonly type: Scalar<any>;
  readonly row: ScalarRow;
  /** What a parameter must be: the table's rule, and a view where a pointer is declared. */
  readonly rule: string;
  /** The end of the fixture's symbols for the kind: `I8` in `echoI8`. */
  readonly suffix: string;
  /** Arguments, and what echoing them gives. */
  readonly good: readonly (readonly [argument: unknown, echoed: unknown])[];
  /** Numbers that the kind cannot hold. */
  readonly outOfRange: readonly unknown[];
  /** Values that are not of the kind's type at all. */
  readonly wrongType: readonly unknown[];
}

type Family = "bool" | "narrow" | "wide" | "safe" | "f32" | "f64" | "pointer";

/** How a kind's values look in JavaScript. */
export function familyOf(kind: ScalarName): Family {
  if (kind === "bool" || kind === "pointer" || kind === "f32" || kind === "f64") return kind;
  const { native, size } = scalars[kind];
  if (native === "int" || native === "uint") return "safe";
  return size === 8 ? "wide" : "narrow";
}

/** The least and the greatest value of an integer kind in Go. */
export function limits(kind: ScalarName): readonly [min: bigint, max: bigint] {
  const { native, size } = scalars[kind];
  const bits = BigInt(size * 8);
  return native.startsWith("i") ? [-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n] : [0n, 2n ** bits - 1n];
}

/** A value as a test's name can show it. */
export function show(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return `an array of ${value.length}`;
  const { name } = value.constructor;
  if (ArrayBuffer.isView(value)) return `a ${name}`;
  if (name === "Object") return Object.keys(value).length === 0 ? "an object" : `an object with ${Object.keys(value)}`;
  return `an object of class ${name}`;
}

const { MAX_SAFE_INTEGER: maxSafe, MAX_VALUE: maxF64, MIN_VALUE: minF64 } = Number;
const maxF32 = 2 ** 127 * (2 - 2 ** -23);
// The number halfway between the greatest float32 and what would come next: it rounds away, and so overflows.
const overF32 = 2 ** 127 * (2 - 2 ** -24);
const notWhole = [1.9, -1.9, 0.5, minF64, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

const same = (values: readonly unknown[]): (readonly [unknown, unknown])[] => values.map((value) => [value, value]);

const goodOf: Record<Family, (kind: ScalarName) => Samples["good"]> = {
  bool: () => same([true, false]),
  narrow(kind) {
    const [min, max] = limits(kind).map(Number) as [number, number];
    return [...same([...new Set([min, min + 1, -1, 0, 1, max - 1, max])].filter((n) => n >= min)), [-0, 0]];
  },
  wide(kind) {
    const [min, max] = limits(kind);
    const bigints = [
      min,
      min + 1n,
      -1n,
      0n,
      1n,
      1023n,
      1024n,
      2n ** 53n - 1n,
      2n ** 53n,
      2n ** 53n + 1n,
      max - 1n,
      max,
    ];
    const numbers = [-maxSafe, -1, 0, -0, 1, 1023, 1024, 2 ** 32, maxSafe].filter((n) => n >= min);
    return [
      ...same([...new Set(bigints)].filter((n) => n >= min)),
      ...numbers.map((n): [number, bigint] => [n, BigInt(n)]),
    ];
  },
  safe(kind) {
    const numbers = [-maxSafe, -(2 ** 32), -1, 0, 1, 1023, 1024, 2 ** 31, 2 ** 32, maxSafe - 1, maxSafe];
    return [...same(numbers.filter((n) => limits(kind)[0] < 0n || n >= 0)), [-0, 0]];
  },
  f32: () => [
    ...same([0, -0, 1.5, -1.5, maxF32, -maxF32, 2 ** -149, 2 ** -126, Number.NaN]),
    ...same([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]),
    ...[0.1, 1 / 3, 16_777_217, 2 ** -150, 1e-300, overF32 - 2 ** 75].map((n): [number, number] => [n, Math.fround(n)]),
  ],
  f64: () =>
    same([0, -0, 0.1, -1.9, maxSafe, 2 ** 53 + 2, maxF64, -maxF64, minF64, -minF64, 2 ** -1022, Number.NaN]).concat(
      same([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, overF32]),
    ),
  pointer: () => [...same([null, 4096n, 2n ** 48n, maxSafe, 2n ** 63n, 2n ** 64n - 1n].map(bigintOf)), [0n, null]],
};

const outOfRangeOf: Record<Family, (kind: ScalarName) => readonly unknown[]> = {
  bool: () => [],
  narrow(kind) {
    const [min, max] = limits(kind).map(Number) as [number, number];
    return [min - 1, max + 1, min - 0.5, max + 0.5, 2 ** 32, 2 ** 53, -(2 ** 53), 1e300, ...notWhole];
  },
  wide(kind) {
    const [min, max] = limits(kind);
    const unsigned = min === 0n ? [-1, -maxSafe] : [];
    return [
      min - 1n,
      max + 1n,
      2n ** 64n,
      2n ** 200n,
      -(2n ** 200n),
      2 ** 53,
      -(2 ** 53),
      2 ** 63,
      ...unsigned,
      ...notWhole,
    ];
  },
  safe: (kind) => [2 ** 53, -(2 ** 53), 2 ** 63, ...(limits(kind)[0] === 0n ? [-1, -maxSafe] : []), ...notWhole],
  f32: () => [overF32, -overF32, 3.5e38, -3.5e38, maxF64, -maxF64],
  f64: () => [],
  pointer: () => [1n, 4095n, -1n, 2n ** 64n, 2n ** 200n, -(2n ** 64n)],
};

/** The samples of all kinds, in the order of the table. */
export const samples: readonly Samples[] = (Object.keys(scalars) as ScalarName[]).map((kind) => {
  const family = familyOf(kind);
  return {
    kind,
    type: t[kind],
    row: scalars[kind],
    rule: family === "pointer" ? scalars[kind].rule.replace(" or null", ", a view or null") : scalars[kind].rule,
    suffix: kind[0]!.toUpperCase() + kind.slice(1),
    good: goodOf[family](kind),
    outOfRange: outOfRangeOf[family](kind),
    wrongType: wrongTypeOf(family),
  };
});

function wrongTypeOf(family: Family): unknown[] {
  const odd = [
    "",
    "1",
    "x",
    undefined,
    {},
    [],
    [1],
    Symbol("s"),
    () => 1,
    new Date(0),
    Object(1),
    Object(1n),
    Object(true),
    { valueOf: () => 1 },
    new Map(),
    new Uint8Array(1),
  ];
  if (family === "bool") return [...odd, null, 0, 1, 1n, Number.NaN];
  if (family === "pointer") return [...odd.slice(0, -1), true, 0, 1, Number.NaN];
  return [...odd, null, true, false, ...(family === "wide" ? [] : [1n, 0n])];
}

function bigintOf(value: bigint | number | null): bigint | null {
  return value === null ? null : BigInt(value);
}
