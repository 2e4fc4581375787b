import type { TutorialFunctions } from "../../cases/functions.ts";
import { instantiate } from "../transport/instance.ts";

interface Exports {
  pi(terms: number): number;
  shuffle(count: number, seed: number): void;
  dot(a: number, b: number): number;
  ends(count: number): number;
}

/** The tutorial's workloads as WebAssembly, on the one thread that it has. */
export async function open(file: string): Promise<Pick<TutorialFunctions, "pi" | "shuffle" | "dot" | "ends">> {
  const { exports, put, space } = await instantiate<Exports>(file);
  return {
    pi: (terms) => exports.pi(terms),
    shuffle(numbers, seed) {
      put(0, numbers);
      exports.shuffle(numbers.length, seed);
      space(0, numbers.length)(numbers, numbers.length);
    },
    dot(a, b) {
      put(0, a);
      put(1, b);
      return exports.dot(a.length, b.length);
    },
    ends(numbers) {
      put(0, numbers instanceof Float64Array ? numbers : Float64Array.from(numbers));
      return exports.ends(numbers.length);
    },
  };
}
