import { existsSync, readdirSync, type Dirent } from "node:fs";
import path from "node:path";

/** Libraries below a folder. */
export interface FoundLibraries {
  /** Folders with a topher.json. */
  readonly modules: readonly string[];
  /** Shared libraries beside which there is none; those of packages in node_modules are not looked for. */
  readonly files: readonly string[];
}

/** Looks for what `topher build` has written, and for other shared libraries, in a folder and below it. */
export function findLibraries(folder: string): FoundLibraries {
  const modules: string[] = [];
  const files: string[] = [];
  const look = (at: string, installed: boolean): void => {
    const entries = entriesOf(at);
    if (entries.some(({ name }) => name === "topher.json")) modules.push(at);
    else if (!installed) files.push(...entries.filter(isLibrary).map(({ name }) => path.join(at, name)));
    for (const entry of entries) {
      if (!entry.isDirectory() || entry.name.startsWith(".")) continue;
      look(path.join(at, entry.name), installed || entry.name === "node_modules");
    }
  };
  look(folder, path.resolve(folder).split(path.sep).includes("node_modules"));
  return { modules, files };
}

/** Whether `topher build` wrote to a folder. */
export function isModule(folder: string): boolean {
  return existsSync(path.join(folder, "topher.json"));
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return []; // a folder that cannot be read has nothing to load
  }
}

function isLibrary(entry: Dirent): boolean {
  return entry.isFile() && /\.(so|dylib|dll)$/.test(entry.name);
}
