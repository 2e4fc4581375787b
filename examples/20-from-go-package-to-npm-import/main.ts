// #region import
import { Average, errEmpty, mean, summarize } from "./mathx-js/index.js";
// #endregion
import { GoError } from "topher";

// #region call
console.log(mean([1, 2, 6]));
console.log(mean(new Float64Array([0.5, 1.5])));
// #endregion

// #region struct
const { count, min, max } = summarize([2, -1, 5]);
console.log(`${count} numbers from ${min} to ${max}`);
// #endregion

// #region error
try {
  mean([]);
} catch (error) {
  if (error instanceof GoError && GoError.is(error, errEmpty)) console.log("refused:", error.message);
}
// #endregion

// #region check
try {
  mean("1, 2, 6" as never);
} catch (error) {
  console.log((error as Error).message);
}
// #endregion

// #region class
const average = Average.new();
average.add(10);
console.log("average:", average.add(20));
average[Symbol.dispose]();
// #endregion
