import { pathToFileURL } from "node:url";
import type { CodecFunctions } from "../cases/codec.ts";

/** topher, door 2: the generated module, as a program imports it. */
export async function open(path: string): Promise<CodecFunctions> {
  return (await import(pathToFileURL(path).href)) as CodecFunctions;
}
