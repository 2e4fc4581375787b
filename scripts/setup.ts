// npm run setup: checks the toolchain, repairs what npm left out, and prints what is present.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import colors from "picocolors";
import { root } from "./root.ts";
import { run } from "./run.ts";
import { missingRuntimes, presentRuntimes, runtimeVersion } from "./runtimes.ts";
import { checkToolchain } from "./toolchain.ts";

/** Makes the machine ready; throws with a remedy when it cannot. Returns one line per thing present. */
export async function setup(): Promise<string[]> {
  const toolchain = checkToolchain();
  const lines = [`Go            ${toolchain.go}`, `C compiler    ${toolchain.cc}`];

  if (leftOut().length > 0) {
    lines.push(`npm had left out ${leftOut().join(", ")}: installing under the pinned Node`);
    await installUnderPinnedNode();
    const still = leftOut();
    if (still.length > 0) {
      throw new Error(
        `npm did not bring ${still.join(", ")}.\n` +
          "Optional packages may be switched off: check `npm config get omit`, then run npm install --include=optional --ignore-scripts.",
      );
    }
  }

  for (const runtime of presentRuntimes()) {
    lines.push(`${runtime.title.padEnd(13)} ${runtimeVersion(runtime)}  ${path.relative(root, runtime.binary)}`);
  }
  for (const { runtime, remedy } of missingRuntimes()) {
    lines.push(colors.yellow(`${runtime.title.padEnd(13)} missing: ${remedy}`));
  }
  return lines;
}

/**
 * Packages of this platform that the lockfile names and node_modules lacks.
 *
 * npm leaves out an optional package without a word when its `engines` exclude the Node that runs npm.
 */
function leftOut(): string[] {
  const lock = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8"));
  const here = Object.entries<LockEntry>(lock.packages).filter(([, entry]) => isForHere(entry));
  const wanted = wantedOf(here);
  return here
    .filter(([folder, entry]) => isInstalled(folder) && entry.link !== true && wanted.has(nameOf(folder)))
    .filter(([folder]) => !existsSync(path.join(root, folder, "package.json")))
    .map(([folder]) => folder.slice("node_modules/".length));
}

/** The names of the packages that the repository's own ones want, directly or not: what only a package for another platform wants is not among them. */
function wantedOf(here: readonly (readonly [folder: string, entry: LockEntry])[]): Set<string> {
  const byName = Map.groupBy(here, ([folder]) => nameOf(folder));
  const wanted = new Set<string>();
  const queue = here.filter(([folder]) => !isInstalled(folder)).map(([, entry]) => entry);
  for (let entry = queue.pop(); entry !== undefined; entry = queue.pop()) {
    const { dependencies, devDependencies, optionalDependencies } = entry;
    for (const name of Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies })) {
      if (wanted.has(name)) continue;
      wanted.add(name);
      queue.push(...(byName.get(name) ?? []).map(([, each]) => each));
    }
  }
  return wanted;
}

/** True for what npm installs; the others are the repository's own packages. */
function isInstalled(folder: string): boolean {
  return folder.startsWith("node_modules/");
}

function nameOf(folder: string): string {
  return folder.slice(folder.lastIndexOf("node_modules/") + "node_modules/".length);
}

interface LockEntry {
  dependencies?: Readonly<Record<string, string>>;
  devDependencies?: Readonly<Record<string, string>>;
  optionalDependencies?: Readonly<Record<string, string>>;
  link?: boolean;
  os?: string | string[];
  cpu?: string | string[];
  libc?: string | string[];
  peer?: boolean;
}

function isForHere({ os, cpu, libc, peer }: LockEntry): boolean {
  const allows = (rule: string | string[] = [], here: string) => {
    const list = [rule].flat();
    return list.includes(here) || (list.every((item) => item.startsWith("!")) && !list.includes(`!${here}`));
  };
  return peer !== true && allows(os, process.platform) && allows(cpu, process.arch) && allows(libc, "glibc");
}

async function installUnderPinnedNode(): Promise<void> {
  const npm = process.env.TOPHER_NPM;
  const [command, ...args] = npm ? [process.execPath, npm] : ["npm"];
  await run("npm-repair", command as string, [...args, "install", "--ignore-scripts", "--include=optional"], {
    check: true,
  });
}

if (import.meta.main) {
  try {
    for (const line of await setup()) console.log(line);
  } catch (error) {
    console.error(colors.red((error as Error).message));
    process.exitCode = 1;
  }
}
