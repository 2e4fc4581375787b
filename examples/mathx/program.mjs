// In the folder above: npx topher build ./mathx --out ./mathx/out
import { GoError } from "topher";
import { add, errEmpty, integrate, length, Matrix, mean, Norm, scale } from "./out/index.js";

console.log(add(1, 2));

console.log(mean([1, 2, 3]));
try {
  mean([]);
} catch (error) {
  console.log(GoError.is(error, errEmpty), error.message);
}

const xs = new Float64Array([1, 2, 3]);
scale(xs, 10); // Go writes into the array's own memory
console.log(xs.join(" "));

console.log(integrate((x) => x * x, 0, 3, 1000).toFixed(3));
console.log(length({ x: 3, y: 4 }, Norm.euclid), length({ x: 3 }, "max"));

const m = Matrix.new(2, 2);
m.set(0, 1, 5);
m.set(1, 0, 7);
console.log(m.mul(m).row(0).join(" "));
