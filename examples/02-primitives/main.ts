// #region open
import { fn, open, t } from "topher";

const lib = open(new URL("../../dist/libtutorial.so", import.meta.url), {
  add: fn([t.i64, t.i64], t.i64),
  add2: fn([t.f64, t.f64], t.f64),
  pi: fn([t.int], t.f64),
});
// #endregion

// #region add
console.log("10 + 15 =", String(lib.add(10n, 15n)));
console.log("a number will do:", String(lib.add(10, 15n)));
console.log("1.5 + 2.25 =", String(lib.add2(1.5, 2.25)));
console.log("π is about", lib.pi(1_000_000).toFixed(5));
// #endregion

// #region wrap
const largest = 2n ** 63n - 1n;
console.log("Go wraps around:", String(lib.add(largest, 1n)));
// #endregion

// #region refused
refused(() => lib.add(2n ** 63n, 1n));
refused(() => lib.add(1.5, 1n));
// @ts-expect-error: the compiler sees this one first
refused(() => lib.add("10", 15n));

function refused(call: () => unknown): void {
  try {
    call();
  } catch (error) {
    console.log(String(error));
  }
}
// #endregion
