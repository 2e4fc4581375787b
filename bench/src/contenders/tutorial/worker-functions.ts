// What a worker has for the tutorial's workloads: the plain JavaScript, and what only a worker is asked for.
import { open as openPlain } from "./javascript.ts";

/** The workloads, and parts of them. */
export function open() {
  return { ...openPlain(), piPart, ends };
}

/** The terms from one on to before another. */
function piPart(from: number, to: number): number {
  let sum = 0;
  let sign = from % 2 === 0 ? 4 : -4;
  for (let i = from; i < to; i++) {
    sum += sign / (2 * i + 1);
    sign = -sign;
  }
  return sum;
}

function ends(numbers: Float64Array): number {
  const { length } = numbers;
  return length === 0 ? 0 : numbers[0]! + numbers[length >> 1]! + numbers[length - 1]! + length;
}
