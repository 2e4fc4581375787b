import type { NativeCallback, NativeCallbackSignature, NativeFunction } from "@topher/core/adapter";
import { nativeTypes } from "./native-types.ts";

/** Makes a Deno.UnsafeCallback. */
export function callback({ params, result }: NativeCallbackSignature, target: NativeFunction): NativeCallback {
  const definition = {
    parameters: params.map((type) => nativeTypes[type]),
    result: result === "void" ? result : nativeTypes[result],
  };
  const made = new Deno.UnsafeCallback(definition as Deno.UnsafeCallbackDefinition, target as never);
  return { pointer: Deno.UnsafePointer.value(made.pointer), close: () => made.close() };
}
