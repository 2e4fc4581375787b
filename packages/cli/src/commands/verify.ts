import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { CommandError } from "../command-error.ts";
import { setExamples } from "../examples.ts";
import { goSources } from "../go-sources.ts";
import { createOutput } from "../output.ts";

/** What of a topher.json is checked. */
interface Report {
  readonly contract: number;
  /** By platform and architecture of Node, for instance `linux-x64`. */
  readonly libraries: Readonly<Record<string, { readonly file: string; readonly sha256: string }>>;
}

interface Check {
  readonly name: string;
  /** What is wrong, or undefined. */
  readonly problem: string | undefined;
}

/** `topher verify`: whether a built module is whole, and fits this topher and this machine. */
export function verifyCommand(): CommandUnknownOpts {
  const command = new Command("verify")
    .summary("check that a built module is whole, and fits this machine")
    .description(
      "Check that a module which `build` wrote is whole: the library's SHA-256 is the one in topher.json, its contract version is the one of this topher, and there is a library for this machine.",
    )
    .argument("<folder>", "what was given to `build` as --out")
    .option("--json", "print one JSON object { ok, checks: [{ name, problem }] }")
    .action((folder, { json }) => {
      const output = createOutput(json === true);
      const { colors } = output;
      const checks = reportFiles(folder).flatMap((file) => verify(file));
      const problems = checks.filter(({ problem }) => problem !== undefined);
      if (output.json) output.result(JSON.stringify({ ok: problems.length === 0, checks }));
      else {
        for (const { name, problem } of checks) {
          output.result(
            problem === undefined ? `${colors.green("✓")} ${name}` : `${colors.red("✗")} ${name}: ${problem}`,
          );
        }
      }
      if (problems.length > 0) {
        throw new CommandError(
          "diagnostics",
          "TOPHER_VERIFY",
          `${folder} is not as it was built`,
          "Build it again with topher build",
        );
      }
    });
  setExamples(command, "verify", [["after an install, or before a release", "./mathx-js"]]);
  return command;
}

/** The topher.json of a folder, or of the packages' folders in it. */
function reportFiles(folder: string): string[] {
  if (!existsSync(folder)) throw new CommandError("diagnostics", "TOPHER_VERIFY", `There is no folder ${folder}`);
  const folders = [".", ...readdirSync(folder)];
  const files = folders.map((name) => path.join(folder, name, "topher.json")).filter((file) => existsSync(file));
  if (files.length > 0) return files;
  throw new CommandError(
    "diagnostics",
    "TOPHER_VERIFY",
    `${folder} has no topher.json`,
    "Give the folder that `topher build` wrote to",
  );
}

function verify(file: string): Check[] {
  const here = `${process.platform}-${process.arch}`;
  let report: Report;
  try {
    report = JSON.parse(readFileSync(file, "utf8")) as Report;
  } catch (error) {
    return [{ name: file, problem: `it cannot be read: ${(error as Error).message}` }];
  }
  const libraries = Object.entries(report.libraries ?? {});
  return [
    { name: `${file}: contract ${report.contract}`, problem: contractProblem(report.contract) },
    {
      name: `${file}: platform ${here}`,
      problem: libraries.some(([platform]) => platform === here)
        ? undefined
        : `it has a library only for ${libraries.map(([platform]) => platform).join(", ") || "no platform"}`,
    },
    ...libraries.map(([, library]) => ({
      name: path.join(path.dirname(file), library.file),
      problem: libraryProblem(path.join(path.dirname(file), library.file), library.sha256),
    })),
  ];
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

function libraryProblem(file: string, wanted: string): string | undefined {
  if (!existsSync(file)) return "the file is missing";
  const got = createHash("sha256").update(readFileSync(file)).digest("hex");
  return got === wanted ? undefined : `its SHA-256 is ${got}, and topher.json says ${wanted}`;
}
