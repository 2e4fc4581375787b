import { accessSync, constants, existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { CommandError } from "./command-error.ts";

/**
 * Finds what is wrong with the output folder before the work begins.
 *
 * @param folder - absolute
 * @param given - as the user named it
 */
export function checkOut(folder: string, given: string): void {
  const refuse = (why: string, hint?: string) => {
    throw new CommandError("environment", "TOPHER_OUT", `The output folder ${given} ${why}`, hint);
  };
  let existing = folder;
  while (!existsSync(existing)) existing = path.dirname(existing);
  if (!statSync(existing).isDirectory()) refuse(`cannot be made: ${path.relative(process.cwd(), existing)} is a file`);
  try {
    accessSync(existing, constants.W_OK);
  } catch {
    refuse(`cannot be written: there is no permission to write to ${existing}`);
  }
  if (existing !== folder) return;
  const foreign = readdirSync(folder).find((name) => /\.(go|mod)$|^package\.json$/.test(name));
  if (foreign !== undefined) {
    refuse(`has files of yours (${foreign})`, "Choose a folder of its own, for instance --out ./mathx-js");
  }
}
