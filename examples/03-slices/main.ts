// #region open
import { fn, open, t } from "topher";

const lib = open(new URL("../../dist/libtutorial.so", import.meta.url), {
  normalize: fn([t.slice(t.f64), t.slice(t.f64)], t.int),
  squares: fn([t.slice(t.i64), t.slice(t.i64)], t.int),
});
// #endregion

// #region normalize
const nums = Float64Array.of(1, 2, 3);
const out = new Float64Array(nums.length);
const written = lib.normalize(nums, out);
console.log("nums:", nums.join(" "));
console.log("out:", out.join(" "), `(${written} written)`);
// #endregion

// #region squares
const whole = BigInt64Array.of(3n, -4n, 3_000_000_000n);
const squared = new BigInt64Array(whole.length);
lib.squares(whole, squared);
console.log("squares:", squared.join(" "));
// #endregion

// #region views
const row = Float64Array.of(0, 0, 10, 20, 30, 0, 0);
const middle = row.subarray(2, 5);
lib.normalize(middle, middle);
console.log("row:", row.join(" "));
// #endregion

// #region short
const short = new Float64Array(2);
console.log("room for 2:", lib.normalize(nums, short), "written:", short.join(" "));
console.log("no numbers:", lib.normalize([], out), "written");
// #endregion

// #region plain
const plain = [0, 0, 0];
lib.normalize([1, 2, 3], plain);
console.log("a plain array is copied in, so nothing comes back:", plain.join(" "));
// #endregion

// #region refused
try {
  // @ts-expect-error: 32-bit numbers are another kind
  lib.normalize(Float32Array.of(1, 2, 3), out);
} catch (error) {
  console.log(String(error));
}
// #endregion
