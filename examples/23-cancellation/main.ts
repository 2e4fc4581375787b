// #region import
import { GoError } from "topher";
import { count, findGap, searches } from "../22-tasks/primes-js/index.js";
// #endregion

// #region context
const gap = await findGap(20);
console.log(`nothing but composites for ${gap.length} numbers after ${gap.after}`);
console.log("the only form:", findGap.async === findGap);
// #endregion

/** Waits until Go has stopped searching, which takes it a moment. */
async function stopped(): Promise<void> {
  while (searches() > 0) await new Promise((resolve) => setTimeout(resolve, 1));
}

// #region signal
const controller = new AbortController();
const search = findGap(10_000, { signal: controller.signal });
setTimeout(() => controller.abort(new Error("the user has left")), 20);
try {
  await search;
} catch (error) {
  console.log((error as Error).message, "-", error === controller.signal.reason);
}
await stopped();
console.log("searches:", searches());
// #endregion

// #region already
const refused = await findGap(20, { signal: AbortSignal.abort("never mind") }).catch((reason: unknown) => reason);
console.log("reason:", refused);
// #endregion

// #region timeout
try {
  await findGap(10_000, { timeout: 20 });
} catch (error) {
  if (error instanceof GoError) console.log("too late:", error.message);
}
// #endregion

// #region any
const page = new AbortController();
const both = AbortSignal.any([page.signal, AbortSignal.timeout(20)]);
await findGap(10_000, { signal: both }).catch((error: Error) => console.log(error.name));
await stopped();
// #endregion

// #region without
const useless = count.async(3_000_000, { timeout: 20 });
await useless.catch((error: Error) => console.log("without a context:", error.message));
// #endregion
