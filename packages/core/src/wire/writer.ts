import { encode, encodeInto, longText } from "../memory.ts";
import { ArrayReader } from "./array-reader.ts";
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
  isString,
  isTime,
  isDuration,
  outside,
} from "./ranges.ts";

const { getTime } = Date.prototype;

/** Writes the values that have no parts, and text. Each method checks its value; `at` is where it stands, for the error. */
export class Writer extends ArrayReader {
  /** Go's zero time, for fields that are absent. */
  readonly zeroTime: Date = new Date("0001-01-01T00:00:00Z");

  bool(value: boolean, at: string): void {
    if (!isBool(value)) throw outside("bool", at, value);
    const start = this.take(1);
    this.memory[start] = value ? 1 : 0;
  }

  int8(value: number, at: string): void {
    if (!isInt8(value)) throw outside("int8", at, value);
    const start = this.take(1);
    this.view.setInt8(start, value);
  }

  int16(value: number, at: string): void {
    if (!isInt16(value)) throw outside("int16", at, value);
    const start = this.take(2);
    this.view.setInt16(start, value, true);
  }

  int32(value: number, at: string): void {
    if (!isInt32(value)) throw outside("int32", at, value);
    const start = this.take(4);
    this.view.setInt32(start, value, true);
  }

  int64(value: number | bigint, at: string): void {
    if (!isInt64(value)) throw outside("int64", at, value);
    const start = this.take(8);
    this.view.setBigInt64(start, BigInt(value), true);
  }

  uint8(value: number, at: string): void {
    if (!isUint8(value)) throw outside("uint8", at, value);
    const start = this.take(1);
    this.memory[start] = value;
  }

  uint16(value: number, at: string): void {
    if (!isUint16(value)) throw outside("uint16", at, value);
    const start = this.take(2);
    this.view.setUint16(start, value, true);
  }

  uint32(value: number, at: string): void {
    if (!isUint32(value)) throw outside("uint32", at, value);
    const start = this.take(4);
    this.view.setUint32(start, value, true);
  }

  uint64(value: number | bigint, at: string): void {
    if (!isUint64(value)) throw outside("uint64", at, value);
    const start = this.take(8);
    this.view.setBigUint64(start, BigInt(value), true);
  }

  int(value: number, at: string): void {
    if (!isInt(value)) throw outside("int", at, value);
    const start = this.take(8);
    this.view.setFloat64(start, value + 0, true);
  }

  uint(value: number, at: string): void {
    if (!isUint(value)) throw outside("uint", at, value);
    const start = this.take(8);
    this.view.setFloat64(start, value + 0, true);
  }

  float32(value: number, at: string): void {
    if (!isFloat32(value)) throw outside("float32", at, value);
    const start = this.take(4);
    this.view.setFloat32(start, value, true);
  }

  float64(value: number, at: string): void {
    if (!isFloat64(value)) throw outside("float64", at, value);
    const start = this.take(8);
    this.view.setFloat64(start, value, true);
  }

  string(value: string, at: string): void {
    if (!isString(value)) throw outside("string", at, value);
    const units = value.length;
    if (units > longText) return this.#long(value);
    const start = this.take(4 + units * 3);
    const length = encodeInto(value, this.memory, start + 4);
    this.view.setUint32(start, length, true);
    this.position = start + 4 + length;
  }

  #long(value: string): void {
    const text = encode(value);
    const start = this.take(4 + text.length);
    this.view.setUint32(start, text.length, true);
    this.memory.set(text, start + 4);
  }

  time(value: Date, at: string): void {
    if (!isTime(value)) throw outside("time", at, value);
    const start = this.take(8);
    this.view.setFloat64(start, getTime.call(value), true);
  }

  duration(value: number, at: string): void {
    if (!isDuration(value)) throw outside("duration", at, value);
    const start = this.take(8);
    this.view.setFloat64(start, value, true);
  }

  /** Writes the one byte of a type without parts. */
  empty(): void {
    this.tag(0);
  }

  /** Writes the byte that `any`, errors and pointers begin with. */
  tag(tag: number): void {
    const start = this.take(1);
    this.memory[start] = tag;
  }
}
