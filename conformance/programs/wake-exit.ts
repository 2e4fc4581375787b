// Ends by itself: at once while a goroutine rings an unreferenced bell, or after a referenced bell was heard.
import process from "node:process";
import { fn, open, t, wake } from "topher";
import { libraryUrl } from "../kit/library.ts";

const lib = open(libraryUrl("fixture"), { wakeRingAsync: fn([t.i64, t.int, t.int], t.void) });
const bell = wake(lib, () => {
  console.log("heard");
  if (process.argv[2] === "ref") bell[Symbol.dispose]();
});
if (process.argv[2] === "ref") {
  bell.ref();
  setTimeout(() => lib.wakeRingAsync(bell.id, 1, 0), 100).unref();
  lib.wakeRingAsync(bell.id, 1, 0);
} else {
  bell.ref();
  bell.unref();
  lib.wakeRingAsync(bell.id, 1_000_000_000, 10);
}
