import type { CallbackFunctions } from "../../cases/async.ts";
import { openFrames } from "../transport/frames.ts";

export { close } from "../transport/frames.ts";

/** Half of a number in a child process, by binary frames: a goroutine there for each request. */
export async function open(program: string): Promise<CallbackFunctions> {
  const { call, send } = await openFrames(program);
  return {
    half: (x, done) =>
      send(
        "half",
        (to) => to.f64(x),
        (from) => done(from.f64()),
      ),
    halfLater: (x) =>
      call(
        "half",
        (to) => to.f64(x),
        (from) => from.f64(),
      ),
    callBack: (times, callback) =>
      call(
        "callBack",
        (to) => to.f64(times),
        (from) => from.f64(),
        { callback },
      ),
    most: Infinity,
  };
}
