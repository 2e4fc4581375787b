// Runs test files in one runtime: one process per file, so that a crash costs one file and is counted as one failure.
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { inParallel } from "./parallel.ts";
import { cacheFolder } from "./root.ts";
import { readJunit } from "./junit.ts";
import { run } from "./run.ts";
import type { Runtime } from "./runtimes.ts";
import { addCounts, type TestCounts } from "./test-counts.ts";

export interface SuiteOptions {
  readonly env?: Record<string, string>;
  /** Milliseconds after which a file counts as hung. */
  readonly timeout: number;
  /** Files at a time. */
  readonly concurrency?: number;
}

/** Runs `files` (relative to the repository) in `runtime`; `suite` names the folder of logs and reports. */
export async function runSuite(
  suite: string,
  runtime: Runtime,
  files: readonly string[],
  options: SuiteOptions,
): Promise<TestCounts> {
  if (files.length === 0) return { passed: 0, skipped: 0, failures: [`${suite}: no test file was found`] };
  return addCounts(await inParallel(files, (file) => runFile(suite, runtime, file, options), options.concurrency));
}

async function runFile(suite: string, runtime: Runtime, file: string, options: SuiteOptions): Promise<TestCounts> {
  const log = `${suite}/${runtime.name}/${file.replaceAll(path.sep, "-").replace(/\.test\.ts$/, "")}`;
  const report = path.join(cacheFolder, "reports", `${log}.xml`);
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const result = await run(log, runtime.binary, runtime.test(`./${file}`, report), {
    env: { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", TOPHER_RUNTIME: runtime.name, ...options.env },
    timeout: options.timeout,
  });

  const counts = existsSync(report) ? readJunit(readFileSync(report, "utf8")) : { passed: 0, skipped: 0, failures: [] };
  const problem = problemOf(result.exitCode, counts, result.milliseconds >= options.timeout);
  const failures = problem === undefined ? counts.failures : [...counts.failures, `${problem}\n${tail(result.output)}`];
  return {
    ...counts,
    failures: failures.map((failure) => `${runtime.title}, ${file}: ${failure}\n(log: .cache/logs/${log}.log)`),
  };
}

/** What is wrong with a file although none of its tests failed. */
function problemOf(exitCode: number | undefined, counts: TestCounts, hung: boolean): string | undefined {
  if (hung) return "did not end in time and was killed";
  if (counts.failures.length > 0) return undefined;
  if (exitCode === undefined) return "a signal ended the process";
  if (exitCode !== 0) return `the process ended with code ${exitCode}`;
  if (counts.passed + counts.skipped === 0) return "no test ran";
  return undefined;
}

function tail(output: string): string {
  return output.split("\n").slice(-30).join("\n");
}
