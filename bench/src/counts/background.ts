// What goes on in the background, in portions that are small enough to be counted again and again.
import type { GoFunctions } from "../cases/async.ts";
import { expectSame } from "../cases/case.ts";
import type { StreamFunctions } from "../cases/streams.ts";
import type { Counted } from "./cases.ts";

const many = 1000;

/** Tasks, channels and callbacks: the same functions as in the suite `async`. */
export const background: readonly Counted<GoFunctions>[] = [
  {
    name: `tasks:${many}`,
    per: many,
    async check({ halfLater }) {
      expectSame("half(3)", await halfLater(3), 1.5);
    },
    operation:
      ({ halfLater }) =>
      () =>
        Promise.all(Array.from({ length: many }, (_, i) => halfLater(i))),
  },
  {
    name: "lone",
    async check({ halfLater }) {
      expectSame("half(5)", await halfLater(5), 2.5);
    },
    operation({ halfLater }) {
      let i = 0;
      return () => halfLater(i++);
    },
  },
  channelOf(6400),
  callbacksOf(8),
  callbacksOf(1),
];

function channelOf(size: number): Counted<GoFunctions> {
  const receive = async ({ numbers }: GoFunctions) => {
    let next = 0;
    for await (const value of numbers(size)) expectSame(`value ${next}`, value, next++);
    expectSame("the number of values", next, size);
  };
  return { name: `channel:${size}`, per: size, check: receive, operation: (functions) => () => receive(functions) };
}

function callbacksOf(goroutines: number): Counted<GoFunctions> {
  const times = 200;
  const twice = (x: number) => 2 * x;
  const call = async ({ callBack }: GoFunctions) => {
    const sums = await Promise.all(Array.from({ length: goroutines }, () => callBack(times, twice)));
    for (const sum of sums) expectSame("the sum of what callbacks returned", sum, times * (times - 1));
  };
  return {
    name: `callbacks:${goroutines}`,
    per: goroutines * times,
    check: call,
    operation: (functions) => () => call(functions),
  };
}

const size = 8 * 2 ** 20;
const chunkSize = 64 * 1024;

/** Streams of 8 MiB: the same functions as in the suite `streams`. */
export const streamed: readonly Counted<StreamFunctions>[] = [
  streamOf("reader", ({ read }, take) => read(size, take)),
  streamOf("byob", ({ read, readInto = read }, take) => readInto(size, take)),
  streamOf("writer", ({ write }, take) => write(size, take)),
  streamOf("source", async ({ send }, take) => {
    const chunk = new Uint8Array(chunkSize);
    const [, arrived] = await send(chunk, size / chunkSize);
    take(new Uint8Array(arrived));
  }),
];

function streamOf(
  name: string,
  move: (functions: StreamFunctions, take: (chunk: Uint8Array) => void) => Promise<void>,
): Counted<StreamFunctions> {
  const all = async (functions: StreamFunctions) => {
    let total = 0;
    await move(functions, (chunk) => void (total += chunk.length));
    expectSame("the number of bytes", total, size);
  };
  return { name, check: all, operation: (functions) => () => all(functions) };
}
