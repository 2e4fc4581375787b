// The members of a view that cannot be forged: what an own property or a subclass says about its length would otherwise decide how
// far Go reads and writes.
const typedArray = Object.getPrototypeOf(Uint8Array.prototype) as object;

/** The getter behind a typed array's `Symbol.toStringTag`: its kind, whatever its prototype claims; undefined for anything else. */
export const typedArrayTag: (this: unknown) => string | undefined = getter(typedArray, Symbol.toStringTag);

/** The getter behind a typed array's `length`; 0 once its memory is gone. */
export const typedArrayLength: (this: unknown) => number = getter(typedArray, "length");

/** The getter behind a typed array's `byteOffset`; 0 once its memory is gone. */
export const typedArrayOffset: (this: unknown) => number = getter(typedArray, "byteOffset");

/** The getter behind a typed array's `buffer`. */
export const typedArrayBuffer: (this: unknown) => ArrayBufferLike = getter(typedArray, "buffer");
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

/** True for a buffer whose memory is gone: only such a one refuses to make a view of nothing. */
export function isDetached(buffer: ArrayBufferLike): boolean {
  try {
    new Uint8Array(buffer, 0, 0);
    return false;
  } catch {
    return true;
  }
}

/** Lengths of views that were found fit to be lent, by kind. None of what was found can change later, except by detaching. */
export type KnownLengths = WeakMap<object, number>;

/** The lengths of the known views of all kinds. */
export const lengths: KnownLengths = new WeakMap();

const knownLengths = new Map<string, KnownLengths>();
let unknown = 0;

/** The known views of a kind of typed array. */
export function knownOf(kind: string): KnownLengths {
  let known = knownLengths.get(kind);
  if (known === undefined) knownLengths.set(kind, (known = new WeakMap()));
  return known;
}

/**
 * Notes a view now and then: one that is used again is soon known, and a program that makes a view per call does not fill a
 * WeakMap, which would cost more than it saves (see docs/rationale.md).
 */
export function remember(known: KnownLengths, view: ArrayBufferView, length: number): void {
  if ((unknown++ & 31) !== 0 || length === 0) return;
  known.set(view, length);
  lengths.set(view, length);
}

function getter<Value>(of: object, name: string | symbol): (this: unknown) => Value {
  return Object.getOwnPropertyDescriptor(of, name)?.get as (this: unknown) => Value;
}
