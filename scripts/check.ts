// npm run check: format, lint, types and packaging, of TypeScript and Go alike. Each check is counted like a test.
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import colors from "picocolors";
import { checkForJsr } from "./jsr.ts";
import { inParallel } from "./parallel.ts";
import { cacheFolder, root } from "./root.ts";
import { run, type RunResult } from "./run.ts";
import { checkSupportTable } from "./support-table.ts";
import type { TestCounts } from "./test-counts.ts";

interface Check {
  readonly name: string;
  /** Resolves to what is wrong, or to undefined. */
  readonly run: () => Promise<string | undefined>;
}

/** Folders of the Go modules that go.work uses, as package patterns. */
export function goPatterns(): string[] {
  const used = readFileSync(path.join(root, "go.work"), "utf8").matchAll(/^\s*(?:use )?(\.\/\S+)/gm);
  return [...used].map(([, folder]) => `${folder}/...`);
}

const publicPackages = globSync("packages/*/package.json", { cwd: root })
  .map((file) => path.dirname(file))
  .toSorted();

/** First and alone, because it writes the dist folders that other checks read. */
const types = command("tsc", ["-b"]);

const checks: readonly Check[] = [
  command("oxfmt", ["--list-different", "."]),
  command("oxlint", ["--deny-warnings"]),
  { name: "gofmt", run: checkGoFormat },
  command("go", ["vet", ...goPatterns()]),
  { name: "staticcheck", run: checkGoStatically },
  { name: "jsr", run: async () => problemOf(await checkForJsr()) },
  { name: "support table", run: checkSupportTable },
  ...publicPackages.flatMap((folder) => [
    command("publint", ["--strict", folder], `publint ${folder}`),
    command("attw", ["--pack", folder, "--profile", "esm-only", "--no-color", "--no-emoji"], `attw ${folder}`),
  ]),
];

/** Runs every check; `report` hears of each one as it ends. */
export async function runChecks(
  report: (name: string, problem: string | undefined) => void = () => {},
): Promise<TestCounts> {
  const runCheck = async (check: Check) => {
    const problem = await check.run().catch((error: Error) => error.message);
    report(check.name, problem);
    return problem === undefined ? undefined : `${check.name}: ${problem}`;
  };
  const problems = [await runCheck(types), ...(await inParallel(checks, runCheck))];
  const failures = problems.filter((problem) => problem !== undefined);
  return { passed: problems.length - failures.length, skipped: 0, failures };
}

function command(program: string, args: readonly string[], name = program === "go" ? `go ${args[0]}` : program): Check {
  const log = `check/${name.replaceAll(/\W+/g, "-")}`;
  return { name, run: async () => problemOf(await run(log, program, args, { env: { NO_COLOR: "1" } })) };
}

function problemOf({ exitCode, output }: RunResult): string | undefined {
  return exitCode === 0 ? undefined : output || `ended with ${exitCode ?? "a signal"}`;
}

/** gofmt names the files it would change, and ends with 0 all the same. */
async function checkGoFormat(): Promise<string | undefined> {
  const folders = goPatterns().map((pattern) => path.dirname(pattern));
  const { exitCode, output } = await run("check/gofmt", "gofmt", ["-l", ...folders]);
  return exitCode === 0 && output === "" ? undefined : `not formatted (npm run format):\n${output}`;
}

/** Builds staticcheck from its own pinned module, outside go.work, and runs it inside go.work. */
async function checkGoStatically(): Promise<string | undefined> {
  const staticcheck = path.join(cacheFolder, "bin", "staticcheck");
  await run("check/staticcheck-build", "go", ["build", "-o", staticcheck, "honnef.co/go/tools/cmd/staticcheck"], {
    cwd: path.join(root, "scripts/gotools"),
    env: { GOWORK: "off" },
    check: true,
  });
  return problemOf(await run("check/staticcheck", staticcheck, goPatterns()));
}

if (import.meta.main) {
  const { failures } = await runChecks((name, problem) => {
    console.log(problem === undefined ? `${colors.green("ok  ")} ${name}` : `${colors.red("FAIL")} ${name}`);
  });
  for (const failure of failures) console.error(`\n${failure}`);
  if (failures.length > 0) process.exitCode = 1;
}
