// #region open
import { fn, open, t } from "topher";

const lib = open(new URL("../../dist/libtutorial.so", import.meta.url), {
  divmod: fn([t.i64, t.i64], t.struct({ quotient: t.i64, remainder: t.i64, ok: t.bool })),
});
// #endregion

// #region divmod
const { quotient, remainder } = lib.divmod(17n, 5n);
console.log(`17 = 5 * ${quotient} + ${remainder}`);

const negative = lib.divmod(-17n, 5n);
console.log(`-17 = 5 * ${negative.quotient} + ${negative.remainder}`);
// #endregion

// #region ok
console.log("divided by 0:", lib.divmod(17n, 0n).ok);
// #endregion
