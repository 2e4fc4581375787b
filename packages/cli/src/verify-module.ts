import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
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
 * @throws {CommandError} where it has no topher.json
 */
export function verifyModule(folder: string): Check[] {
  const { contract, build, platform, file, sha256, packages } = readReport(folder);
  return [
    { name: `contract ${contract}`, problem: contractProblem(contract) },
    { name: `platform ${platform}`, problem: platformProblem(platform) },
    { name: file, problem: libraryProblem(path.join(folder, file), sha256) },
    ...packages.map(({ module }) => ({ name: module, problem: moduleProblem(path.join(folder, module), build) })),
  ];
}

/** Reads topher.json. */
export function readReport(folder: string): Report {
  const file = path.join(folder, "topher.json");
  if (!existsSync(file)) {
    const what = existsSync(folder) ? `${folder} has no topher.json` : `There is no folder ${folder}`;
    throw new CommandError("diagnostics", "TOPHER_VERIFY", what, "Give the folder that `topher build` wrote to");
  }
  let report: Partial<Report>;
  try {
    report = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new CommandError("diagnostics", "TOPHER_VERIFY", `${file} cannot be read: ${(error as Error).message}`);
  }
  if (typeof report.contract === "number" && Array.isArray(report.packages)) return report as Report;
  throw new CommandError("diagnostics", "TOPHER_VERIFY", `${file} is none that \`topher build\` wrote`);
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

function libraryProblem(file: string, wanted: string): string | undefined {
  if (!existsSync(file)) return "the file is missing";
  const got = createHash("sha256").update(readFileSync(file)).digest("hex");
  return got === wanted ? undefined : `its SHA-256 is ${got}, and topher.json says ${wanted}`;
}

/** The module and the library compare the build id when they are loaded. */
function moduleProblem(file: string, build: string): string | undefined {
  if (!existsSync(file)) return "the file is missing";
  return readFileSync(file, "utf8").includes(`build: ${JSON.stringify(build)}`)
    ? undefined
    : "it comes from another build";
}
