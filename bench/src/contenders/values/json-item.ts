import type { Item } from "../../cases/functions.ts";

/** An item as JSON has it: no number of JSON holds every int64, so it is text. */
export interface JsonItem {
  readonly id: string;
  readonly price: number;
  readonly name: string;
}

/** What JSON.stringify is given. */
export function toJson({ id, price, name }: Item): JsonItem {
  return { id: String(id), price, name };
}

/** What JSON.parse gave. */
export function fromJson({ id, price, name }: JsonItem): Item {
  return { id: BigInt(id), price, name };
}
