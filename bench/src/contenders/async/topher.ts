import { pathToFileURL } from "node:url";
import type { GoFunctions } from "../../cases/async.ts";

/** What is called of the generated module, which is built later than this file is checked. */
interface Generated {
  readonly half: Asynchronous<[x: number], number>;
  readonly park: Asynchronous<[x: number], number>;
  parked(): number;
  release(): void;
  memory(): [number, number];
  numbers(n: number): AsyncIterable<number>;
  readonly callBack: Asynchronous<[goroutines: number, times: number, f: (x: number) => number], number>;
}

interface Asynchronous<Parameters extends readonly unknown[], Result> {
  async(...parameters: Parameters): Promise<Result>;
}

/** topher: the generated module, as a program imports it. */
export async function open(path: string): Promise<GoFunctions> {
  const { half, park, callBack, numbers, parked, release, memory } = (await import(
    pathToFileURL(path).href
  )) as Generated;
  return {
    half: (x, done) => void half.async(x).then(done),
    halfLater: (x) => half.async(x),
    park: (x, done) => void park.async(x).then(done),
    callBack: (times, f) => callBack.async(1, times, f),
    numbers,
    parked,
    release,
    memory,
    most: Infinity,
  };
}
