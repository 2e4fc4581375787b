// What each directive changes. docs/directives shows these lines, and what they print.
import * as series from "./series-js/index.js";

// #region ignore
console.log("ignore:", "reset" in series);
// #endregion

// #region name
console.log("name:", series.fromCSV("a,b,c").join(" "), series.typeOf("text"));
// #endregion

// #region borrow
const xs = Float64Array.of(1, 2, 3);
series.filter(xs);
console.log("borrow:", xs.join(" "));
// #endregion

// #region copy
console.log("copy:", series.sum(xs));
// #endregion

// #region instantiate
console.log("instantiate:", series.largestString(["pear", "fig"]), series.largestFloat64([1, 3, 2]));
const stack = new series.Stack();
stack.push("first");
stack.push("second");
console.log("instantiate:", ...[stack.pop(), stack.pop(), stack.pop()].map(String));
stack[Symbol.dispose]();
// #endregion

// #region shape
const range = new series.Range({ from: 1, to: 2 });
series.widen(range, 0.5);
console.log("shape:", range.from, range.to);
range[Symbol.dispose]();
// #endregion

// #region integers
console.log("integers:", series.typeOf(3), series.typeOf(3.5));
// #endregion

// #region async
console.log("async:", await series.countPrimes(100_000), series.countPrimes.async === series.countPrimes);
// #endregion

// #region drain
for await (const n of series.countdown(10_000)) {
  if (n < 9_998) break;
}
while (series.producers() > 0) await new Promise((resolve) => setTimeout(resolve, 1));
console.log("drain:", series.producers());
// #endregion
