// #region open
import { fn, open, t } from "topher";

const lib = open(new URL("../../dist/libtutorial.so", import.meta.url), {
  sqrts: fn([t.slice(t.f64), t.callback([t.int], t.pointer)], t.int),
});
// #endregion

// #region sqrts
function sqrts(nums: Float64Array): Float64Array {
  let roots = new Float64Array(0);
  lib.sqrts(nums, (count) => (roots = new Float64Array(count)));
  return roots;
}

console.log(sqrts(Float64Array.of(4, -1, 9, NaN, 16)).join(" "));
// #endregion

// #region none
console.log("roots of -1:", sqrts(Float64Array.of(-1)).length);
// #endregion

// #region limit
const refused = lib.sqrts(Float64Array.of(4, 9, 16), (count) => (count > 2 ? null : new Float64Array(count)));
console.log("written when the host says no:", refused);
// #endregion

// #region throw
try {
  lib.sqrts(Float64Array.of(4, 9), (count) => {
    throw new Error(`no room for ${count} numbers`);
  });
} catch (error) {
  console.log(String(error));
}
// #endregion
