/// <reference types="deno" />
import type { CallbackFunctions } from "../../cases/async.ts";

/** Hand-written: Deno's nonblocking calls, on threads of Deno's pool. */
export function open(path: string): CallbackFunctions {
  const { half, call_back } = Deno.dlopen(path, {
    half: { parameters: ["f64"], result: "f64", nonblocking: true },
    call_back: { parameters: ["i64", "function"], result: "f64", nonblocking: true },
  }).symbols;
  return {
    half: (x, done) => void half(x).then(done),
    halfLater: half,
    most: Infinity,
    async callBack(times, f) {
      const registered = Deno.UnsafeCallback.threadSafe({ parameters: ["f64"], result: "f64" }, f);
      try {
        return await call_back(BigInt(times), registered.pointer);
      } finally {
        registered.close();
      }
    },
  };
}
