import type { NativeMemory } from "@topher/core/adapter";
import { ptr, toArrayBuffer, type Pointer } from "bun:ffi";

/** Memory through bun:ffi. */
export const memory: NativeMemory = {
  allocate(size) {
    const bytes = new Uint8Array(new ArrayBuffer(size));
    return { bytes, address: addressOf(bytes) };
  },
  address: addressOf,
  copy: (address, target) => target.set(new Uint8Array(toArrayBuffer(Number(address) as Pointer, 0, target.length))),
};

// Bun keeps a view of up to 1000 bytes on its own heap and moves it out once `buffer` is read; from then on it stays.
function addressOf(view: NodeJS.ArrayBufferView): number {
  void view.buffer;
  return ptr(view);
}
