// expr-lang/expr: rules that somebody types into a form, checked before they run, over JavaScript objects.
import { GoError } from "topher";
import { asBool, compile, env, eval as evaluate, function as goFunction, run } from "./expr-js/index.js";

const order = {
  customer: { name: "Ada", since: 2019, tags: ["vip", "newsletter"] },
  items: [
    { name: "keyboard", price: 89.5, count: 1 },
    { name: "cable", price: 7.25, count: 4 },
  ],
};

// One expression, once.
console.log(evaluate("sum(items, .price * .count)", order));
console.log(JSON.stringify(evaluate(`map(filter(items, .count > 1), upper(.name))`, order)));

// Compiled once, run over many objects. The example of an order says which names there are, and of what type.
const rule = compile(
  `customer.name == "Ada" and "vip" in customer.tags and sum(items, .price * .count) > 100`,
  env(order),
  asBool(),
);
console.log(run(rule, order));
console.log(run(rule, { ...order, items: order.items.slice(1) }));

// A mistake is found when the rule is compiled, with the place.
try {
  compile("customer.nmae == 1 and itemz", env(order));
} catch (error) {
  if (error instanceof GoError) console.log(error.message);
}

// A function of JavaScript in the language.
const postage = goFunction("postage", (country) => (country === "DE" ? 4.9 : 12));
const total = compile(`sum(items, .price * .count) + postage("DE")`, env(order), postage);
console.log(run(total, order));
