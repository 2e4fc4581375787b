// The members of a view that cannot be forged: what an own property or a subclass says about its length would otherwise decide how
// far Go reads and writes.
const typedArray = Object.getPrototypeOf(Uint8Array.prototype) as object;

/** The getter behind a typed array's `Symbol.toStringTag`: its kind, whatever its prototype claims; undefined for anything else. */
export const typedArrayTag: (this: unknown) => string | undefined = getter(typedArray, Symbol.toStringTag);

/** The getter behind a typed array's `length`; 0 once its memory is gone. */
export const typedArrayLength: (this: unknown) => number = getter(typedArray, "length");

const typedArrayBuffer: (this: unknown) => ArrayBufferLike = getter(typedArray, "buffer");
const dataViewBuffer: (this: unknown) => ArrayBufferLike = getter(DataView.prototype, "buffer");
const dataViewLength: (this: unknown) => number = getter(DataView.prototype, "byteLength");

/** The memory behind a typed array or a `DataView`. */
export function bufferOf(view: ArrayBufferView): ArrayBufferLike {
  return typedArrayTag.call(view) === undefined ? dataViewBuffer.call(view) : typedArrayBuffer.call(view);
}

/** True for a view of nothing, and for one whose memory is gone. */
export function isEmpty(view: ArrayBufferView): boolean {
  if (typedArrayTag.call(view) !== undefined) return typedArrayLength.call(view) === 0;
  try {
    return dataViewLength.call(view) === 0;
  } catch {
    return true; // detached
  }
}

function getter<Value>(of: object, name: string | symbol): (this: unknown) => Value {
  return Object.getOwnPropertyDescriptor(of, name)?.get as (this: unknown) => Value;
}
