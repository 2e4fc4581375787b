import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";

/** The file that a shell would start for a name, or undefined. */
export function findProgram(name: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folders = name.includes("/") ? [""] : (env["PATH"] ?? "").split(path.delimiter);
  const endings = process.platform === "win32" ? [".exe", ".cmd", ".bat", ""] : [""];
  return folders
    .flatMap((folder) => endings.map((ending) => path.join(folder, name + ending)))
    .find((file) => isProgram(path.resolve(file)));
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
