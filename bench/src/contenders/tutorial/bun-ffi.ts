/// <reference types="bun" />
import { dlopen } from "bun:ffi";
import type { TutorialFunctions } from "../../cases/functions.ts";

/** Hand-written: bun:ffi in Bun. */
export function open(path: string): TutorialFunctions {
  const { pi, pi_cores, shuffle, shuffle_cores, dot, dot_cores, ends } = dlopen(path, {
    pi: { args: ["i64"], returns: "f64" },
    pi_cores: { args: ["i64"], returns: "f64" },
    shuffle: { args: ["ptr", "i64", "u32"], returns: "void" },
    shuffle_cores: { args: ["ptr", "i64", "u32"], returns: "void" },
    dot: { args: ["ptr", "i64", "ptr", "i64"], returns: "f64" },
    dot_cores: { args: ["ptr", "i64", "ptr", "i64"], returns: "f64" },
    ends: { args: ["ptr", "i64"], returns: "f64" },
  }).symbols;
  return {
    pi,
    piOnCores: pi_cores,
    shuffle: (numbers, seed) => shuffle(numbers, numbers.length, seed),
    shuffleOnCores: (numbers, seed) => shuffle_cores(numbers, numbers.length, seed),
    dot: (a, b) => dot(a, a.length, b, b.length),
    dotOnCores: (a, b) => dot_cores(a, a.length, b, b.length),
    ends: (numbers) => ends(numbers instanceof Float64Array ? numbers : Float64Array.from(numbers), numbers.length),
  };
}
