import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { CommandError } from "./command-error.ts";
import { goSources } from "./go-sources.ts";

/** What of topher.json is checked. */
export interface Report {
  readonly contract: number;
  readonly build: string;
  /** The version of Go that compiled it. */
  readonly go: string;
  /** Platform and architecture as Node names them, for instance `linux-x64`. */
  readonly platform: string;
  /** The library, beside topher.json. */
  readonly file: string;
  readonly sha256: string;
  /** The SHA-256 of the other files, by their paths beside topher.json. */
  readonly hashes?: Readonly<Record<string, string>>;
  readonly packages: readonly { readonly module: string }[];
}

/** Something that was checked. */
export interface Check {
  readonly name: string;
  /** What is wrong, or undefined. */
  readonly problem: string | undefined;
}

/**
 * Checks that a folder is as `topher build` wrote it.
 *
 * @throws {CommandError} where it has no topher.json, or one that `topher build` did not write
 */
export function verifyModule(folder: string): Check[] {
  const { contract, build, platform, file, sha256, hashes = {}, packages } = readReport(folder);
  const modules = packages.map(({ module }) => module);
  const others = Object.keys(hashes).filter((name) => !modules.includes(name));
  const check = (name: string, problemOf: (bytes: Buffer) => string | undefined): Check => ({
    name,
    problem: fileProblem(path.join(folder, name), problemOf),
  });
  return [
    { name: `contract ${contract}`, problem: contractProblem(contract) },
    { name: `platform ${platform}`, problem: platformProblem(platform) },
    check(file, (bytes) => hashProblem(bytes, sha256)),
    ...modules.map((name) => check(name, (bytes) => buildProblem(bytes, build) ?? hashProblem(bytes, hashes[name]))),
    ...others.map((name) => check(name, (bytes) => hashProblem(bytes, hashes[name]))),
  ];
}

/** Reads topher.json. */
export function readReport(folder: string): Report {
  const file = path.join(folder, "topher.json");
  if (!existsSync(file)) {
    const what = existsSync(folder) ? `${folder} has no topher.json` : `There is no folder ${folder}`;
    throw new CommandError("diagnostics", "TOPHER_VERIFY", what, "Give the folder that `topher build` wrote to");
  }
  let report: unknown;
  const unread = fileProblem(file, (bytes) => {
    try {
      report = JSON.parse(bytes.toString("utf8"));
    } catch (error) {
      return (error as Error).message;
    }
    return undefined;
  });
  if (unread !== undefined) throw refused(`${file} cannot be read: ${unread}`);
  const wrong = reportProblem(report);
  if (wrong === undefined) return report as Report;
  throw refused(`${file} is none that \`topher build\` wrote: ${wrong}`);
}

function refused(message: string): CommandError {
  return new CommandError("diagnostics", "TOPHER_VERIFY", message, "Build it again with topher build");
}

type Rule = (value: unknown) => boolean;
const isText: Rule = (value) => typeof value === "string" && value !== "";
// A file beside topher.json or below: nothing else belongs to the module.
const isInside: Rule = (value) =>
  isText(value) && !path.isAbsolute(value as string) && !(value as string).split(/[/\\]/).includes("..");
const isObject: Rule = (value) => typeof value === "object" && value !== null;

/** What each member must be. */
const rules: Readonly<Record<keyof Report, readonly [rule: Rule, what: string]>> = {
  contract: [Number.isSafeInteger, "a number"],
  build: [isText, "a text"],
  go: [isText, "a text"],
  platform: [isText, "a text"],
  file: [isInside, "a file in its folder"],
  sha256: [isText, "a text"],
  hashes: [
    (value) => value === undefined || (isObject(value) && Object.entries(value as object).every(hasHash)),
    "hashes of files in its folder",
  ],
  packages: [
    (value) =>
      Array.isArray(value) && value.length > 0 && value.every((each) => isObject(each) && isInside(each.module)),
    "packages with a module in its folder",
  ],
};

function hasHash([name, hash]: [string, unknown]): boolean {
  return isInside(name) && isText(hash);
}

function reportProblem(report: unknown): string | undefined {
  if (!isObject(report) || Array.isArray(report)) return "it holds no object";
  for (const [name, [rule, what]] of Object.entries(rules)) {
    if (!rule((report as Record<string, unknown>)[name])) return `${name} is not ${what}`;
  }
  return undefined;
}

function contractProblem(contract: number): string | undefined {
  const own = contractVersion();
  if (contract === own) return undefined;
  return `this topher has contract ${own}; ${contract > own ? "update topher" : "build the module again"}`;
}

/** The contract that this topher's generator builds for. */
export function contractVersion(): number {
  const source = readFileSync(path.join(goSources().folder, "generator", "ir", "library.go"), "utf8");
  return Number(/^const ContractVersion = (\d+)/m.exec(source)?.[1]);
}

function platformProblem(platform: string): string | undefined {
  const here = `${process.platform}-${process.arch}`;
  return platform === here ? undefined : `this machine is ${here}`;
}

/** Reads a file and looks at it; what cannot be read is a problem, and what is no file is not read: a pipe would never end. */
function fileProblem(file: string, problemOf: (bytes: Buffer) => string | undefined): string | undefined {
  if (!existsSync(file)) return "the file is missing";
  try {
    return statSync(file).isFile() ? problemOf(readFileSync(file)) : "it is not a file";
  } catch (error) {
    return `it cannot be read: ${(error as Error).message}`;
  }
}

/** What a file's bytes say; a topher.json of an older topher has no hash of it. */
function hashProblem(bytes: Buffer, wanted: string | undefined): string | undefined {
  const got = createHash("sha256").update(bytes).digest("hex");
  return wanted === undefined || got === wanted ? undefined : `its SHA-256 is ${got}, and topher.json says ${wanted}`;
}

/** The module and the library compare the build id when they are loaded. */
function buildProblem(module: Buffer, build: string): string | undefined {
  return module.toString("utf8").includes(`build: ${JSON.stringify(build)}`)
    ? undefined
    : "it comes from another build";
}
