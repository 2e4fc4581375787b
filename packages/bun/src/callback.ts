import type { NativeCallback, NativeCallbackSignature, NativeFunction } from "@topher/core/adapter";
import { JSCallback } from "bun:ffi";
import { passedTypes, receivedTypes } from "./native-types.ts";

/** Makes a JSCallback. */
export function callback({ params, result }: NativeCallbackSignature, target: NativeFunction): NativeCallback {
  const made = new JSCallback(target, {
    args: params.map((type) => receivedTypes[type]),
    returns: result === "void" ? "void" : passedTypes[result],
  });
  return { pointer: made.ptr!, close: () => made.close() };
}
