import koffi from "koffi";
import type { TaskFunctions } from "../cases/async.ts";

/** Calls that koffi has at a time, at the most that its settings allow. One more, and it throws "Too many asynchronous calls are running". */
const most = 4096;

/** Hand-written: koffi's asynchronous calls in Node, on threads of libuv's pool. */
export function open(path: string): TaskFunctions {
  koffi.config({ max_async_calls: most });
  const native = koffi.load(path).func("half", "double", ["double"]);
  const half: TaskFunctions["half"] = (x, done) =>
    native.async(x, (error: Error | null, result: number) => {
      if (error !== null) throw error;
      done(result);
    });
  return { half, halfLater: (x) => new Promise((resolve) => half(x, resolve)), most: most - 1 }; // a call whose callback runs still counts
}
