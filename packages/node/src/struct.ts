import { scalars, type NativeFunction, type NativeSignature, type NativeStruct } from "@topher/core/adapter";
import type { TypeObject } from "koffi";
import { koffi } from "./koffi.ts";
import { nativeTypes } from "./native-types.ts";

type Fields = Record<string, unknown>;

const types = new WeakMap<NativeStruct, TypeObject>();

/** koffi's type of a struct: its leaves as fields `f0`, `f1`… */
export function structType(struct: NativeStruct): TypeObject {
  let type = types.get(struct);
  if (type === undefined) {
    type = koffi().struct(Object.fromEntries(struct.leaves.map((leaf, i) => [`f${i}`, nativeTypes[leaf.type]])));
    types.set(struct, type);
  }
  return type;
}

/** Puts bytes in place of koffi's objects, where a signature has structs at all. */
export function withStructs(native: NativeFunction, { params, result }: NativeSignature): NativeFunction {
  const structs = params.map((type) => (typeof type === "object" ? type : undefined));
  const returned = typeof result === "object" ? result : undefined;
  if (returned === undefined && structs.every((struct) => struct === undefined)) return native;
  return (...args: unknown[]) => {
    structs.forEach((struct, i) => {
      if (struct !== undefined) args[i] = unpack(args[i] as Uint8Array, struct);
    });
    const value: unknown = native(...args);
    return returned === undefined ? value : pack(value as Fields, returned);
  };
}

function unpack(bytes: Uint8Array, { leaves }: NativeStruct): Fields {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fields: Fields = {};
  leaves.forEach(({ offset, type }, i) => (fields[`f${i}`] = scalars[type].get(view, offset)));
  return fields;
}

function pack(fields: Fields, { leaves, size }: NativeStruct): Uint8Array {
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  leaves.forEach(({ offset, type }, i) => scalars[type].set(view, offset, fields[`f${i}`]));
  return bytes;
}
