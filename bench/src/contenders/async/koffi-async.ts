import koffi from "koffi";
import type { CallbackFunctions, TaskFunctions } from "../../cases/async.ts";

/** Calls that koffi has at a time, at the most that its settings allow. One more, and it throws "Too many asynchronous calls are running". */
const most = 4096;

/** Hand-written: koffi's asynchronous calls in Node, on threads of libuv's pool. */
export function open(path: string): CallbackFunctions {
  koffi.config({ max_async_calls: most });
  const library = koffi.load(path);
  const native = library.func("half", "double", ["double"]);
  const callback = koffi.pointer(koffi.proto("double callback(double)"));
  const callBack = library.func("call_back", "double", ["int64_t", callback]);
  const half: TaskFunctions["half"] = (x, done) =>
    native.async(x, (error: Error | null, result: number) => {
      if (error !== null) throw error;
      done(result);
    });
  return {
    half,
    halfLater: (x) => new Promise((resolve) => half(x, resolve)),
    most: most - 1, // a call whose callback runs still counts
    callBack(times, f) {
      const registered = koffi.register(f, callback);
      return new Promise((resolve, reject) =>
        callBack.async(times, registered, (error: Error | null, result: number) => {
          koffi.unregister(registered);
          if (error === null) resolve(result);
          else reject(error);
        }),
      );
    },
  };
}
