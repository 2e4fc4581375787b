import type { Item, ValueFunctions } from "../../cases/functions.ts";

/** The same in JavaScript: what Go copies is a copy here too. */
export function open(): ValueFunctions {
  return {
    half: (x) => x / 2,
    echoText: (text) => text,
    echoBytes: (bytes) => bytes.slice(),
    moveItem: ({ id, price, name }) => ({ id: BigInt.asIntN(64, id + 1n), price: price + 0.25, name }),
    items: (count) => made(count).map(copied),
    sumItems: (items) => items.reduce((sum, { price }) => sum + price, 0),
    echoItems: (items) => items.map(copied),
    doubleMap: (map) => Object.fromEntries(Object.entries(map).map(([key, value]) => [key, 2 * value])),
    refuse(text) {
      throw new Error(`refused: ${text}`);
    },
    callBack(times, f) {
      let sum = 0;
      for (let i = 0; i < times; i++) sum += f(i);
      return sum;
    },
    newCounter: (start) => new Counter(start),
  };
}

class Counter {
  #at: number;

  constructor(start: number) {
    this.#at = start;
  }

  add(n: number): number {
    return (this.#at += n);
  }
}

const copied = ({ id, price, name }: Item): Item => ({ id, price, name });

const all: Item[] = [];

/** The first of the items, which are made once as in Go. */
function made(count: number): Item[] {
  for (let i = all.length; i < count; i++) {
    const name = `item number ${String(i % 10_000).padStart(4, "0")}`;
    all.push({ id: 2n ** 53n + BigInt(i), price: i + 0.25, name });
  }
  return all.slice(0, count);
}
