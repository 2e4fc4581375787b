import type { NativeFunction, NativeFunctions, NativeParam, NativeResult, NativeSignature } from "@topher/core/adapter";
import { dlopen, type FFIFunction, type FFITypeOrString } from "bun:ffi";
import { passedTypes, receivedTypes } from "./native-types.ts";
import { withStructs } from "./struct.ts";

// bun:ffi refuses a whole list for one missing symbol, and each list takes time that grows with its length.
const most = 100;

/** Opens a library with bun:ffi. */
export function load(path: string, functions: Readonly<Record<string, NativeSignature>>): NativeFunctions {
  const entries = Object.entries(functions);
  const parts = Array.from({ length: Math.ceil(entries.length / most) }, (_, i) =>
    loadSome(path, new Map(entries.slice(i * most, (i + 1) * most))),
  );
  return Object.fromEntries(parts.flatMap((part) => Object.entries(part)));
}

// What is missing is named by the refusal.
function loadSome(path: string, wanted: Map<string, NativeSignature>): NativeFunctions {
  for (;;) {
    try {
      const { symbols } = dlopen(
        path,
        Object.fromEntries([...wanted].map(([symbol, signature]) => [symbol, foreign(signature)])),
      );
      return Object.fromEntries(
        [...wanted].map(([symbol, signature]) => [
          symbol,
          withStructs(symbols[symbol] as unknown as BoundFunction, signature, symbol),
        ]),
      );
    } catch (error) {
      const { message } = error as Error;
      const missing = [...wanted.keys()].find((symbol) => message.startsWith(`Symbol "${symbol}" not found in `));
      if (missing === undefined || !wanted.delete(missing)) throw error;
      if (wanted.size === 0) return {};
    }
  }
}

/** A function of bun:ffi, which knows its own address. */
export type BoundFunction = NativeFunction & { readonly ptr: number };

function foreign({ params, result }: NativeSignature): FFIFunction {
  return { args: params.map(passed), returns: received(result) };
}

// A struct is passed by another way that needs the function's address only; see struct.ts.
function passed(type: NativeParam): FFITypeOrString {
  return typeof type === "object" || type === "buffer" ? "ptr" : passedTypes[type];
}

function received(type: NativeResult): FFITypeOrString {
  return typeof type === "object" || type === "void" ? "void" : receivedTypes[type];
}
