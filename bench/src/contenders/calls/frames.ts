import type { CallFunctions } from "../../cases/functions.ts";
import { openFrames } from "../transport/frames.ts";
import { none } from "../transport/none.ts";

export { close } from "../transport/frames.ts";

/** The Go package `work` in a child process, by binary frames. */
export async function open(program: string): Promise<CallFunctions> {
  const { call } = await openFrames(program);
  return {
    noop: () => call("noop", none, none),
    add2(a, b) {
      return call(
        "add2",
        (to) => {
          to.f64(a);
          to.f64(b);
        },
        (from) => from.f64(),
      );
    },
    add(a, b) {
      return call(
        "add",
        (to) => {
          to.i64(a);
          to.i64(b);
        },
        (from) => from.i64(),
      );
    },
    sum: (numbers) =>
      call(
        "sum",
        (to) => to.bytes(numbers),
        (from) => from.f64(),
      ),
    normalize(numbers, differences) {
      // As many differences come as there is room for and there are numbers.
      const count = Math.min(numbers.length, differences.length);
      return call(
        "normalize",
        (to) => {
          to.f64(differences.length);
          to.bytes(numbers);
        },
        () => count,
        { into: differences },
      );
    },
  };
}
