import type { TypedArray } from "../scalar.ts";
import { typedArrayBuffer, typedArrayLength, typedArrayOffset } from "../view.ts";
import { arrays, byteKind, type ArrayKind } from "./array-kinds.ts";
import { Reader } from "./reader.ts";
import { Refusal } from "./refusal.ts";

/** Reads slices and arrays of numbers: memory of their own, which JavaScript owns. */
export class ArrayReader extends Reader {
  readBytes(): Uint8Array<ArrayBuffer> {
    const length = this.count(1);
    const at = this.next(length);
    return this.memory.slice(at, at + length);
  }

  readInt8s(): Int8Array {
    return this.readSlice(arrays.i8) as Int8Array;
  }

  readInt16s(): Int16Array {
    return this.readSlice(arrays.i16) as Int16Array;
  }

  readInt32s(): Int32Array {
    return this.readSlice(arrays.i32) as Int32Array;
  }

  readInt64s(): BigInt64Array {
    return this.readSlice(arrays.i64) as BigInt64Array;
  }

  readUint8s(): Uint8Array {
    return this.readBytes();
  }

  readUint16s(): Uint16Array {
    return this.readSlice(arrays.u16) as Uint16Array;
  }

  readUint32s(): Uint32Array {
    return this.readSlice(arrays.u32) as Uint32Array;
  }

  readUint64s(): BigUint64Array {
    return this.readSlice(arrays.u64) as BigUint64Array;
  }

  readFloat32s(): Float32Array {
    return this.readSlice(arrays.f32) as Float32Array;
  }

  readFloat64s(): Float64Array {
    return this.readSlice(arrays.f64) as Float64Array;
  }

  readByteArray(length: number): Uint8Array {
    return this.#array(byteKind, length) as Uint8Array;
  }

  readInt8Array(length: number): Int8Array {
    return this.#array(arrays.i8, length) as Int8Array;
  }

  readInt16Array(length: number): Int16Array {
    return this.#array(arrays.i16, length) as Int16Array;
  }

  readInt32Array(length: number): Int32Array {
    return this.#array(arrays.i32, length) as Int32Array;
  }

  readInt64Array(length: number): BigInt64Array {
    return this.#array(arrays.i64, length) as BigInt64Array;
  }

  readUint8Array(length: number): Uint8Array {
    return this.#array(arrays.u8, length) as Uint8Array;
  }

  readUint16Array(length: number): Uint16Array {
    return this.#array(arrays.u16, length) as Uint16Array;
  }

  readUint32Array(length: number): Uint32Array {
    return this.#array(arrays.u32, length) as Uint32Array;
  }

  readUint64Array(length: number): BigUint64Array {
    return this.#array(arrays.u64, length) as BigUint64Array;
  }

  readFloat32Array(length: number): Float32Array {
    return this.#array(arrays.f32, length) as Float32Array;
  }

  readFloat64Array(length: number): Float64Array {
    return this.#array(arrays.f64, length) as Float64Array;
  }

  updateBytes(target: Uint8Array): void {
    this.#update(byteKind, target);
  }

  updateInt8s(target: Int8Array): void {
    this.#update(arrays.i8, target);
  }

  updateInt16s(target: Int16Array): void {
    this.#update(arrays.i16, target);
  }

  updateInt32s(target: Int32Array): void {
    this.#update(arrays.i32, target);
  }

  updateInt64s(target: BigInt64Array): void {
    this.#update(arrays.i64, target);
  }

  updateUint8s(target: Uint8Array): void {
    this.#update(arrays.u8, target);
  }

  updateUint16s(target: Uint16Array): void {
    this.#update(arrays.u16, target);
  }

  updateUint32s(target: Uint32Array): void {
    this.#update(arrays.u32, target);
  }

  updateUint64s(target: BigUint64Array): void {
    this.#update(arrays.u64, target);
  }

  updateFloat32s(target: Float32Array): void {
    this.#update(arrays.f32, target);
  }

  updateFloat64s(target: Float64Array): void {
    this.#update(arrays.f64, target);
  }

  /** Reads a slice of a kind that the bytes name. */
  readSlice(kind: ArrayKind): TypedArray {
    return this.#elements(kind, this.count(kind.size));
  }

  #array(kind: ArrayKind, length: number): TypedArray {
    if (length === 0) this.readEmpty();
    return this.#elements(kind, length);
  }

  #elements({ array, size }: ArrayKind, length: number): TypedArray {
    const at = this.next(length * size);
    return new array(this.memory.slice(at, at + length * size).buffer, 0, length);
  }

  // What Go made of a copied slice, back into the typed array that it was copied from.
  #update({ size, rule }: ArrayKind, target: TypedArray): void {
    const length = this.count(size);
    const at = this.next(length * size);
    const now = typedArrayLength.call(target);
    if (now < length)
      throw new Refusal(
        "TOPHER_BUFFER",
        "",
        `cannot write back ${length} elements into ${rule} that has ${now} by now`,
      );
    if (length > 0)
      new Uint8Array(typedArrayBuffer.call(target), typedArrayOffset.call(target), length * size).set(
        this.memory.subarray(at, at + length * size),
      );
  }
}
