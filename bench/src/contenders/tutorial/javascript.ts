import type { TutorialFunctions } from "../../cases/functions.ts";

/** The same loops in JavaScript, on the thread that calls. */
export function open(): Pick<TutorialFunctions, "pi" | "shuffle" | "dot"> {
  return { pi, shuffle, dot };
}

function pi(terms: number): number {
  let sum = 0;
  let sign = 4;
  for (let i = 0; i < terms; i++) {
    sum += sign / (2 * i + 1);
    sign = -sign;
  }
  return sum;
}

function dot(a: Float64Array, b: Float64Array): number {
  const n = Math.min(a.length, b.length);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Fisher–Yates, with mulberry32 in the loop: a closure for the generator costs calls. */
function shuffle(numbers: Float64Array, seed: number): void {
  let state = seed | 0;
  for (let i = numbers.length - 1; i > 0; i--) {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    const j = Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * (i + 1));
    const x = numbers[i]!;
    numbers[i] = numbers[j]!;
    numbers[j] = x;
  }
}
