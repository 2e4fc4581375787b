import type { NativeMemory } from "@topher/core/adapter";
import { koffi } from "./koffi.ts";

// The C library's own copy is three times as fast as a view made by koffi (docs/rationale.md).
const copyWith = (): ((target: Uint8Array, from: number | bigint, size: number) => void) =>
  koffi().load(null).func("memcpy", "void *", ["void *", "uint64_t", "size_t"]);

let memcpy: ReturnType<typeof copyWith> | undefined;

/** Memory through koffi: V8 never moves the memory of an array buffer. */
export const memory: NativeMemory = {
  allocate(size) {
    const bytes = new Uint8Array(size);
    return { bytes, address: addressOf(bytes) };
  },
  address: addressOf,
  copy: (address, target) => (memcpy ??= copyWith())(target, address, target.length),
  // In V8 `String.fromCharCode` takes half the time of what a Buffer has.
  ascii: undefined,
};

// Reading `buffer` makes V8 move the few bytes of a small view off its heap, where they stay.
function addressOf(view: ArrayBufferView): number {
  void view.buffer;
  return Number(koffi().address(view));
}
