import koffi from "koffi";
import type { ValueFunctions } from "../../cases/functions.ts";
import { encoded, functionsOver } from "./json-text.ts";

/** Hand-written: koffi in Node. Text, structs and maps are JSON. */
export function open(path: string): ValueFunctions {
  const library = koffi.load(path);
  const free = library.func("free_text", "void", ["void *"]);
  const text = koffi.disposable("text", "str", free);
  const callback = koffi.pointer(koffi.proto("double callback(double)"));
  const half = library.func("half", "double", ["double"]);
  const echoBytes = library.func("echo_bytes", "void *", ["uint8_t *", "int64_t", "int64_t *"]);
  const callBack = library.func("call_back", "double", ["int64_t", callback]);
  const newCounter = library.func("new_counter", "uintptr_t", ["int64_t"]);
  const add = library.func("counter_add", "int64_t", ["uintptr_t", "int64_t"]);
  const length = new BigInt64Array(1);
  return {
    ...functionsOver((name) => {
      const native = library.func(name, text, ["uint8_t *", "int32_t"]);
      return (json) => {
        const { bytes, length } = encoded(json);
        return native(bytes, length) as string;
      };
    }),
    half,
    echoBytes(bytes) {
      const pointer = echoBytes(bytes, bytes.length, length) as unknown;
      // Faster than a view of the memory and a copy of that.
      const echo = koffi.decode(pointer, "uint8_t", Number(length[0])) as Uint8Array;
      free(pointer);
      return echo;
    },
    // A function that is given to a call lasts as long as that, and costs no more than a registered one.
    callBack,
    newCounter(start) {
      const counter = newCounter(start) as number;
      return { add: (n) => add(counter, n) as number };
    },
  };
}
