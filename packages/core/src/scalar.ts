import type { NativeScalar } from "./adapter.ts";
import { fitsInt64, fitsUint64 } from "./fits.ts";
import type { Site } from "./site.ts";
import type { ScalarName } from "./type.ts";

/** A typed array that may be the memory of a slice. */
export type TypedArray =
  | Int8Array
  | Int16Array
  | Int32Array
  | BigInt64Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigUint64Array
  | Float32Array
  | Float64Array;

/** The constructor of a typed array. */
export interface TypedArrayConstructor {
  readonly name: string;
  readonly BYTES_PER_ELEMENT: number;
  new (length: number): TypedArray;
  new (buffer: ArrayBuffer, offset: number, length: number): TypedArray;
}

/** How a scalar kind crosses: the one row that binding, struct layout, tests and docs read. */
export interface ScalarRow {
  /** The C type of the parameter or field. */
  readonly c: string;
  /** The Go type that it is exported as. */
  readonly go: string;
  readonly native: NativeScalar;
  /** Bytes, and alignment, which is the same for all of them on 64-bit systems. */
  readonly size: number;
  /** What a value must be, as the end of "must be". */
  readonly rule: string;
  /** The typed array whose memory is a slice of this kind. */
  readonly array?: TypedArrayConstructor;
  /** Checks an argument and gives what the adapter takes; made once per parameter. */
  readonly check: (site: Site, rule: string) => (value: any) => number | bigint;
  /** Turns what the adapter gives into the result; absent where that is the result already. */
  readonly decode?: (site: Site) => (raw: any) => unknown;
  /** Reads from memory what the adapter would give. */
  readonly get: (view: DataView, offset: number) => number | bigint;
  /** Writes to memory what the adapter would take. */
  readonly set: (view: DataView, offset: number, value: any) => void;
}

const maxI64 = 2n ** 63n - 1n;
const maxU64 = 2n ** 64n - 1n;
// Nothing is ever mapped below, and Go ends the process when it meets such a pointer ("invalid pointer found on stack").
const firstPage = 4096n;
const maxSafe = Number.MAX_SAFE_INTEGER;

/** The table of scalar kinds. */
export const scalars: Readonly<Record<ScalarName, ScalarRow>> = {
  bool: {
    c: "_Bool",
    go: "bool",
    native: "u8",
    size: 1,
    rule: "a boolean",
    check: (site, rule) => (value) =>
      value === true ? 1 : value === false ? 0 : site.refuse("TOPHER_TYPE", rule, value),
    decode: () => (raw: number) => raw !== 0,
    get: (view, offset) => view.getUint8(offset),
    set: (view, offset, value) => view.setUint8(offset, value),
  },
  i8: {
    ...small("int8", -0x80, 0x7f, Int8Array),
    get: (view, offset) => view.getInt8(offset),
    set: (view, offset, value) => view.setInt8(offset, value),
  },
  i16: {
    ...small("int16", -0x8000, 0x7fff, Int16Array),
    get: (view, offset) => view.getInt16(offset, true),
    set: (view, offset, value) => view.setInt16(offset, value, true),
  },
  i32: {
    ...small("int32", -0x8000_0000, 0x7fff_ffff, Int32Array),
    get: (view, offset) => view.getInt32(offset, true),
    set: (view, offset, value) => view.setInt32(offset, value, true),
  },
  i64: {
    ...wide("int64", -maxI64 - 1n, maxI64, fitsInt64, BigInt64Array),
    get: (view, offset) => view.getBigInt64(offset, true),
    set: (view, offset, value) => view.setBigInt64(offset, BigInt(value), true),
  },
  u8: {
    ...small("uint8", 0, 0xff, Uint8Array),
    get: (view, offset) => view.getUint8(offset),
    set: (view, offset, value) => view.setUint8(offset, value),
  },
  u16: {
    ...small("uint16", 0, 0xffff, Uint16Array),
    get: (view, offset) => view.getUint16(offset, true),
    set: (view, offset, value) => view.setUint16(offset, value, true),
  },
  u32: {
    ...small("uint32", 0, 0xffff_ffff, Uint32Array),
    get: (view, offset) => view.getUint32(offset, true),
    set: (view, offset, value) => view.setUint32(offset, value, true),
  },
  u64: {
    ...wide("uint64", 0n, maxU64, fitsUint64, BigUint64Array),
    get: (view, offset) => view.getBigUint64(offset, true),
    set: (view, offset, value) => view.setBigUint64(offset, BigInt(value), true),
  },
  int: {
    ...safe("int", -maxSafe, "i64"),
    get: (view, offset) => view.getBigInt64(offset, true),
    set: (view, offset, value) => view.setBigInt64(offset, BigInt(value), true),
  },
  uint: {
    ...safe("uint", 0, "u64"),
    get: (view, offset) => view.getBigUint64(offset, true),
    set: (view, offset, value) => view.setBigUint64(offset, BigInt(value), true),
  },
  f32: {
    ...float("f32", "float", "float32", Float32Array),
    get: (view, offset) => view.getFloat32(offset, true),
    set: (view, offset, value) => view.setFloat32(offset, value, true),
  },
  f64: {
    ...float("f64", "double", "float64", Float64Array),
    get: (view, offset) => view.getFloat64(offset, true),
    set: (view, offset, value) => view.setFloat64(offset, value, true),
  },
  pointer: {
    c: "void *",
    go: "unsafe.Pointer",
    native: "pointer",
    size: 8,
    rule: `an address (bigint, 0 or from ${firstPage} to ${maxU64}) or null`,
    check: (site, rule) => (value) => {
      if (value === null) return 0;
      if (typeof value !== "bigint") return site.refuse("TOPHER_TYPE", rule, value);
      if (value === 0n || (value >= firstPage && value <= maxU64)) return value;
      return site.refuse("TOPHER_RANGE", rule, value);
    },
    decode: () => (raw: number | bigint) => (raw === 0 || raw === 0n ? null : BigInt(raw)),
    get: (view, offset) => view.getBigUint64(offset, true),
    set: (view, offset, value) => view.setBigUint64(offset, BigInt(value), true),
  },
};

