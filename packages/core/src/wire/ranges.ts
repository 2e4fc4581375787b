import { fitsInt64, fitsUint64 } from "../fits.ts";
import { scalars } from "../scalar.ts";
import { describe } from "../describe.ts";
import { Refusal } from "./refusal.ts";

const maxDuration = 2 ** 63 / 1e6;
const advice = "int64 in Go has the whole range";
const { getTime } = Date.prototype;

export function isBool(value: unknown): value is boolean {
  return typeof value === "boolean";
}

export function isInt8(value: unknown): value is number {
  return typeof value === "number" && (value << 24) >> 24 === value;
}

export function isInt16(value: unknown): value is number {
  return typeof value === "number" && (value << 16) >> 16 === value;
}

export function isInt32(value: unknown): value is number {
  return typeof value === "number" && (value | 0) === value;
}

export function isUint8(value: unknown): value is number {
  return typeof value === "number" && (value & 0xff) === value;
}

export function isUint16(value: unknown): value is number {
  return typeof value === "number" && (value & 0xffff) === value;
}

export function isUint32(value: unknown): value is number {
  return typeof value === "number" && value >>> 0 === value;
}

export function isInt64(value: unknown): value is number | bigint {
  return typeof value === "bigint" ? fitsInt64(value) : Number.isSafeInteger(value);
}

export function isUint64(value: unknown): value is number | bigint {
  if (typeof value === "bigint") return fitsUint64(value);
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

export function isInt(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

export function isUint(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

// Rounding to the nearest float32 is what the type means; a finite number that turns into Infinity is not.
export function isFloat32(value: unknown): value is number {
  return typeof value === "number" && (Number.isFinite(Math.fround(value)) || !Number.isFinite(value));
}

export function isFloat64(value: unknown): value is number {
  return typeof value === "number";
}

export function isString(value: unknown): value is string {
  return typeof value === "string";
}

export function isTime(value: unknown): value is Date {
  return !Number.isNaN(timeOf(value) ?? NaN);
}

export function isDuration(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= maxDuration;
}

/** The rules, by the name of the check. */
export const rules: Readonly<Record<RangeName, string>> = {
  bool: scalars.bool.rule,
  int8: scalars.i8.rule,
  int16: scalars.i16.rule,
  int32: scalars.i32.rule,
  uint8: scalars.u8.rule,
  uint16: scalars.u16.rule,
  uint32: scalars.u32.rule,
  int64: scalars.i64.rule,
  uint64: scalars.u64.rule,
  int: scalars.int.rule,
  uint: scalars.uint.rule,
  float32: `${scalars.f32.rule} within the range of float32`,
  float64: scalars.f64.rule,
  string: "a string",
  time: "a valid Date",
  duration: "a number of milliseconds within 292 years",
};

export type RangeName =
  | "bool"
  | "int8"
  | "int16"
  | "int32"
  | "uint8"
  | "uint16"
  | "uint32"
  | "int64"
  | "uint64"
  | "int"
  | "uint"
  | "float32"
  | "float64"
  | "string"
  | "time"
  | "duration";

/** The refusal of a value that its check did not pass: of the wrong type, or of the right type and out of range. */
export function outside(kind: RangeName, at: string, value: unknown): Refusal {
  const whole = kind === "int" || kind === "uint";
  const right =
    kind === "time"
      ? timeOf(value) !== undefined
      : (kind !== "bool" && kind !== "string" && typeof value === "number") ||
        (kind.endsWith("64") && typeof value === "bigint" && kind !== "float64");
  const more = whole && right ? `. ${advice}` : "";
  return new Refusal(
    right ? "TOPHER_RANGE" : "TOPHER_TYPE",
    at,
    `must be ${rules[kind]}, got ${describe(value)}${more}`,
  );
}

/** The time of a Date of any realm; undefined for anything else. */
export function timeOf(value: unknown): number | undefined {
  try {
    return getTime.call(value as Date);
  } catch {
    return undefined;
  }
}
