// #region import
import { codeOf } from "topher";
import { choose, each, largest, watch } from "../22-tasks/primes-js/index.js";
// #endregion

// #region call
const found: number[] = [];
await each.async(30, 4, (prime) => {
  found.push(prime);
});
console.log(found.toSorted((a, b) => a - b).join(" "));
// #endregion

// #region await
let waiting = 0;
let most = 0;
await each.async(100, 4, async () => {
  most = Math.max(most, ++waiting);
  await new Promise((resolve) => setTimeout(resolve, 2));
  waiting--;
});
console.log("goroutines that waited at the same time:", most);
// #endregion

// #region throw
const enough = new Error("I have seen enough");
try {
  await each.async(1000, 4, (prime) => {
    if (prime > 100) throw enough;
  });
} catch (error) {
  console.log("the same error object:", error === enough);
}
// #endregion

// #region judge
const judge = {
  async wanted(prime: number, { signal }: { signal: AbortSignal }) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    return prime % 10 === 7 && !signal.aborted;
  },
};
console.log("primes below 100 that end in 7:", await choose(100, judge));
// #endregion

// #region signal
const heard: boolean[] = [];
const strict = {
  async wanted(prime: number, { signal }: { signal: AbortSignal }) {
    if (prime === 2) throw enough; // Go cancels the context for all others
    await aborted(signal);
    heard.push(signal.reason === enough);
    return false;
  },
};
await choose(10, strict).catch((error) => console.log(error === enough, heard.join(", ")));

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve());
  });
}
// #endregion

// #region sync
try {
  each(30, 4, () => {});
} catch (error) {
  console.log(codeOf(error));
}
// #endregion

// #region keep
watch((prime) => {
  console.log("the watcher hears", prime);
});
console.log(largest(100)); // on this very thread: called straight away
console.log(await largest.async(1000)); // from a goroutine: through the event loop
watch(null);
// #endregion
