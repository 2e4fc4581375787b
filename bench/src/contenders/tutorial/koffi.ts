import koffi from "koffi";
import type { TutorialFunctions } from "../../cases/functions.ts";

/** Hand-written: koffi in Node. */
export function open(path: string): TutorialFunctions {
  const library = koffi.load(path);
  const pi = library.func("pi", "double", ["int64_t"]);
  const piOnCores = library.func("pi_cores", "double", ["int64_t"]);
  const shuffle = library.func("shuffle", "void", ["double *", "int64_t", "uint32_t"]);
  const shuffleOnCores = library.func("shuffle_cores", "void", ["double *", "int64_t", "uint32_t"]);
  const dot = library.func("dot", "double", ["double *", "int64_t", "double *", "int64_t"]);
  const dotOnCores = library.func("dot_cores", "double", ["double *", "int64_t", "double *", "int64_t"]);
  const ends = library.func("ends", "double", ["double *", "int64_t"]);
  return {
    pi: (terms) => pi(terms) as number,
    piOnCores: (terms) => piOnCores(terms) as number,
    shuffle: (numbers, seed) => shuffle(numbers, numbers.length, seed) as void,
    shuffleOnCores: (numbers, seed) => shuffleOnCores(numbers, numbers.length, seed) as void,
    dot: (a, b) => dot(a, a.length, b, b.length) as number,
    dotOnCores: (a, b) => dotOnCores(a, a.length, b, b.length) as number,
    // koffi takes a plain array too, in ten times the time; `from` is the fastest that Node has.
    ends: (numbers) =>
      ends(numbers instanceof Float64Array ? numbers : Float64Array.from(numbers), numbers.length) as number,
  };
}
