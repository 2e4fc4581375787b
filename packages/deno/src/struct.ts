import type { NativeFunction, NativeSignature, NativeStruct } from "@topher/core/adapter";
import { nativeTypes } from "./native-types.ts";

/** Deno's type of a struct: its leaves in order. */
export function structType({ leaves }: NativeStruct): Deno.NativeStructType {
  return { struct: leaves.map(({ type }) => nativeTypes[type]) };
}

/** Deno passes structs as bytes already. */
export function withStructs(native: NativeFunction, _signature: NativeSignature): NativeFunction {
  return native;
}
