import { pathToFileURL } from "node:url";
import type { ValueFunctions } from "../../cases/functions.ts";

/** topher: the generated module, as a program imports it. */
export async function open(path: string): Promise<ValueFunctions> {
  return (await import(pathToFileURL(path).href)) as ValueFunctions;
}
