// #region open
import { fn, open, t, wake } from "topher";

const lib = open(new URL("../../dist/libwords.so", import.meta.url), {
  addLater: fn([t.string, t.i64], t.void),
  totalWords: fn([], t.int),
});
// #endregion

// #region later
function addLater(text: string): Promise<void> {
  return new Promise((resolve) => {
    const bell = wake(lib, () => {
      bell[Symbol.dispose]();
      resolve();
    });
    bell.ref();
    lib.addLater(text, bell.id);
  });
}
// #endregion

// #region use
let turns = 0;
const timer = setInterval(() => turns++, 1);

const text = "the quick brown fox ".repeat(500_000);
const counted = addLater(text);
console.log("started");
await counted;
clearInterval(timer);

console.log("words:", lib.totalWords());
console.log("the event loop went on meanwhile:", turns > 0);
// #endregion

// #region many
await Promise.all(Array.from({ length: 20 }, (_, i) => addLater(`task ${i}`)));
console.log("words after 20 more tasks:", lib.totalWords());
// #endregion
