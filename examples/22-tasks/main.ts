// #region import
import { GoError, stats } from "topher";
import { count, product, Table } from "./primes-js/index.js";
// #endregion

// #region task
const task = count.async(200_000);
console.log("started");
console.log(await task, "primes");
// #endregion

// #region loop
let turns = 0;
const timer = setInterval(() => turns++, 1);
await count.async(1_000_000);
clearInterval(timer);
console.log("the event loop went on:", turns > 5);
// #endregion

// #region many
const counts = await Promise.all(Array.from({ length: 10_000 }, (_, i) => count.async(i % 100)));
console.log(counts.length, "tasks,", Math.max(...counts), "primes at most");
// #endregion

// #region method
const table = Table.new(1000);
console.log("the table holds", await table.async.fill());
console.log("97 is one of them:", table.has(97));
// #endregion

// #region variadic
console.log(product(2, 3, 5), await product.async([2, 3, 5]));
// #endregion

// #region error
try {
  await product.async([2, 3, 4]);
} catch (error) {
  if (error instanceof GoError) console.log("refused:", error.message);
}
// #endregion

// #region argument
const wrong = product.async(["two" as never]); // nothing is thrown here
await wrong.catch((error: Error) => console.log(error.message));
// #endregion

// #region unref
count.async(1e9).unref(); // nobody waits for it: the process may end without
console.log("one is in flight:", stats().tasks > 0);
// #endregion
