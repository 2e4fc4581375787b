import { pathToFileURL } from "node:url";
import type { StreamFunctions } from "../../cases/streams.ts";

/** What is called of the generated module, which is built later than this file is checked. */
interface Generated {
  bytes(size: number): { readonly readable: ReadableStream<Uint8Array<ArrayBuffer>> };
  readonly writeBytes: { async(w: (chunk: Uint8Array) => Promise<void>, size: number): Promise<void> };
  readonly checksum: { async(r: ReadableStream<Uint8Array>): Promise<[sum: number, size: number]> };
  checksumOf(size: number): number;
  memory(): [number, number];
}

/** Bytes that are asked for at a time. */
const most = 256 << 10;

/** topher: streams of the web over Go's readers and writers. */
export async function open(path: string): Promise<StreamFunctions> {
  const go = (await import(pathToFileURL(path).href)) as Generated;
  return {
    checksum: go.checksumOf,
    async read(size, take) {
      const reader = go.bytes(size).readable.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        take(value);
      }
    },
    async readInto(size, take) {
      const reader = go.bytes(size).readable.getReader({ mode: "byob" });
      let memory = new Uint8Array(most);
      for (;;) {
        const { done, value } = await reader.read(memory);
        if (done) return;
        take(value);
        memory = new Uint8Array(value.buffer);
      }
    },
    write: (size, take) => go.writeBytes.async(async (chunk) => take(chunk), size),
    send(chunk, times) {
      let left = times;
      const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
        if (left-- > 0) controller.enqueue(chunk);
        else controller.close();
      };
      return go.checksum.async(new ReadableStream({ pull }));
    },
    memory: go.memory,
  };
}
