/// <reference types="deno" />
import type { ValueFunctions } from "../../cases/functions.ts";
import { encoded, functionsOver, signatures } from "./json-text.ts";

/** Hand-written: Deno.dlopen in Deno. Text, structs and maps are JSON. */
export function open(path: string): ValueFunctions {
  const { free_text, half, echo_bytes, call_back, new_counter, counter_add, ...natives } = Deno.dlopen(path, {
    ...signatures({ parameters: ["buffer", "i32"], result: "pointer" } as const),
    free_text: { parameters: ["pointer"], result: "void" },
    half: { parameters: ["f64"], result: "f64" },
    echo_bytes: { parameters: ["buffer", "i64", "buffer"], result: "pointer" },
    call_back: { parameters: ["i64", "function"], result: "f64" },
    new_counter: { parameters: ["i64"], result: "u64" },
    counter_add: { parameters: ["u64", "i64"], result: "i64" },
  }).symbols;
  const length = new BigInt64Array(1);
  let current = (x: number) => x;
  // One for all functions: making one compiles code.
  const callback = new Deno.UnsafeCallback({ parameters: ["f64"], result: "f64" }, (x) => current(x));
  return {
    ...functionsOver((name) => {
      const native = natives[name];
      return (json) => {
        const { bytes, length } = encoded(json);
        const pointer = native(bytes, length)!;
        const text = Deno.UnsafePointerView.getCString(pointer);
        free_text(pointer);
        return text;
      };
    }),
    half,
    echoBytes(bytes) {
      // Deno passes a bigint twice as fast as a number.
      const pointer = echo_bytes(bytes as Uint8Array<ArrayBuffer>, BigInt(bytes.length), length)!;
      const echo = new Uint8Array(Number(length[0]));
      Deno.UnsafePointerView.copyInto(pointer, echo);
      free_text(pointer);
      return echo;
    },
    callBack(times, f) {
      current = f;
      return call_back(BigInt(times), callback.pointer);
    },
    newCounter(start) {
      const counter = new_counter(BigInt(start));
      return { add: (n) => Number(counter_add(counter, BigInt(n))) };
    },
  };
}
