import { deepStrictEqual } from "node:assert";
import { expectSame, type Case } from "../case.ts";
import type { Item, ValueFunctions } from "../functions.ts";

const many = 1000;
const struct = "of a 64-bit integer, a float and a string";

/** A small struct in, one out. */
export const item: Case<ValueFunctions> = {
  name: "item",
  title: "small struct",
  about: `A struct ${struct} goes to Go, which gives one with another number and price.`,
  async check({ moveItem }) {
    for (const each of [...someItems(8), ...edges]) {
      deepStrictEqual(await moveItem(each), { id: each.id + 1n, price: each.price + 0.25, name: each.name });
    }
  },
  operation({ moveItem }) {
    const all = someItems(8);
    let i = 0;
    return () => moveItem(all[i++ & 7]!);
  },
};

/** A slice of structs out. */
export const itemsOut: Case<ValueFunctions> = {
  name: `items-out:${many}`,
  title: "1,000 structs out",
  about: `Go gives a slice of 1,000 structs ${struct}.`,
  patience: 2,
  async check({ items }) {
    deepStrictEqual(await items(many), someItems(many));
    deepStrictEqual(await items(1), someItems(1));
    deepStrictEqual(await items(0), []);
  },
  operation:
    ({ items }) =>
    () =>
      items(many),
};

/** A slice of structs in. */
export const itemsIn: Case<ValueFunctions> = {
  name: `items-in:${many}`,
  title: "1,000 structs in",
  about: `An array of 1,000 structs ${struct} goes to Go, which adds their prices.`,
  patience: 2,
  async check({ sumItems }) {
    expectSame("sumItems", await sumItems(someItems(many)), (many * (many - 1)) / 2 + many / 4);
    expectSame("sumItems of one", await sumItems(someItems(1)), 0.25);
    expectSame("sumItems of none", await sumItems([]), 0);
  },
  operation({ sumItems }) {
    const all = someItems(many);
    return () => sumItems(all);
  },
};

/** A slice of structs in, and out. */
export const itemsInAndOut: Case<ValueFunctions> = {
  name: `items:${many}`,
  title: "1,000 in and out",
  about: `An array of 1,000 structs ${struct} goes to Go, which gives it back.`,
  patience: 2,
  async check({ echoItems }) {
    for (const all of [someItems(many), edges, []]) deepStrictEqual(await echoItems(all), all);
  },
  operation({ echoItems }) {
    const all = someItems(many);
    return () => echoItems(all);
  },
};

/** What is often carried wrong. */
const edges: Item[] = [
  { id: 0n, price: 0, name: "" },
  { id: -(2n ** 63n), price: -1e308, name: "nul \0 within" },
  { id: 2n ** 63n - 2n, price: 5e-324, name: 'quo"ted\\ \n' },
  { id: -1n, price: 0.1, name: "héllo 日本語 🙂" },
];

/** What the Go function Items gives too. The numbers are beyond what a number holds exactly. */
function someItems(count: number): Item[] {
  return Array.from({ length: count }, (_, i) => ({
    id: 2n ** 53n + BigInt(i),
    price: i + 0.25,
    name: `item number ${String(i % 10_000).padStart(4, "0")}`,
  }));
}
