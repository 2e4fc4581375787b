import { readFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** What bench/wasm exports beside the functions of a suite. */
interface Common {
  readonly mem: WebAssembly.Memory;
  exchange_at(): number;
  room(number: number, bytes: number): number;
}

/** What Go's wasm_exec.js defines for all. */
interface GoClass {
  new (): {
    readonly importObject: NonNullable<Parameters<typeof WebAssembly.instantiate>[1]>;
    run(instance: WebAssembly.Instance): Promise<void>;
  };
}

/** The instance, and how more than numbers get into its memory and out of it. */
export interface Instance<Exports> {
  readonly exports: Exports;
  /** Copies numbers or bytes into the room of that number. */
  put(room: number, view: Float64Array | Uint8Array): void;
  /** Makes room for so many numbers, and gives a function that copies the first of them out. */
  space(room: number, numbers: number): (into: Float64Array, count: number) => void;
  /** Encodes text into the first room, and gives how many bytes it has. */
  putText(text: string): number;
  /** The text that the last call gave. */
  takeText(): string;
  /** A copy of the bytes that the last call gave. */
  takeBytes(): Uint8Array<ArrayBuffer>;
}

/** Compiles and starts bench/wasm; wasm_exec.js of the Go that compiled it is beside it. */
export async function instantiate<Exports>(file: string): Promise<Instance<Exports>> {
  await import(pathToFileURL(path.join(path.dirname(file), "wasm_exec.js")).href);
  const go = new (globalThis as unknown as { Go: GoClass }).Go();
  const { instance } = await WebAssembly.instantiate(await readFile(file), go.importObject);
  void go.run(instance); // it runs until it waits, and does not end
  const { mem, exchange_at, room } = instance.exports as unknown as Common;
  const exchange = exchange_at();
  let bytes = new Uint8Array(mem.buffer);
  /** The memory as it is: there is another buffer after it has grown. */
  const memory = () => (bytes.buffer === mem.buffer ? bytes : (bytes = new Uint8Array(mem.buffer)));
  // Addresses and lengths come as signed numbers.
  const roomFor = (number: number, length: number) => room(number, length) >>> 0;
  const numbersAt = (address: number, count: number) => new Float64Array(memory().buffer, address, count);
  /** What the last call gave, in Go's memory. */
  const given = () => {
    const view = new DataView(memory().buffer, exchange, 8);
    const address = view.getUint32(0, true);
    return memory().subarray(address, address + view.getUint32(4, true));
  };
  return {
    exports: instance.exports as Exports,
    put(number, view) {
      const address = roomFor(number, view.byteLength);
      if (view instanceof Float64Array) numbersAt(address, view.length).set(view);
      else memory().set(view, address);
    },
    space(number, count) {
      const address = roomFor(number, count * 8);
      return (into, from) => into.set(numbersAt(address, from));
    },
    putText(text) {
      const most = text.length * 3;
      const address = roomFor(0, most);
      return encoder.encodeInto(text, memory().subarray(address, address + most)).written;
    },
    takeText: () => decoder.decode(given()),
    takeBytes: () => given().slice(),
  };
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
