import type { ValueFunctions } from "../../cases/functions.ts";
import { openAddon } from "../addon.ts";

/** Hand-written: a Node-API addon in C, which is in the library itself. */
export function open(path: string): ValueFunctions {
  return openAddon(path);
}
