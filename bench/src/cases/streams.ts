import { crc32 } from "node:zlib";
import type { Sample } from "../sample.ts";
import { expectSame, type Case } from "./case.ts";

/** What every contender of `streams` does, whatever is underneath: bytes of Go come to JavaScript, or go the other way. */
export interface StreamFunctions {
  /** The CRC-32 of the first `size` bytes that Go gives, as Go itself says. */
  checksum(size: number): number | Promise<number>;
  /** Gives `take` the bytes that Go has, in chunks that are JavaScript's own. */
  read(size: number, take: (chunk: Uint8Array) => void): Promise<void>;
  /** As `read`, into memory that JavaScript gives, where there is a way. */
  readInto?(size: number, take: (chunk: Uint8Array) => void): Promise<void>;
  /** As `read`, but Go writes. */
  write(size: number, take: (chunk: Uint8Array) => void): Promise<void>;
  /** Gives Go so many chunks; the result is the CRC-32 and the number of bytes that have arrived there. */
  send(chunk: Uint8Array, times: number): Promise<readonly [sum: number, size: number]>;
  /** Resident memory in bytes, at present and at its peak, where the process knows it. */
  memory?(): [now: number, peak: number];
}

const gibibyte = 2 ** 30;
const chunkSize = 64 << 10;

/** A quick look streams less, as one GiB takes a second. */
const sizeFor = (budget: number) => (budget < 100 ? gibibyte / 8 : gibibyte);

/** Go's io.Reader, as a stream of chunks. */
export const reader: Case<StreamFunctions> = streaming(
  "reader",
  "io.Reader, 1 GiB",
  "1 GiB out of an io.Reader of Go; the CRC-32 of everything is computed within the time, and has to be Go's own.",
  (functions, size, take) => functions.read(size, take),
);

/** Go's io.Reader, into memory of JavaScript. */
export const byob: Case<StreamFunctions> = streaming(
  "byob",
  "the same, BYOB",
  "The same into memory that JavaScript gives and uses again; a pipe has no way to, so it does what it does above.",
  (functions, size, take) => (functions.readInto ?? functions.read)(size, take),
);

/** What Go writes into an io.Writer that JavaScript has given to it. */
export const writer: Case<StreamFunctions> = streaming(
  "writer",
  "io.Writer, 1 GiB",
  "1 GiB that Go writes into an io.Writer which JavaScript has given to it, 64 KiB at a time, with the CRC-32 as above.",
  (functions, size, take) => functions.write(size, take),
);

/** What Go reads from an io.Reader that JavaScript has given to it. */
export const source: Case<StreamFunctions> = {
  name: "source",
  title: "io.Reader of JavaScript",
  about: "1 GiB that JavaScript sends in chunks of 64 KiB and Go reads; Go computes the CRC-32.",
  unit: "throughput",
  notes,
  check: (functions) => sending(functions, gibibyte / 64)(),
  measure: (functions, budget) => measureOne(functions, sizeFor(budget), sending(functions, sizeFor(budget))),
};

function streaming(
  name: string,
  title: string,
  about: string,
  read: (functions: StreamFunctions, size: number, take: (chunk: Uint8Array) => void) => Promise<void>,
): Case<StreamFunctions> {
  const readAll = async (functions: StreamFunctions, size: number, wanted: number) => {
    let sum = 0;
    let total = 0;
    await read(functions, size, (chunk) => {
      sum = crc32(chunk, sum);
      total += chunk.length;
    });
    expectSame("the number of bytes", total, size);
    expectSame("the checksum", sum, wanted);
  };
  return {
    name,
    title,
    about,
    unit: "throughput",
    notes,
    // Also the warm-up.
    check: async (functions) => readAll(functions, gibibyte / 16, await functions.checksum(gibibyte / 16)),
    async measure(functions, budget) {
      const size = sizeFor(budget);
      const wanted = await functions.checksum(size);
      return measureOne(functions, size, () => readAll(functions, size, wanted));
    },
  };
}

/** The time of one stream in nanoseconds per GiB, and how much the memory of the process has grown. */
async function measureOne({ memory }: StreamFunctions, size: number, stream: () => Promise<void>): Promise<Sample> {
  const before = memory?.()[0];
  const began = performance.now();
  await stream();
  const best = (((performance.now() - began) * 1e6) / size) * gibibyte;
  const grown = before === undefined ? {} : { figures: { growth: memory!()[1] - before } };
  return { best, median: best, mean: best, p25: best, p75: best, p99: best, calls: 1, ...grown };
}

/** What sends so many bytes and looks at what has arrived. */
function sending({ send }: StreamFunctions, size: number): () => Promise<void> {
  const chunk = new Uint8Array(chunkSize);
  for (let i = 0; i < chunk.length; i++) chunk[i] = (i * i) >> 3;
  let wanted = 0;
  for (let i = 0; i < size / chunkSize; i++) wanted = crc32(chunk, wanted);
  return async () => {
    const [sum, total] = await send(chunk, size / chunkSize);
    expectSame("the number of bytes", total, size);
    expectSame("the checksum", sum, wanted);
  };
}

function notes({ growth }: Readonly<Record<string, number>>): string {
  return `${(growth! / 2 ** 20).toFixed(0)} MiB grown`;
}
