// #region open
import { codeOf, fn, GoError, open, t, TopherError } from "topher";

const lib = open(new URL("../../dist/libtutorial.so", import.meta.url), {
  even: fn([t.i64], t.fallible(t.i64), { free: "freeString", params: ["n"] }),
});
// #endregion

// #region even
console.log("half of 10:", String(lib.even(10n)));
try {
  lib.even(5n);
} catch (error) {
  if (!(error instanceof GoError)) throw error;
  console.log(`${error.name}: ${error.message} (${error.code})`);
}
// #endregion

// #region argument
try {
  lib.even(2n ** 64n);
} catch (error) {
  console.log(error instanceof RangeError, error instanceof TopherError);
  console.log(codeOf(error));
  console.log((error as Error).message);
}
// #endregion

// #region raw
const raw = open(new URL("../../dist/libtutorial.so", import.meta.url), {
  even: fn([t.i64], t.struct({ value: t.i64, error: t.nullable(t.cstring) }), { free: "freeString" }),
});
const { value, error } = raw.even(7n);
console.log("without t.fallible:", String(value), error);
// #endregion
