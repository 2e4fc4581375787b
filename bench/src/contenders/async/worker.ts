import type { CallbackFunctions } from "../../cases/async.ts";
import { openThread } from "../transport/thread.ts";

export { close } from "../transport/thread.ts";

/** Half of a number in JavaScript in a worker. It is one thread: what is called back blocks it, and later calls wait. */
export async function open(): Promise<CallbackFunctions> {
  const { call, send } = await openThread("values/javascript");
  return {
    half: (x, done) => send("half", [x], (half) => done(half as number)),
    halfLater: (x) => call("half", [x]),
    callBack: (times, callback) => call("callBack", [times], { callback }),
    most: Infinity,
  };
}
