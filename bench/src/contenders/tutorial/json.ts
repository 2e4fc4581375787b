import type { TutorialFunctions } from "../../cases/functions.ts";
import { openLines, type JsonNumber } from "../transport/lines.ts";

export { close } from "../transport/lines.ts";

/** The tutorial's workloads in a child process, by lines of JSON. */
export async function open(program: string): Promise<TutorialFunctions> {
  const { call } = await openLines(program);
  const shuffle = (name: string) => async (numbers: Float64Array, seed: number) => {
    numbers.set(await call<number[]>(name, { seed, numbers: Array.from(numbers) }));
  };
  const dot = (name: string) => async (a: Float64Array, b: Float64Array) =>
    Number(await call<JsonNumber>(name, { a: Array.from(a), b: Array.from(b) }));
  return {
    pi: (terms) => call("pi", terms),
    piOnCores: (terms) => call("piOnCores", terms),
    shuffle: shuffle("shuffle"),
    shuffleOnCores: shuffle("shuffleOnCores"),
    dot: dot("dot"),
    dotOnCores: dot("dotOnCores"),
    ends: async (numbers) => Number(await call<JsonNumber>("ends", Array.from(numbers))),
  };
}
