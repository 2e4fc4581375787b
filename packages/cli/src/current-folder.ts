import { existsSync } from "node:fs";
import { CommandError } from "./command-error.ts";

/** The error, or in its place that of the current folder that has been removed: others come of that. */
export function unlessFolderGone(error: unknown): unknown {
  if (isThere()) return error;
  return new CommandError(
    "environment",
    "TOPHER_FOLDER_GONE",
    "The current folder does not exist any more",
    "Change into a folder that exists, with cd",
  );
}

function isThere(): boolean {
  try {
    return existsSync(process.cwd()); // Node remembers the path that it was told first
  } catch {
    return false;
  }
}
