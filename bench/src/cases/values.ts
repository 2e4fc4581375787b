import { deepStrictEqual } from "node:assert";
import { expectSame, type Case } from "./case.ts";

/** A small struct. */
export interface Item {
  readonly id: bigint;
  readonly price: number;
  readonly name: string;
}

/** The functions of the Go package `codec`, as a program would have them, whatever is underneath. */
export interface CodecFunctions {
  half(x: number): number;
  echoText(text: string): string;
  moveItem(item: Item): Item;
  items(count: number): Item[];
  sumItems(items: readonly Item[]): number;
  echoItems(items: readonly Item[]): Item[];
}

/** Contenders that call one function only. */
type Half = Pick<CodecFunctions, "half">;

/** One float64 in, one out. */
export const oneFloat: Case<Half> = {
  name: "half",
  title: "one float",
  check({ half }) {
    for (const x of [1, 0.1, -0, 1e308, Number.NaN]) expectSame(`half(${x})`, half(x), x / 2);
  },
  operation({ half }) {
    let i = 0;
    return () => half(i++);
  },
};

/** 16 bytes of text in, the same out. */
export const text: Case<CodecFunctions> = {
  name: "text:16",
  title: "16 bytes of text",
  check({ echoText }) {
    for (const each of [...texts, "", "\0", 'quo"ted\\', "héllo wörld", "日本語 🙂", "line\nline"]) {
      expectSame("echoText", echoText(each), each);
    }
  },
  operation({ echoText }) {
    let i = 0;
    return () => echoText(texts[i++ & 7]!);
  },
};

/** A small struct in, one out. */
export const item: Case<CodecFunctions> = {
  name: "item",
  title: "small struct",
  check({ moveItem }) {
    for (const each of someItems(8)) {
      deepStrictEqual(moveItem(each), { id: each.id + 1n, price: each.price + 0.25, name: each.name });
    }
  },
  operation({ moveItem }) {
    const all = someItems(8);
    let i = 0;
    return () => moveItem(all[i++ & 7]!);
  },
};

const many = 1000;

/** A slice of structs out. */
export const itemsOut: Case<CodecFunctions> = {
  name: `items-out:${many}`,
  title: "1,000 structs out",
  patience: 4,
  check({ items }) {
    deepStrictEqual(items(many), someItems(many));
    deepStrictEqual(items(0), []);
  },
  operation:
    ({ items }) =>
    () =>
      items(many),
};

/** A slice of structs in. */
export const itemsIn: Case<CodecFunctions> = {
  name: `items-in:${many}`,
  title: "1,000 structs in",
  patience: 4,
  check({ sumItems }) {
    expectSame("sumItems", sumItems(someItems(many)), (many * (many - 1)) / 2 + many / 4);
    expectSame("sumItems of none", sumItems([]), 0);
  },
  operation({ sumItems }) {
    const all = someItems(many);
    return () => sumItems(all);
  },
};

/** A slice of structs in, and out. */
export const itemsInAndOut: Case<CodecFunctions> = {
  name: `items:${many}`,
  title: "1,000 in and out",
  patience: 4,
  check({ echoItems }) {
    deepStrictEqual(echoItems(someItems(many)), someItems(many));
    deepStrictEqual(echoItems([]), []);
  },
  operation({ echoItems }) {
    const all = someItems(many);
    return () => echoItems(all);
  },
};

const texts = Array.from({ length: 8 }, (_, i) => `text number ${1000 + i}`);

/** What the Go function Items gives too. The numbers are beyond what a number holds exactly. */
function someItems(count: number): Item[] {
  return Array.from({ length: count }, (_, i) => ({
    id: 2n ** 53n + BigInt(i),
    price: i + 0.25,
    name: `item number ${String(i % 10_000).padStart(4, "0")}`,
  }));
}
