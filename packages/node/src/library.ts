import type { NativeFunction, NativeFunctions, NativeParam, NativeResult, NativeSignature } from "@topher/core/adapter";
import type { LibraryHandle, TypeObject } from "koffi";
import { koffi } from "./koffi.ts";
import { nativeTypes } from "./native-types.ts";
import { structType, withStructs } from "./struct.ts";

/** Opens a library with koffi(). */
export function load(path: string, functions: Readonly<Record<string, NativeSignature>>): NativeFunctions {
  const library = koffi().load(path);
  return Object.fromEntries(
    Object.entries(functions).map(([symbol, signature]) => [symbol, bind(library, symbol, signature)]),
  );
}

function bind(library: LibraryHandle, symbol: string, signature: NativeSignature): NativeFunction | undefined {
  if (!has(library, symbol)) return undefined;
  const native = library.func(symbol, typeOf(signature.result), signature.params.map(typeOf));
  return withStructs(native, signature);
}

function has(library: LibraryHandle, symbol: string): boolean {
  try {
    library.symbol(symbol);
    return true;
  } catch {
    return false; // "Cannot find symbol"
  }
}

function typeOf(type: NativeParam | NativeResult): string | TypeObject {
  if (typeof type === "object") return structType(type);
  if (type === "buffer") return "void *";
  return type === "void" ? "void" : nativeTypes[type];
}
