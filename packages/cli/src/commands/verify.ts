import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { Command, type CommandUnknownOpts } from "@commander-js/extra-typings";
import { CommandError } from "../command-error.ts";
import { setExamples } from "../examples.ts";
import { goSources } from "../go-sources.ts";
import { createOutput } from "../output.ts";

/** What of topher.json is checked. */
interface Report {
  readonly contract: number;
  readonly build: string;
  /** Platform and architecture as Node names them, for instance `linux-x64`. */
  readonly platform: string;
  /** The library, beside topher.json. */
  readonly file: string;
  readonly sha256: string;
  readonly packages: readonly { readonly module: string }[];
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
      "Check that a module which `build` wrote is whole: the library's SHA-256 is the one in topher.json, its contract version is the one of this topher, it was built for this machine, and its modules come from the same build.",
    )
    .argument("<folder>", "what was given to `build` as --out")
    .option("--json", "print one JSON object { ok, checks: [{ name, problem }] }")
    .action((folder, { json }) => {
      const output = createOutput(json === true);
      const { colors } = output;
      const checks = verify(folder);
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

function verify(folder: string): Check[] {
  const { contract, build, platform, file, sha256, packages } = readReport(folder);
  return [
    { name: `contract ${contract}`, problem: contractProblem(contract) },
    { name: `platform ${platform}`, problem: platformProblem(platform) },
    { name: file, problem: libraryProblem(path.join(folder, file), sha256) },
    ...packages.map(({ module }) => ({ name: module, problem: moduleProblem(path.join(folder, module), build) })),
  ];
}

function readReport(folder: string): Report {
  const file = path.join(folder, "topher.json");
  if (!existsSync(file)) {
    const what = existsSync(folder) ? `${folder} has no topher.json` : `There is no folder ${folder}`;
    throw new CommandError("diagnostics", "TOPHER_VERIFY", what, "Give the folder that `topher build` wrote to");
  }
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Report;
  } catch (error) {
    throw new CommandError("diagnostics", "TOPHER_VERIFY", `${file} cannot be read: ${(error as Error).message}`);
  }
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
