import type { NativeMemory } from "./adapter.ts";

/** Memory at made-up addresses, for tests of what core does with it: copies work on the blocks that were allocated. */
export interface FakeMemory extends NativeMemory {
  /** The sizes asked for, in order. */
  readonly allocated: number[];
}

export function fakeMemory(): FakeMemory {
  const blocks: { readonly address: number; readonly bytes: Uint8Array }[] = [];
  const addresses = new WeakMap<ArrayBufferLike, number>();
  let next = 0x10_0000;
  const place = (buffer: ArrayBufferLike, size: number): number => {
    const address = next;
    next += Math.ceil(size / 4096) * 4096 + 4096;
    addresses.set(buffer, address);
    return address;
  };
  return {
    allocated: [],
    ascii: undefined,
    allocate(size) {
      this.allocated.push(size);
      const bytes = new Uint8Array(size);
      const address = place(bytes.buffer, size);
      blocks.push({ address, bytes });
      return { bytes, address };
    },
    address(view) {
      const known = addresses.get(view.buffer);
      const address = known ?? place(view.buffer, view.buffer.byteLength);
      if (known === undefined) blocks.push({ address, bytes: new Uint8Array(view.buffer) });
      return address + view.byteOffset;
    },
    copy(address, target) {
      const at = Number(address);
      const block = blocks.find(({ address: start, bytes }) => at >= start && at < start + bytes.length + 4096);
      if (block === undefined) throw new Error(`nothing at ${at}`);
      target.set(block.bytes.subarray(at - block.address, at - block.address + target.length));
    },
  };
}