type Partial = Omit<ScalarRow, "get" | "set">;

function small(go: string, min: number, max: number, array: TypedArrayConstructor): Partial {
  return {
    c: `${go}_t`,
    go,
    native: `${go.startsWith("u") ? "u" : "i"}${array.BYTES_PER_ELEMENT * 8}` as NativeScalar,
    size: array.BYTES_PER_ELEMENT,
    rule: `an integer from ${min} to ${max}`,
    array,
    check: (site, rule) => (value) =>
      typeof value === "number" && value >= min && value <= max && Math.trunc(value) === value
        ? value + 0 // Deno takes no -0 for an integer
        : site.refuse(typeof value === "number" ? "TOPHER_RANGE" : "TOPHER_TYPE", rule, value),
  };
}

function wide(
  go: string,
  min: bigint,
  max: bigint,
  fits: (value: bigint) => boolean,
  array: TypedArrayConstructor,
): Partial {
  return {
    c: `${go}_t`,
    go,
    native: go === "int64" ? "i64" : "u64",
    size: 8,
    rule: `a bigint, or an integer number that is safe, from ${min} to ${max}`,
    array,
    decode: () => (raw: number | bigint) => (typeof raw === "bigint" ? raw : BigInt(raw)),
    check: (site, rule) => (value) => {
      if (typeof value === "bigint") return fits(value) ? value : site.refuse("TOPHER_RANGE", rule, value);
      if (typeof value !== "number") return site.refuse("TOPHER_TYPE", rule, value);
      return Number.isSafeInteger(value) && (min < 0n || value >= 0) ? value : site.refuse("TOPHER_RANGE", rule, value);
    },
  };
}

function safe(go: "int" | "uint", min: number, way: "i64" | "u64"): Partial {
  const advice = `Declare t.${way} (Go ${go}64) for the whole range`;
  return {
    c: `${go}64_t`,
    go,
    native: go,
    size: 8,
    rule: `a safe integer from ${min} to ${maxSafe}`,
    check: (site, rule) => (value) =>
      typeof value === "number" && Number.isSafeInteger(value) && value >= min
        ? value
        : site.refuse(typeof value === "number" ? "TOPHER_RANGE" : "TOPHER_TYPE", rule, value, advice),
    decode: (site) => (raw: number | bigint) => {
      const value = Number(raw);
      if (Number.isSafeInteger(value)) return value;
      throw site.error("TOPHER_RANGE", `is ${raw}, which a number cannot hold exactly. ${advice}`);
    },
  };
}

function float(native: NativeScalar, c: string, go: string, array: TypedArrayConstructor): Partial {
  return {
    c,
    go,
    native,
    size: array.BYTES_PER_ELEMENT,
    rule: "a number",
    array,
    check: native === "f64" ? anyNumber : float32Number,
  };
}

function anyNumber(site: Site, rule: string): (value: unknown) => number {
  return (value) => (typeof value === "number" ? value : site.refuse("TOPHER_TYPE", rule, value));
}

// Rounding to the nearest float32 is what the type means; a finite number that turns into Infinity is not.
function float32Number(site: Site, rule: string): (value: unknown) => number {
  const range = `${rule} within the range of float32`;
  return (value) => {
    if (typeof value !== "number") return site.refuse("TOPHER_TYPE", rule, value);
    if (Number.isFinite(value) && !Number.isFinite(Math.fround(value)))
      return site.refuse("TOPHER_RANGE", range, value);
    return value;
  };
}
