import type { Case } from "./case.ts";
import type { ValueFunctions } from "./functions.ts";
import { bytes } from "./values/bytes.ts";
import { callback, error, half, handle, map } from "./values/functions.ts";
import { item, itemsIn, itemsInAndOut, itemsOut } from "./values/items.ts";
import { mixed, text } from "./values/text.ts";

const sizes = [16, 1024, 1024 ** 2];

/** Everything that is more than numbers, and one number to compare it with. */
export const values: readonly Case<ValueFunctions>[] = [
  half,
  ...sizes.map(text),
  ...sizes.map(mixed),
  ...sizes.map(bytes),
  item,
  itemsOut,
  itemsIn,
  itemsInAndOut,
  map,
  error,
  callback,
  handle,
];
