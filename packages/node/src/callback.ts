import type { NativeCallback, NativeCallbackSignature, NativeFunction, NativeScalar } from "@topher/core/adapter";
import type { TypeObject } from "koffi";
import { koffi } from "./koffi.ts";
import { nativeTypes } from "./native-types.ts";

/**
 * koffi notes, with each pointer, the bounds of its stack at the time; inside a callback they end at the depth reached. Called from
 * further out later, such a pointer runs JavaScript on the wrong stack, which ends the process. So some are made ahead.
 */
export const callbackReserve = 64;

/** Registers a function with koffi, which has room for 8192. */
export function callback({ params, result }: NativeCallbackSignature, target: NativeFunction): NativeCallback {
  const pointer = koffi().register(withUnsigned(params, target), pointerType(params, result));
  return { pointer, close: () => koffi().unregister(pointer) };
}

const pointerTypes = new Map<string, TypeObject>();

function pointerType(params: readonly NativeScalar[], result: NativeScalar | "void"): TypeObject {
  const key = `${result}(${params.join()})`;
  let type = pointerTypes.get(key);
  if (type === undefined) {
    const { proto, pointer } = koffi();
    const prototype = proto(
      result === "void" ? "void" : nativeTypes[result],
      params.map((each) => nativeTypes[each]),
    );
    pointerTypes.set(key, (type = pointer(prototype)));
  }
  return type;
}

// koffi passes a callback's uint64 from 2⁶³ on as a negative number or bigint.
function withUnsigned(params: readonly NativeScalar[], target: NativeFunction): NativeFunction {
  const unsigned = params.map((type) => type === "u64" || type === "uint" || type === "pointer");
  if (!unsigned.includes(true)) return target;
  return (...args: (number | bigint)[]) => {
    unsigned.forEach((each, i) => {
      if (each && args[i]! < 0) args[i] = BigInt.asUintN(64, BigInt(args[i]!));
    });
    return target(...args);
  };
}
