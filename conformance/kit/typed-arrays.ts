// Every typed array that the language has, by name; topher's own table has only those that are a slice of some kind.
export interface TypedArrayConstructor {
  readonly name: string;
  readonly BYTES_PER_ELEMENT: number;
  new (length: number): ArrayBufferView & ArrayLike<number | bigint>;
  new (buffer: ArrayBuffer, offset?: number, length?: number): ArrayBufferView & ArrayLike<number | bigint>;
}

/** The constructors. */
export const typedArrays: readonly TypedArrayConstructor[] = [
  Int8Array,
  Int16Array,
  Int32Array,
  BigInt64Array,
  Uint8Array,
  Uint8ClampedArray,
  Uint16Array,
  Uint32Array,
  BigUint64Array,
  Float32Array,
  Float64Array,
  ...("Float16Array" in globalThis ? [globalThis.Float16Array as TypedArrayConstructor] : []),
];
