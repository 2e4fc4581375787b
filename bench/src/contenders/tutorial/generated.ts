import { pathToFileURL } from "node:url";
import type { TutorialFunctions } from "../../cases/functions.ts";

/** topher: the generated module, as a program imports it. It is built later than this file is checked. */
export async function open(path: string): Promise<TutorialFunctions> {
  return (await import(pathToFileURL(path).href)) as TutorialFunctions;
}
