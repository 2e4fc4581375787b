// #region import
import { channel, stats } from "topher";
import { below, belowDrained, from, sift, sum, twins } from "../22-tasks/primes-js/index.js";
// #endregion

// #region receive
const few: number[] = [];
for await (const prime of below(20)) few.push(prime);
console.log(few.join(" "));
// #endregion

// #region context
for await (const prime of await from(1000)) {
  if (prime > 1020) break; // cancels the context: Go's goroutine ends
  console.log("from 1000 on:", prime);
}
// #endregion

// #region give
console.log("an array:", await sum.async([2, 3, 5]));

async function* slowly() {
  for (const prime of [7, 11, 13]) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    yield prime;
  }
}
console.log("an async generator:", await sum.async(slowly()));
console.log("a channel of Go:", await sum.async(below(100)));
// #endregion

// #region make
const numbers = channel<number>();
const primes = channel<number>();
const done = sift.async(numbers, primes);
const total = sum.async(primes);
for (let n = 0; n < 1000; n++) await numbers.send(n);
numbers.close();
await done;
console.log("sifted:", await total);
// #endregion

// #region iterate
const pairs: string[] = [];
for await (const [low, high] of twins(50)) pairs.push(`${low}-${high}`);
console.log(pairs.join(" "));
// #endregion

// #region abandon
for await (const prime of below(100_000)) if (prime > 10) break;
console.log("abandoned:", stats().abandonedChannels);
// #endregion

// #region drain
for await (const prime of belowDrained(100_000)) if (prime > 10) break;
console.log("abandoned still:", stats().abandonedChannels);
// #endregion
