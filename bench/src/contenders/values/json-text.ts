import type { CodecFunctions, Item } from "../cases/codec.ts";

/** A C function that takes JSON and returns JSON. */
export type Carry = (text: string) => string;

/** The C functions of bench/baseline, by their names. */
export type CarryNames = "echo_text" | "move_item" | "items" | "sum_items" | "echo_items";

/** An item as JSON has it: no number of JSON holds every int64. */
interface JsonItem {
  id: string;
  price: number;
  name: string;
}

const toJson = ({ id, price, name }: Item): JsonItem => ({ id: String(id), price, name });
const fromJson = ({ id, price, name }: JsonItem): Item => ({ id: BigInt(id), price, name });

/** Hand-written: the functions, carried as JSON. How text goes to C and comes back is the runtime's own. */
export function functionsOver(carry: Record<CarryNames, Carry>): Omit<CodecFunctions, "half"> {
  const { echo_text, move_item, items, sum_items, echo_items } = carry;
  return {
    echoText: (text) => JSON.parse(echo_text(JSON.stringify(text))) as string,
    moveItem: (item) => fromJson(JSON.parse(move_item(JSON.stringify(toJson(item)))) as JsonItem),
    items: (count) => (JSON.parse(items(String(count))) as JsonItem[]).map(fromJson),
    sumItems: (all) => JSON.parse(sum_items(JSON.stringify(all.map(toJson)))) as number,
    echoItems: (all) => (JSON.parse(echo_items(JSON.stringify(all.map(toJson)))) as JsonItem[]).map(fromJson),
  };
}

const encoder = new TextEncoder();
let buffer = new Uint8Array(256 * 1024);

/** Encodes into one buffer that is used again and grows, and gives it with how much of it is text. */
export function encoded(text: string): { readonly bytes: Uint8Array<ArrayBuffer>; readonly length: number } {
  if (buffer.length < text.length * 3) buffer = new Uint8Array(text.length * 3);
  return { bytes: buffer, length: encoder.encodeInto(text, buffer).written };
}
