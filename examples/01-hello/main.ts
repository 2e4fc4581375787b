// #region open
import { codeOf, fn, open, t } from "topher";

const library = new URL("../../dist/libtutorial.so", import.meta.url);
const lib = open(library, {
  hello: fn([], t.void),
});
// #endregion

// #region call
lib.hello();
// #endregion

// #region close
lib[Symbol.dispose]();
try {
  lib.hello();
} catch (error) {
  console.log(codeOf(error));
}
// #endregion
