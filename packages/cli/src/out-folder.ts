import { lstatSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { CommandError } from "./command-error.ts";
import { checkWritable } from "./make-folder.ts";

/**
 * Finds what is wrong with the output folder before the work begins.
 *
 * @param folder - absolute
 * @param given - as the user named it
 */
export function checkOut(folder: string, given: string): void {
  const refuse = (why: string, hint = "Choose another folder with --out") => {
    throw new CommandError("environment", "TOPHER_OUT", `The output folder ${given} ${why}`, hint);
  };
  let existing = folder;
  while (!isThere(existing)) existing = path.dirname(existing);
  try {
    if (!statSync(existing).isDirectory()) refuse(`cannot be made: ${shown(existing)} is a file`);
    checkWritable(existing);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    refuse(`cannot be ${existing === folder ? "written to" : "made"}: ${reason(error, existing)}`);
  }
  if (existing !== folder) return;
  const foreign = readdirSync(folder).find((name) => /\.(go|mod)$|^package\.json$/.test(name));
  if (foreign !== undefined) {
    refuse(`has files of yours (${foreign})`, "Choose a folder of its own, for instance --out ./mathx-js");
  }
}

/** Whether there is something, be it a link that leads nowhere. */
function isThere(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false; // what is in the way is above
  }
}

function reason(error: unknown, existing: string): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ELOOP") return `${shown(existing)} is a link that leads back to itself`;
  if (code === "ENOENT" && lstatSync(existing).isSymbolicLink())
    return `${shown(existing)} is a link that leads nowhere`;
  if (code === "EACCES") return `there is no permission to write to ${existing}`;
  return `nothing can be made in ${shown(existing)} (${message})`;
}

function shown(file: string): string {
  const relative = path.relative(process.cwd(), file) || ".";
  return relative.startsWith("..") ? file : relative;
}
