import { toBigInt } from "../compile.ts";
import { errorOf } from "../errors.ts";
import type { TypedArray } from "../scalar.ts";
import { copyNumbers } from "../slice.ts";
import { isDetached, lengths, remember, typedArrayBuffer, typedArrayLength } from "../view.ts";
import { arrays, byteKind, type ArrayKind } from "../wire/array-kinds.ts";
import { Cursor } from "../wire/cursor.ts";
import { checkNumbers, countOf, putNumbers, type Numbers } from "../wire/numbers.ts";
import {
  isBool,
  isInt8,
  isInt16,
  isInt32,
  isInt64,
  isUint8,
  isUint16,
  isUint32,
  isUint64,
  isInt,
  isUint,
  isFloat32,
  isFloat64,
  outside,
  type RangeName,
} from "../wire/ranges.ts";
import { Refusal } from "../wire/refusal.ts";

/** Checks direct arguments, which cross as they are. `at` is the whole place: `geo.add: parameter 1 (a)`. */
export class Checks {
  readonly #wide: boolean;

  /** @param wide true where the runtime takes 64-bit integers as bigints only */
  constructor(wide: boolean) {
    this.#wide = wide;
  }

  bool(value: boolean, at: string): number {
    if (!isBool(value)) fail("bool", at, value);
    return value ? 1 : 0;
  }

  int8(value: number, at: string): number {
    if (!isInt8(value)) fail("int8", at, value);
    return value + 0;
  }

  int16(value: number, at: string): number {
    if (!isInt16(value)) fail("int16", at, value);
    return value + 0;
  }

  int32(value: number, at: string): number {
    if (!isInt32(value)) fail("int32", at, value);
    return value + 0;
  }

  int64(value: number | bigint, at: string): number | bigint {
    if (!isInt64(value)) fail("int64", at, value);
    return this.#wide ? toBigInt(value) : value;
  }

  uint8(value: number, at: string): number {
    if (!isUint8(value)) fail("uint8", at, value);
    return value + 0;
  }

  uint16(value: number, at: string): number {
    if (!isUint16(value)) fail("uint16", at, value);
    return value + 0;
  }

  uint32(value: number, at: string): number {
    if (!isUint32(value)) fail("uint32", at, value);
    return value + 0;
  }

  uint64(value: number | bigint, at: string): number | bigint {
    if (!isUint64(value)) fail("uint64", at, value);
    return this.#wide ? toBigInt(value) : value;
  }

  int(value: number, at: string): number {
    if (!isInt(value)) fail("int", at, value);
    return value + 0;
  }

  uint(value: number, at: string): number {
    if (!isUint(value)) fail("uint", at, value);
    return value + 0;
  }

  float32(value: number, at: string): number {
    if (!isFloat32(value)) fail("float32", at, value);
    return value;
  }

  float64(value: number, at: string): number {
    if (!isFloat64(value)) fail("float64", at, value);
    return value;
  }

  bytes(value: Numbers, at: string): Uint8Array {
    return lend(byteKind, value, at) as Uint8Array;
  }

  int8s(value: Numbers, at: string): Int8Array {
    return lend(arrays.i8, value, at) as Int8Array;
  }

  int16s(value: Numbers, at: string): Int16Array {
    return lend(arrays.i16, value, at) as Int16Array;
  }

  int32s(value: Numbers, at: string): Int32Array {
    return lend(arrays.i32, value, at) as Int32Array;
  }

  int64s(value: Numbers, at: string): BigInt64Array {
    return lend(arrays.i64, value, at) as BigInt64Array;
  }

  uint8s(value: Numbers, at: string): Uint8Array {
    return lend(arrays.u8, value, at) as Uint8Array;
  }

  uint16s(value: Numbers, at: string): Uint16Array {
    return lend(arrays.u16, value, at) as Uint16Array;
  }

  uint32s(value: Numbers, at: string): Uint32Array {
    return lend(arrays.u32, value, at) as Uint32Array;
  }

  uint64s(value: Numbers, at: string): BigUint64Array {
    return lend(arrays.u64, value, at) as BigUint64Array;
  }

  float32s(value: Numbers, at: string): Float32Array {
    return lend(arrays.f32, value, at) as Float32Array;
  }

  float64s(value: Numbers, at: string): Float64Array {
    return lend(arrays.f64, value, at) as Float64Array;
  }

  /** The length of a borrowed view, which an own property cannot forge. */
  length(view: TypedArray): number {
    const known = lengths.get(view);
    if (known !== undefined && known - 1 in view) return known;
    const length = typedArrayLength.call(view);
    if (length === 0 && isDetached(typedArrayBuffer.call(view))) throw moved();
    return length;
  }

  /** A direct 64-bit result. */
  toInt64(raw: number | bigint): bigint {
    return typeof raw === "bigint" ? raw : BigInt(raw);
  }
}

// It was fit when it was looked at; reading the other arguments has run code of the program.
function moved(): Error {
  return errorOf("TOPHER_BUFFER", "a borrowed view was detached while the other arguments were read");
}

function fail(kind: RangeName, at: string, value: unknown): never {
  throw outside(kind, "", value).error(at);
}

// A view that was found fit to be lent, and has not gone since: its last element cannot be forged.
function lend(kind: ArrayKind, value: Numbers, at: string): TypedArray {
  const length = kind.known.get(value);
  if (length !== undefined && length - 1 in value) return value as unknown as TypedArray;
  const view = borrow(kind, value, at);
  if (view === (value as unknown)) remember(kind.known, view, typedArrayLength.call(view));
  return view;
}

// A typed array is lent to Go as it is; a plain one is copied into a typed array first.
function borrow(kind: ArrayKind, value: Numbers, at: string): TypedArray {
  try {
    if (!checkNumbers(kind, value, "")) return value as unknown as TypedArray;
    const length = countOf(kind, value, true, "");
    if (kind === arrays.f64) {
      const copy = new Float64Array(length);
      if (copyNumbers(value, copy) === length) return copy;
    }
    const cursor = new Cursor(new Uint8Array(length * kind.size));
    putNumbers(cursor, kind, value, length, true, "");
    return new kind.array(cursor.memory.buffer, 0, length);
  } catch (error) {
    throw error instanceof Refusal ? error.error(at) : error;
  }
}
