// Files that look like libraries, in a folder that is removed when the process ends.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { libraryPath } from "./library.ts";

const folder = mkdtempSync(path.join(tmpdir(), "topher-conformance-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));

/** The fixture's bytes. */
export const fixtureBytes: Uint8Array = readFileSync(libraryPath("fixture"));

/** Writes a file and gives its path. */
export function fileOf(name: string, content: Uint8Array | string): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

/** The fixture with some bytes of its header exchanged. */
export function patched(name: string, change: (header: DataView) => void): string {
  const bytes = new Uint8Array(fixtureBytes);
  change(new DataView(bytes.buffer));
  return fileOf(name, bytes);
}

/** The fixture itself under another name: the loader knows that it is the same library. */
export function linkOf(name: string): string {
  const file = path.join(folder, name);
  symlinkSync(libraryPath("fixture"), file);
  return file;
}

/** The folder. */
export const folderOfFiles: string = folder;

let counted = 0;

/** A path in a folder of its own, at which there is nothing. */
export function nowhere(name = "libfixture.so"): string {
  const own = path.join(folder, String(counted++));
  mkdirSync(own);
  return path.join(own, name);
}
