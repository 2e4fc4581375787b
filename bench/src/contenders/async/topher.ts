import { pathToFileURL } from "node:url";
import type { GoFunctions } from "../cases/async.ts";

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

/** topher: the generated module, as a program imports it; to count crossings, with a `link` that counts. */
export async function open(path: string, name: string): Promise<GoFunctions> {
  const counted = name.startsWith("crossings");
  const file = counted ? path.replace("index.js", "counted.js") : path;
  const { half, park, callBack, numbers, parked, release, memory } = (await import(
    pathToFileURL(file).href
  )) as Generated;
  const { crossings } = counted ? await import("../counting.ts") : { crossings: () => Number.NaN };
  return {
    half: (x, done) => void half.async(x).then(done),
    halfLater: (x) => half.async(x),
    park: (x, done) => void park.async(x).then(done),
    callBack: (goroutines, times, f) => callBack.async(goroutines, times, f),
    numbers,
    parked,
    release,
    memory,
    crossings,
    most: Infinity,
  };
}
