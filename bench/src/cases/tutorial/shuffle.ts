import { expectSame, type Case } from "../case.ts";
import type { TutorialFunctions } from "../functions.ts";

const ways = {
  shuffle: {
    name: "shuffle",
    title: "shuffle",
    right: "It has to be the order that JavaScript comes to with the same seed.",
  },
  shuffleOnCores: {
    name: "shuffle-cores",
    title: "shuffle on all cores",
    right: "Each number has to be there once, and hardly any where it was.",
  },
} as const;

/** Fisher–Yates on the generator mulberry32, in place. */
export function shuffle(size: number, way: keyof typeof ways): Case<TutorialFunctions> {
  const { name, title, right } = ways[way];
  return {
    name: `${name}:${size}`,
    title,
    about: `${size.toLocaleString("en")} float64 in another order, in place: Fisher–Yates on the generator mulberry32. ${right}`,
    heavy: true,
    async check({ [way]: shuffle }) {
      const numbers = countUp(size);
      await shuffle(numbers, 42);
      expectShuffled(numbers);
      if (way === "shuffle") {
        expectLast(numbers, 42, 1000);
        const few = countUp(1000);
        await shuffle(few, 4_000_000_000);
        expectLast(few, 4_000_000_000, 1000);
      }
      await shuffle(countUp(1), 1);
    },
    operation({ [way]: shuffle }) {
      const numbers = countUp(size);
      let seed = 0;
      return () => shuffle(numbers, seed++);
    },
  };
}

/** 0, 1, 2, … */
function countUp(size: number): Float64Array {
  const numbers = new Float64Array(size);
  for (let i = 0; i < size; i++) numbers[i] = i;
  return numbers;
}

/** Throws unless the numbers are 0, 1, 2, … in another order, mixed over the whole length. */
function expectShuffled(numbers: Float64Array): void {
  const { length } = numbers;
  const seen = new Uint8Array(length);
  let unmoved = 0;
  for (let i = 0; i < length; i++) {
    const x = numbers[i]!;
    if (seen[x] !== 0)
      throw new Error(`number ${i} of the shuffle is ${x}, which is not one of the numbers or there twice`);
    seen[x] = 1;
    if (x === i) unmoved++;
  }
  // One is left where it was on average, whatever the length, and twenty practically never.
  if (unmoved > 20) throw new Error(`the shuffle has left ${unmoved} numbers where they were`);
  const first = numbers.subarray(0, 10_000);
  const mean = first.reduce((sum, x) => sum + x, 0) / first.length / length;
  if (!(mean > 0.47 && mean < 0.53))
    throw new Error(`the first numbers of the shuffle are ${mean} of the largest on average, expected 0.5`);
}

/**
 * Throws unless the last `count` numbers are those that Fisher–Yates puts there first of all: the numbers are exchanged from the end on, and what
 * is at the end does not move again.
 */
function expectLast(numbers: Float64Array, seed: number, count: number): void {
  const random = mulberry32(seed);
  const moved = new Map<number, number>();
  for (let i = numbers.length - 1; i >= numbers.length - count; i--) {
    const j = Math.floor(random() * (i + 1));
    expectSame(`number ${i} of the shuffle`, numbers[i], moved.get(j) ?? j);
    moved.set(j, moved.get(i) ?? i);
  }
}

/** Tommy Ettinger's generator, as it is published for JavaScript. */
function mulberry32(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
