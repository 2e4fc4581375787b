import type { ValueFunctions } from "../../cases/functions.ts";
import { fromJson, toJson, type JsonItem } from "./json-item.ts";

/** Carries JSON to a C function and gives the JSON that comes back. */
export type Carry = (text: string) => string;

/** The C functions of bench/baseline that take and return JSON. */
export const carried = ["echo_text", "move_item", "items", "sum_items", "echo_items", "double_map", "refuse"] as const;

export type Carried = (typeof carried)[number];

/** The functions that have numbers and bytes only: those are not JSON. */
export type RawFunctions = Pick<ValueFunctions, "half" | "echoBytes" | "callBack" | "newCounter">;

/** The same signature for each of the functions that carry JSON. */
export function signatures<Signature>(signature: Signature): Record<Carried, Signature> {
  return Object.fromEntries(carried.map((name) => [name, signature])) as Record<Carried, Signature>;
}

/** Hand-written: the functions, carried as JSON. How text goes to C and comes back is the runtime's own. */
export function functionsOver(carry: (name: Carried) => Carry): Omit<ValueFunctions, keyof RawFunctions> {
  const of = Object.fromEntries(carried.map((name) => [name, carry(name)])) as Record<Carried, Carry>;
  return {
    echoText: (text) => JSON.parse(of.echo_text(JSON.stringify(text))) as string,
    moveItem: (item) => fromJson(JSON.parse(of.move_item(JSON.stringify(toJson(item)))) as JsonItem),
    items: (count) => (JSON.parse(of.items(String(count))) as JsonItem[]).map(fromJson),
    sumItems: (all) => JSON.parse(of.sum_items(JSON.stringify(all.map(toJson)))) as number,
    echoItems: (all) => (JSON.parse(of.echo_items(JSON.stringify(all.map(toJson)))) as JsonItem[]).map(fromJson),
    doubleMap: (map) => JSON.parse(of.double_map(JSON.stringify(map))) as Record<string, number>,
    refuse(text) {
      const { error } = JSON.parse(of.refuse(JSON.stringify(text))) as { error?: string };
      if (error !== undefined) throw new Error(error);
    },
  };
}

const encoder = new TextEncoder();
let buffer = new Uint8Array(256 * 1024);

/** Encodes into one buffer that is used again and grows, and gives it with how much of it is text. */
export function encoded(text: string): { readonly bytes: Uint8Array<ArrayBuffer>; readonly length: number } {
  if (buffer.length < text.length * 3) buffer = new Uint8Array(text.length * 3);
  return { bytes: buffer, length: encoder.encodeInto(text, buffer).written };
}
