import { dlopen } from "node:ffi";
import type { CallFunctions } from "../../cases/functions.ts";

export { close } from "../leave.ts";

/** Hand-written: node:ffi, which Node 26 has with `--experimental-ffi`. */
export function open(path: string): CallFunctions {
  const { noop, add2, add, sum, normalize } = dlopen(path, {
    noop: { arguments: [], return: "void" },
    add2: { arguments: ["double", "double"], return: "double" },
    add: { arguments: ["int64", "int64"], return: "int64" },
    sum: { arguments: ["buffer", "int64"], return: "double" },
    normalize: { arguments: ["buffer", "int64", "buffer", "int64"], return: "int64" },
  }).functions;
  return {
    noop,
    add2,
    add,
    sum: (numbers) => sum(numbers, BigInt(numbers.length)),
    normalize: (numbers, differences) =>
      Number(normalize(numbers, BigInt(numbers.length), differences, BigInt(differences.length))),
  };
}
