// #region open
import { fn, open, t } from "topher";

const library = new URL("../../dist/libwords.so", import.meta.url);
const lib = open(library, {
  countWords: fn([t.string], t.int),
});
// #endregion

// #region count
console.log(lib.countWords("the quick brown fox"));
console.log(lib.countWords(""));
// #endregion

// #region tally
const tally = open(library, {
  addWords: fn([t.string], t.int),
  topWord: fn([], t.struct({ word: t.nullable(t.cstring), count: t.int }), { free: "freeText" }),
});

console.log("top word of nothing:", tally.topWord().word);
tally.addWords("The quick brown fox");
console.log("words so far:", tally.addWords("jumps over the lazy dog"));

const { word, count } = tally.topWord();
console.log(`top word: ${word}, ${count} times`);
// #endregion
