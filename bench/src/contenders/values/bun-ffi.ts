/// <reference types="bun" />
import { CString, dlopen, FFIType, JSCallback, toArrayBuffer, type Pointer } from "bun:ffi";
import type { ValueFunctions } from "../../cases/functions.ts";
import { encoded, functionsOver, signatures } from "./json-text.ts";

/** Hand-written: bun:ffi in Bun. Text, structs and maps are JSON. */
export function open(path: string): ValueFunctions {
  const { free_text, half, echo_bytes, call_back, new_counter, counter_add, ...natives } = dlopen(path, {
    ...signatures({ args: ["ptr", "i32"], returns: "ptr" } as const),
    free_text: { args: ["ptr"], returns: "void" },
    half: { args: ["f64"], returns: "f64" },
    echo_bytes: { args: ["ptr", "i64", "ptr"], returns: "ptr" },
    call_back: { args: ["i64", "ptr"], returns: "f64" },
    new_counter: { args: ["i64"], returns: FFIType.u64_fast },
    counter_add: { args: ["u64", "i64"], returns: FFIType.i64_fast },
  }).symbols;
  const length = new BigInt64Array(1);
  let current = (x: number) => x;
  // One for all functions: making one compiles code.
  const callback = new JSCallback((x: number) => current(x), { args: ["f64"], returns: "f64" });
  return {
    ...functionsOver((name) => {
      const native = natives[name];
      return (json) => {
        const { bytes, length } = encoded(json);
        const pointer = native(bytes, length) as Pointer;
        const text = String(new CString(pointer));
        free_text(pointer);
        return text;
      };
    }),
    half,
    echoBytes(bytes) {
      const pointer = echo_bytes(bytes, bytes.length, length) as Pointer;
      const count = Number(length[0]);
      // Bun makes no ArrayBuffer of no bytes.
      const echo = count === 0 ? new Uint8Array() : new Uint8Array(toArrayBuffer(pointer, 0, count)).slice();
      free_text(pointer);
      return echo;
    },
    callBack(times, f) {
      current = f;
      return call_back(times, callback.ptr);
    },
    newCounter(start) {
      const counter = new_counter(start);
      return { add: (n) => counter_add(counter, n) as number };
    },
  };
}
