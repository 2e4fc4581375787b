/// <reference types="deno" />
import type { TaskFunctions } from "../cases/async.ts";

/** Hand-written: Deno's nonblocking calls, on threads of Deno's pool. */
export function open(path: string): TaskFunctions {
  const { half } = Deno.dlopen(path, { half: { parameters: ["f64"], result: "f64", nonblocking: true } }).symbols;
  return { half: (x, done) => void half(x).then(done), halfLater: half, most: Infinity };
}
