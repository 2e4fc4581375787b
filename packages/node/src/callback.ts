import process from "node:process";
import { isMainThread } from "node:worker_threads";
import type { NativeCallback, NativeCallbackSignature, NativeFunction, NativeScalar } from "@topher/core/adapter";
import type { TypeObject } from "koffi";
import { koffi } from "./koffi.ts";
import { nativeTypes } from "./native-types.ts";

/**
 * koffi notes, with each pointer, the bounds of its stack at the time; inside a callback they end at the depth reached. Called from
 * further out later, such a pointer runs JavaScript on the wrong stack, which ends the process. So some are made ahead; fewer in a
 * worker, because all threads share koffi's 8192.
 */
export const callbackReserve: number = isMainThread ? 64 : 8;

/** Registers a function with koffi, which has room for 8192. */
export function callback({ params, result }: NativeCallbackSignature, target: NativeFunction): NativeCallback {
  const pointer = koffi().register(withUnsigned(params, target), pointerType(params, result));
  if (isMainThread) return { pointer, close: () => koffi().unregister(pointer) };
  if (inWorker.size === 0) process.once("exit", unregisterAll);
  inWorker.add(pointer);
  return {
    pointer,
    close() {
      inWorker.delete(pointer);
      koffi().unregister(pointer);
    },
  };
}

// koffi does not take back what an ended worker had registered, so the worker gives it back. One that is terminated cannot.
const inWorker = new Set<bigint>();

function unregisterAll(): void {
  for (const pointer of inWorker) koffi().unregister(pointer);
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
