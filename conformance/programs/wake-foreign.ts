// Asks a library without the guard for a bell.
import { fn, open, t, wake } from "topher";
import { libraryUrl } from "../kit/library.ts";

const lib = open(libraryUrl("foreign"), { foreignAdd: fn([t.i64, t.i64], t.i64) });
try {
  wake(lib, () => {});
} catch (error) {
  console.log(JSON.stringify({ code: (error as { code: string }).code }));
}
