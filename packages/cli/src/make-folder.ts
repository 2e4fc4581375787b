import { mkdirSync, mkdtempSync, rmdirSync, statSync } from "node:fs";
import path from "node:path";

/**
 * Makes a folder, and those above it that are not there yet.
 *
 * Node's own `recursive: true` goes on for ever where a folder exists in which nothing can be made, as in /proc.
 *
 * @throws what the system says
 */
export function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  const above = path.dirname(folder);
  if (above !== folder) makeFolder(above);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

/**
 * Tries whether something can be made in a folder. Its permissions do not tell: the system's own folders and file systems have rules beside them.
 *
 * @throws what the system says
 */
export function checkWritable(folder: string): void {
  rmdirSync(mkdtempSync(path.join(folder, ".topher-")));
}
