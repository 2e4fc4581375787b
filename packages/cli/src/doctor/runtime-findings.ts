// Node, Bun and Deno, as far as PATH has them, and the C library below them.
import { readFileSync } from "node:fs";
import path from "node:path";
import { findProgram } from "../find-program.ts";
import { packageFolder } from "../own-package.ts";
import { runProcess } from "../run-process.ts";
import { note, ok, problem, type Finding } from "./finding.ts";
import { glibcVersion, isMusl } from "./libc.ts";
import { isOlder } from "./versions.ts";

const upgrades: Readonly<Record<string, string>> = {
  node: "Get a newer one from https://nodejs.org/",
  bun: "Get a newer one: `bun upgrade`, or the package manager that brought it",
  deno: "Get a newer one: `deno upgrade`, or the package manager that brought it",
};

/** The oldest versions of the runtimes that topher works with, from its own package.json. */
export function oldestVersions(): ReadonlyMap<string, string> {
  const { engines } = JSON.parse(readFileSync(path.join(packageFolder, "package.json"), "utf8")) as {
    engines: Record<string, string>;
  };
  return new Map(
    ["node", "bun", "deno"].map((name) => [name, /^>=(\d+(?:\.\d+)*)$/.exec(engines[name] ?? "")?.[1] ?? "0"]),
  );
}

/** Looks for the runtimes and for what they run on. */
export async function runtimeFindings(cwd: string): Promise<Finding[]> {
  const found = await Promise.all([...oldestVersions()].map(([name, oldest]) => runtimeFinding(name, oldest, cwd)));
  const glibc = await glibcVersion(cwd);
  return [...found, ...(glibc === undefined ? [] : [ok("libc", `glibc ${glibc}`)])];
}

async function runtimeFinding(name: string, oldest: string, cwd: string): Promise<Finding> {
  const program = findProgram(name);
  if (program === undefined) return note(name, `${name} is not in PATH`);
  // Before it is started: elsewhere than on musl it does not even start.
  if (isMusl(program) === true) {
    return problem(
      name,
      `${program} runs on musl (Alpine?), where no Go release can be loaded as a shared library (golang/go#54805)`,
      "Use a runtime and an image with glibc, such as node:24-slim",
    );
  }
  const ended = await runProcess(program, ["--version"], { cwd }).catch((error: Error) => error.message);
  const printed = typeof ended === "string" ? ended : `${ended.stdout}\n${ended.stderr}`.trim();
  const version = /\d+\.\d+\.\d+/.exec(printed)?.[0];
  if (typeof ended === "string" || ended.exitCode !== 0 || version === undefined) {
    return problem(name, `${program} does not run: ${printed.split("\n")[0]}`, upgrades[name]);
  }
  if (isOlder(version, oldest)) {
    return problem(name, `${name} ${version} is too old: topher needs ${oldest} or newer`, upgrades[name]);
  }
  return ok(name, `${name} ${version} (topher needs ${oldest} or newer)`);
}
