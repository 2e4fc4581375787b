import { readdirSync } from "node:fs";
import path from "node:path";
import { closest, distance } from "fastest-levenshtein";
import { runProcess } from "./run-process.ts";

const isFolder = /^\.{0,2}\//;

/**
 * What somebody may have meant with a package that does not exist: `./mathx` for `mathx`, `./mathx` for `./matx`, `strings` for `string`.
 *
 * @returns the argument to give instead, or undefined
 */
export async function suggestPackage(given: string, cwd: string): Promise<string | undefined> {
  const folders = packageFolders(cwd);
  const plain = given.replace(/^\.\//, "").replace(/\/$/, "");
  if (folders.includes(plain) && !isFolder.test(given)) return `./${plain}`;
  const standard = isFolder.test(given) ? [] : await standardPackages(cwd);
  const near = closest(plain, [...folders, ...standard]) as string | undefined;
  if (near === undefined || distance(plain, near) > Math.ceil(plain.length * 0.4)) return undefined;
  return folders.includes(near) ? `./${near}` : near;
}

/** Folders with Go files below a folder, at most three deep, with slashes. */
function packageFolders(cwd: string, below = ""): string[] {
  if (below.split("/").length > 3) return [];
  let entries;
  try {
    entries = readdirSync(path.join(cwd, below), { withFileTypes: true });
  } catch {
    return []; // a folder that cannot be read has nothing to suggest
  }
  const inside = entries
    .filter((entry) => entry.isDirectory() && !/^[._]|^(node_modules|vendor|testdata)$/.test(entry.name))
    .flatMap((entry) => packageFolders(cwd, below === "" ? entry.name : `${below}/${entry.name}`));
  return entries.some(({ name }) => name.endsWith(".go")) && below !== "" ? [below, ...inside] : inside;
}

async function standardPackages(cwd: string): Promise<string[]> {
  const { stdout } = await runProcess("go", ["list", "std"], { cwd });
  return stdout.split("\n").filter((name) => name !== "" && !/(^|\/)(internal|vendor)(\/|$)/.test(name));
}
