import { describe } from "../describe.ts";
import { arrays, byteKind, type ArrayKind } from "./array-kinds.ts";
import { Refusal } from "./refusal.ts";
import { checkNumbers, countOf, putNumbers, type Numbers } from "./numbers.ts";
import { Writer } from "./writer.ts";

/** Writes slices and arrays of numbers; those that end in `Back` ask for the elements after the call. */
export class ArrayWriter extends Writer {
  bytes(value: Numbers, at: string): void {
    this.numbers(byteKind, value, at);
  }

  int8s(value: Numbers, at: string): void {
    this.numbers(arrays.i8, value, at);
  }

  int16s(value: Numbers, at: string): void {
    this.numbers(arrays.i16, value, at);
  }

  int32s(value: Numbers, at: string): void {
    this.numbers(arrays.i32, value, at);
  }

  int64s(value: Numbers, at: string): void {
    this.numbers(arrays.i64, value, at);
  }

  uint8s(value: Numbers, at: string): void {
    this.numbers(arrays.u8, value, at);
  }

  uint16s(value: Numbers, at: string): void {
    this.numbers(arrays.u16, value, at);
  }

  uint32s(value: Numbers, at: string): void {
    this.numbers(arrays.u32, value, at);
  }

  uint64s(value: Numbers, at: string): void {
    this.numbers(arrays.u64, value, at);
  }

  float32s(value: Numbers, at: string): void {
    this.numbers(arrays.f32, value, at);
  }

  float64s(value: Numbers, at: string): void {
    this.numbers(arrays.f64, value, at);
  }

  bytesBack(value: Numbers, at: string): boolean {
    return this.#back(byteKind, value, at);
  }

  int8sBack(value: Numbers, at: string): boolean {
    return this.#back(arrays.i8, value, at);
  }

  int16sBack(value: Numbers, at: string): boolean {
    return this.#back(arrays.i16, value, at);
  }

  int32sBack(value: Numbers, at: string): boolean {
    return this.#back(arrays.i32, value, at);
  }

  int64sBack(value: Numbers, at: string): boolean {
    return this.#back(arrays.i64, value, at);
  }

  uint8sBack(value: Numbers, at: string): boolean {
    return this.#back(arrays.u8, value, at);
  }

  uint16sBack(value: Numbers, at: string): boolean {
    return this.#back(arrays.u16, value, at);
  }

  uint32sBack(value: Numbers, at: string): boolean {
    return this.#back(arrays.u32, value, at);
  }

  uint64sBack(value: Numbers, at: string): boolean {
    return this.#back(arrays.u64, value, at);
  }

  float32sBack(value: Numbers, at: string): boolean {
    return this.#back(arrays.f32, value, at);
  }

  float64sBack(value: Numbers, at: string): boolean {
    return this.#back(arrays.f64, value, at);
  }

  byteArray(value: Numbers, length: number, at: string): void {
    this.#array(byteKind, value, length, at);
  }

  int8Array(value: Numbers, length: number, at: string): void {
    this.#array(arrays.i8, value, length, at);
  }

  int16Array(value: Numbers, length: number, at: string): void {
    this.#array(arrays.i16, value, length, at);
  }

  int32Array(value: Numbers, length: number, at: string): void {
    this.#array(arrays.i32, value, length, at);
  }

  int64Array(value: Numbers, length: number, at: string): void {
    this.#array(arrays.i64, value, length, at);
  }

  uint8Array(value: Numbers, length: number, at: string): void {
    this.#array(arrays.u8, value, length, at);
  }

  uint16Array(value: Numbers, length: number, at: string): void {
    this.#array(arrays.u16, value, length, at);
  }

  uint32Array(value: Numbers, length: number, at: string): void {
    this.#array(arrays.u32, value, length, at);
  }

  uint64Array(value: Numbers, length: number, at: string): void {
    this.#array(arrays.u64, value, length, at);
  }

  float32Array(value: Numbers, length: number, at: string): void {
    this.#array(arrays.f32, value, length, at);
  }

  float64Array(value: Numbers, length: number, at: string): void {
    this.#array(arrays.f64, value, length, at);
  }

  /** Writes a slice of numbers of any kind. */
  numbers(kind: ArrayKind, value: Numbers, at: string): void {
    const plain = checkNumbers(kind, value, at);
    const length = countOf(kind, value, plain, at);
    const start = this.take(4);
    this.view.setUint32(start, length, true);
    putNumbers(this, kind, value, length, plain, at);
  }

  // True for a typed array: what Go makes of the elements comes back after the results.
  #back(kind: ArrayKind, value: Numbers, at: string): boolean {
    const plain = checkNumbers(kind, value, at);
    this.tag(plain ? 0 : 1);
    this.numbers(kind, value, at);
    return !plain;
  }

  #array(kind: ArrayKind, value: Numbers, length: number, at: string): void {
    const plain = checkNumbers(kind, value, at);
    const got = countOf(kind, value, plain, at);
    if (got !== length)
      throw new Refusal("TOPHER_RANGE", at, `must be ${kind.rule}, of ${length}, got ${describe(value)}`);
    if (length === 0) this.empty();
    putNumbers(this, kind, value, length, plain, at);
  }
}
