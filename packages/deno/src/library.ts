import type { NativeFunction, NativeFunctions, NativeParam, NativeResult, NativeSignature } from "@topher/core/adapter";
import { nativeTypes } from "./native-types.ts";
import { structType, withStructs } from "./struct.ts";

/** Opens a library with Deno.dlopen. */
export function load(path: string, functions: Readonly<Record<string, NativeSignature>>): NativeFunctions {
  const library = Deno.dlopen(
    path,
    Object.fromEntries(Object.entries(functions).map(([symbol, signature]) => [symbol, foreign(signature)])),
  );
  return Object.fromEntries(
    Object.entries(functions).map(([symbol, signature]) => [symbol, bind(library.symbols[symbol], signature)]),
  );
}

function foreign({ params, result }: NativeSignature): Deno.ForeignFunction {
  return { parameters: params.map((type) => typeOf(type)), result: typeOf(result), optional: true };
}

function bind(native: unknown, signature: NativeSignature): NativeFunction | undefined {
  return native === null || native === undefined ? undefined : withStructs(native as NativeFunction, signature);
}

function typeOf(type: NativeParam): Deno.NativeType;
function typeOf(type: NativeResult): Deno.NativeResultType;
function typeOf(type: NativeParam | NativeResult): Deno.NativeResultType {
  if (typeof type === "object") return structType(type);
  if (type === "buffer" || type === "void") return type;
  return nativeTypes[type];
}
