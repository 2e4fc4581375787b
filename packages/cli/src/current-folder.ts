import { existsSync } from "node:fs";
import { CommandError } from "./command-error.ts";

/** @throws {CommandError} where the current folder has been removed */
export function checkCurrentFolder(): void {
  if (isThere()) return;
  throw new CommandError(
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
