/// <reference types="deno" />
import type { TutorialFunctions } from "../../cases/functions.ts";

/** Hand-written: Deno.dlopen in Deno. */
export function open(path: string): TutorialFunctions {
  const { pi, pi_cores, shuffle, shuffle_cores, dot, dot_cores, ends } = Deno.dlopen(path, {
    pi: { parameters: ["i64"], result: "f64" },
    pi_cores: { parameters: ["i64"], result: "f64" },
    shuffle: { parameters: ["buffer", "i64", "u32"], result: "void" },
    shuffle_cores: { parameters: ["buffer", "i64", "u32"], result: "void" },
    dot: { parameters: ["buffer", "i64", "buffer", "i64"], result: "f64" },
    dot_cores: { parameters: ["buffer", "i64", "buffer", "i64"], result: "f64" },
    ends: { parameters: ["buffer", "i64"], result: "f64" },
  }).symbols;
  return {
    pi: (terms) => pi(BigInt(terms)),
    piOnCores: (terms) => pi_cores(BigInt(terms)),
    shuffle: (numbers, seed) => shuffle(own(numbers), BigInt(numbers.length), seed),
    shuffleOnCores: (numbers, seed) => shuffle_cores(own(numbers), BigInt(numbers.length), seed),
    dot: (a, b) => dot(own(a), BigInt(a.length), own(b), BigInt(b.length)),
    dotOnCores: (a, b) => dot_cores(own(a), BigInt(a.length), own(b), BigInt(b.length)),
    ends: (numbers) =>
      ends(numbers instanceof Float64Array ? own(numbers) : Float64Array.from(numbers), BigInt(numbers.length)),
  };
}

/** Deno's types leave out memory that threads share. */
const own = (numbers: Float64Array) => numbers as Float64Array<ArrayBuffer>;
