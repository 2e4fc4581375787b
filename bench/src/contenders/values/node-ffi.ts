import { dlopen, toArrayBuffer, toString } from "node:ffi";
import type { ValueFunctions } from "../../cases/functions.ts";
import { encoded, functionsOver, signatures } from "./json-text.ts";

/** Hand-written: node:ffi, which Node 26 has with `--experimental-ffi`. Text, structs and maps are JSON. */
export function open(path: string): ValueFunctions {
  const { lib, functions } = dlopen(path, {
    ...signatures({ arguments: ["buffer", "int32"], return: "pointer" } as const),
    free_text: { arguments: ["pointer"], return: "void" },
    half: { arguments: ["double"], return: "double" },
    echo_bytes: { arguments: ["buffer", "int64", "buffer"], return: "pointer" },
    call_back: { arguments: ["int64", "function"], return: "double" },
    new_counter: { arguments: ["int64"], return: "uint64" },
    counter_add: { arguments: ["uint64", "int64"], return: "int64" },
  });
  const { free_text, half, echo_bytes, call_back, new_counter, counter_add, ...natives } = functions;
  const length = new BigInt64Array(1);
  let current = (x: number) => x;
  // One for all functions: each has to be unregistered.
  const callback = lib.registerCallback({ arguments: ["double"], return: "double" }, (x: number) => current(x));
  return {
    ...functionsOver((name) => {
      const native = natives[name];
      return (json) => {
        const { bytes, length } = encoded(json);
        const pointer = native(bytes, length);
        const text = toString(pointer)!;
        free_text(pointer);
        return text;
      };
    }),
    half,
    echoBytes(bytes) {
      const pointer = echo_bytes(bytes, BigInt(bytes.length), length);
      const echo = new Uint8Array(toArrayBuffer(pointer, Number(length[0]), true));
      free_text(pointer);
      return echo;
    },
    callBack(times, f) {
      current = f;
      return call_back(BigInt(times), callback);
    },
    newCounter(start) {
      const counter = new_counter(BigInt(start));
      return { add: (n) => Number(counter_add(counter, BigInt(n))) };
    },
  };
}
