import type { NativeMemory } from "@topher/core/adapter";
import { ptr, toArrayBuffer, type Pointer } from "bun:ffi";
import { Buffer } from "node:buffer";

// The types know it of no version, and every Buffer has it.
const { latin1Slice } = Buffer.prototype as unknown as {
  latin1Slice(this: Uint8Array, from: number, to: number): string;
};

/** Memory through bun:ffi. */
export const memory: NativeMemory = {
  allocate(size) {
    const bytes = new Uint8Array(new ArrayBuffer(size));
    return { bytes, address: addressOf(bytes) };
  },
  address: addressOf,
  copy: (address, target) => target.set(new Uint8Array(toArrayBuffer(Number(address) as Pointer, 0, target.length))),
  // From five bytes on it takes half the time of `String.fromCharCode`, or less.
  ascii: (bytes, from, to) => latin1Slice.call(bytes, from, to),
};

// Bun keeps a view of up to 1000 bytes on its own heap and moves it out once `buffer` is read; from then on it stays.
function addressOf(view: NodeJS.ArrayBufferView): number {
  void view.buffer;
  return ptr(view);
}
