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
  return Object.entries<LockEntry>(lock.packages)
    .filter(([folder, entry]) => folder.startsWith("node_modules/") && entry.link !== true && isForHere(entry))
    .filter(([folder]) => !existsSync(path.join(root, folder, "package.json")))
    .map(([folder]) => folder.slice("node_modules/".length));
}

interface LockEntry {
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
