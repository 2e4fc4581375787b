import type { TutorialFunctions } from "../../cases/functions.ts";
import { openFrames } from "../transport/frames.ts";
import { none } from "../transport/none.ts";
import type { PayloadReader } from "../transport/payload-reader.ts";

export { close } from "../transport/frames.ts";

/** The tutorial's workloads in a child process, by binary frames: lists are written into its input, and what changes comes back. */
export async function open(program: string): Promise<TutorialFunctions> {
  const { call } = await openFrames(program);
  const number = (from: PayloadReader) => from.f64();
  const pi = (name: string) => (terms: number) => call(name, (to) => to.f64(terms), number);
  const shuffle = (name: string) => (numbers: Float64Array, seed: number) =>
    call(
      name,
      (to) => {
        to.f64(seed);
        to.bytes(numbers);
      },
      none,
      { into: numbers },
    );
  const dot = (name: string) => (a: Float64Array, b: Float64Array) =>
    call(
      name,
      (to) => {
        to.f64(a.length);
        to.bytes(a);
        to.bytes(b);
      },
      number,
    );
  return {
    pi: pi("pi"),
    piOnCores: pi("piOnCores"),
    shuffle: shuffle("shuffle"),
    shuffleOnCores: shuffle("shuffleOnCores"),
    dot: dot("dot"),
    dotOnCores: dot("dotOnCores"),
    ends: (numbers) =>
      call("ends", (to) => to.bytes(numbers instanceof Float64Array ? numbers : Float64Array.from(numbers)), number),
  };
}
