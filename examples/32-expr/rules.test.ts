// The language over JavaScript objects, against the same questions asked in JavaScript.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GoError, goInt } from "topher";
import { asFloat64, compile, env, eval as evaluate, function as goFunction, run } from "./expr-js/index.js";

/** Orders as an API would return them, all different and the same in every run. */
const orders = Array.from({ length: 500 }, (_, i) => ({
  id: `order-${i}`,
  country: ["DE", "FR", "US", "JP"][i % 4]!,
  express: i % 3 === 0,
  placed: new Date(Date.UTC(2026, i % 12, 1 + (i % 28))),
  items: Array.from({ length: i % 5 }, (_, j) => ({
    name: `item ${j}`,
    price: (i * 7 + j * 3) / 4,
    count: 1 + ((i + j) % 3),
  })),
  note: i % 7 === 0 ? null : `note ${i}`,
}));
type Order = (typeof orders)[number];

const total = ({ items }: Order) => items.reduce((sum, { price, count }) => sum + price * count, 0);

/** Expressions, and what they mean. */
const questions: readonly (readonly [string, (order: Order) => unknown])[] = [
  [`id`, ({ id }) => id],
  [`express and country in ["DE", "FR"]`, ({ express, country }) => express && ["DE", "FR"].includes(country)],
  [`sum(items, .price * .count)`, total],
  [`len(items)`, ({ items }) => items.length],
  [`map(items, .name)`, ({ items }) => items.map(({ name }) => name)],
  [`filter(items, .price > 100)`, ({ items }) => items.filter(({ price }) => price > 100)],
  [
    `any(items, .count == 3) ? upper(country) : lower(country)`,
    ({ items, country }) => (items.some(({ count }) => count === 3) ? country : country.toLowerCase()),
  ],
  [`note ?? "none"`, ({ note }) => note ?? "none"],
  [
    `placed.Year() * 100 + int(placed.Month())`,
    ({ placed }) => placed.getUTCFullYear() * 100 + placed.getUTCMonth() + 1,
  ],
  [`placed > date("2026-06-15")`, ({ placed }) => placed > new Date("2026-06-15")],
  [`{"id": id, "first": items[0]?.name}`, ({ id, items }) => ({ id, first: items[0]?.name ?? null })],
  [`split(id, "-")[1] matches "^[0-9]{3}$"`, ({ id }) => /^\d{3}$/.test(id.split("-")[1]!)],
];

for (const [source, meaning] of questions) {
  test(`${source} is what JavaScript says`, () => {
    const program = compile(source, env(orders[4]!));
    for (const order of orders) {
      if (source.includes("?.") && order.items.length === 0) continue; // an index beyond the end is an error in both ways of asking
      assert.deepEqual(run(program, order), meaning(order), order.id);
    }
  });
}

test("numbers keep the kind that JavaScript gave them", () => {
  assert.equal(evaluate("a / b", { a: 7, b: 2 }), 3.5);
  assert.equal(evaluate("a % b", { a: goInt(7), b: goInt(2) }), 1);
  assert.equal(evaluate("a", { a: 2n ** 62n }), 2n ** 62n);
  assert.equal(run(compile("1 + 1", asFloat64()), null), 2);
});

test("a function of JavaScript takes and returns any value, and its exception is the one that is thrown", () => {
  const add = goFunction("add", (...values) => (values as number[]).reduce((sum, each) => sum + each, 0));
  assert.equal(run(compile("add(1.5, 2.5, price)", env({ price: 1 }), add), { price: 8 }), 12);
  const refused = new TypeError("no");
  const fail = goFunction("fail", () => {
    throw refused;
  });
  assert.throws(
    () => run(compile("fail()", fail), null),
    (error) => error === refused || (error instanceof GoError && error.cause === refused),
  );
});

test("a mistake is a GoError that shows the place", () => {
  assert.throws(
    () => compile("nmae == 1", env({ name: "" })),
    (error: Error) => {
      assert.ok(error instanceof GoError);
      assert.match(error.message, /unknown name nmae \(1:1\)/);
      return true;
    },
  );
});
