// #region open
import { callback, codeOf, fn, open, stats, t } from "topher";

const onTotal = t.callback([t.int], t.void);

const lib = open(new URL("../../dist/libwords.so", import.meta.url), {
  countWords: fn([t.string], t.int),
  addWords: fn([t.string], t.int),
  eachWord: fn([t.callback([t.string, t.int], t.bool)], t.int),
  watchWords: fn([t.nullable(onTotal)], t.void),
});
lib.addWords("one two two three three three");
// #endregion

// #region lent
const seen: string[] = [];
lib.eachWord((word, count) => {
  seen.push(`${word} ${count}`);
  return true;
});
console.log(seen.join(", "));
// #endregion

// #region stop
console.log(
  "calls until the first two:",
  lib.eachWord((word) => word !== "two"),
);
// #endregion

// #region throw
const problem = new Error("I have seen enough");
try {
  lib.eachWord(() => {
    throw problem;
  });
} catch (error) {
  console.log("the same error object:", error === problem);
}
// #endregion

// #region nest
let words = 0;
lib.eachWord((word) => {
  words += lib.countWords(`${word} and ${word}`);
  return true;
});
console.log("words counted from inside a callback:", words);
// #endregion

// #region keep
const totals: number[] = [];
const watcher = callback(onTotal, (total) => {
  totals.push(total);
});
lib.watchWords(watcher);
lib.addWords("four four");
lib.addWords("five");
console.log("the watcher heard:", totals.join(" "));
console.log("callbacks alive:", stats().callbacks);
// #endregion

// #region drop
lib.watchWords(null);
watcher[Symbol.dispose]();
lib.addWords("six");
console.log("after that it heard nothing:", totals.join(" "));
console.log("callbacks alive:", stats().callbacks);
// #endregion

// #region gone
lib.watchWords(() => {}); // lent for this call only, but Go keeps it
try {
  lib.addWords("seven");
} catch (error) {
  console.log(codeOf(error));
}
lib.watchWords(null);
// #endregion
