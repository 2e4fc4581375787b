// Unit and type tests of TypeScript (vitest) and of Go (go test).
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { goPatterns } from "./check.ts";
import { readGoTestReport } from "./go-test-report.ts";
import { cacheFolder } from "./root.ts";
import { run } from "./run.ts";
import { addCounts, type TestCounts } from "./test-counts.ts";
import { readVitestReport } from "./vitest-report.ts";

export async function runUnitTests(): Promise<TestCounts> {
  return addCounts([await runVitest(), await runGoTests()]);
}

async function runVitest(): Promise<TestCounts> {
  const report = path.join(cacheFolder, "reports", "vitest.json");
  rmSync(report, { force: true });
  const args = ["run", "--passWithNoTests", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { exitCode, output } = await run("unit/vitest", "vitest", args, { env: { NO_COLOR: "1" } });
  return withExitCode(
    existsSync(report) ? readVitestReport(readFileSync(report, "utf8")) : undefined,
    exitCode,
    "vitest",
    output,
  );
}

async function runGoTests(): Promise<TestCounts> {
  const { exitCode, stdout, output } = await run("unit/go-test", "go", ["test", "-json", ...goPatterns()]);
  return withExitCode(readGoTestReport(stdout), exitCode, "go test", output);
}

/** A runner that ends badly without naming a failed test is one failure itself. */
function withExitCode(
  counts: TestCounts = { passed: 0, skipped: 0, failures: [] },
  exitCode: number | undefined,
  runner: string,
  output: string,
): TestCounts {
  if (exitCode === 0 || counts.failures.length > 0) return counts;
  return {
    ...counts,
    failures: [`${runner} ended with ${exitCode ?? "a signal"}\n${output.split("\n").slice(-40).join("\n")}`],
  };
}
