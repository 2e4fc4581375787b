import type { NativeCallback, NativeCallbackSignature, NativeFunction } from "@topher/core/adapter";
import koffi from "koffi";
import { nativeTypes } from "./native-types.ts";

/** Registers a function with koffi, which has room for 8192. */
export function callback({ params, result }: NativeCallbackSignature, target: NativeFunction): NativeCallback {
  const prototype = koffi.proto(result === "void" ? "void" : nativeTypes[result], params.map((type) => nativeTypes[type]));
  const pointer = koffi.register(target, koffi.pointer(prototype));
  return { pointer, close: () => koffi.unregister(pointer) };
}
