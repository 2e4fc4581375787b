// #region open
import { fn, open, OutputBuffer, stats, t } from "topher";

const lib = open(new URL("../../dist/libtutorial.so", import.meta.url), {
  add2: fn([t.f64, t.f64], t.f64),
  increase: fn([t.slice(t.i64), t.i64], t.void),
  noop: fn([], t.void),
  pi: fn([t.int], t.f64),
  repeat: fn([t.cstring, t.int, t.bytes], t.int),
  sqrts: fn([t.slice(t.f64), t.callback([t.int], t.pointer)], t.int),
  sum: fn([t.slice(t.f64)], t.f64),
});
// #endregion

// #region measure
/** The best of several runs, in milliseconds: noise only ever adds. */
function best(work: () => unknown, runs = 7): number {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...times);
}
// #endregion

// #region batch
const nums = Float64Array.from({ length: 100_000 }, (_, i) => i);

function sumByCalls(): number {
  let total = 0;
  for (const x of nums) total = lib.add2(total, x);
  return total;
}

console.log("same sum:", lib.sum(nums) === sumByCalls());
console.log("one call is over 5 times faster than 100000:", best(() => lib.sum(nums)) * 5 < best(sumByCalls));
// #endregion

// #region typed
const plain = Array.from(nums);
console.log("same sum:", lib.sum(plain) === lib.sum(nums));
console.log("a typed array is faster than a plain one:", best(() => lib.sum(nums)) < best(() => lib.sum(plain)));
// #endregion

// #region borrowed
const shared = BigInt64Array.of(1n, 2n, 3n);
const copied = [1n, 2n, 3n];
lib.increase(shared, 1n);
lib.increase(copied, 1n);
console.log("borrowed:", shared.join(" "), "copied:", copied.join(" "));
// #endregion

// #region reuse
const out = new OutputBuffer(100);
let bytes = 0;
for (let i = 0; i < 1000; i++) bytes += out.text(lib.repeat("Go", 1 + (i % 50), out.bytes)).length;
console.log(`${bytes} bytes of output through one buffer of ${out.capacity}`);
// #endregion

// #region pointers
const roots = new Float64Array(8);
for (let i = 0; i < 1000; i++) lib.sqrts(nums.subarray(0, 8), () => roots);
console.log("function pointers made for 1000 callbacks, fewer than 100:", stats().trampolines < 100);
// #endregion

// #region worth
const calls = 1000;
const work = best(() => lib.pi(1_000_000));
const cost = best(() => {
  for (let i = 0; i < calls; i++) lib.noop();
});
console.log("a call costs less than 1 % of 1000000 terms of π:", cost / calls < work / 100);
// #endregion
