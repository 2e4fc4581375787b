// What is run beside programs: commands that do their own counting. They are imported when they are run.
import { run } from "../../scripts/run.ts";
import type { GoFuzzTarget } from "../../scripts/fuzz-go.ts";
import type { Runtime } from "../../scripts/runtimes.ts";
import type { TestCounts } from "../../scripts/test-counts.ts";
import type { Row } from "../results/row.ts";
import type { Command } from "./programs.ts";

/** How a tool is run. */
export interface ToolOptions {
  readonly runtimes: readonly Runtime[];
  readonly seed: number;
  readonly long: boolean;
  /** Keeps rows as soon as they are there, so that a run which is stopped has not been in vain. */
  readonly keep: (rows: readonly Row[]) => Promise<void>;
}

/** What came of it. */
export interface ToolResult {
  readonly counts: TestCounts;
  readonly rows: readonly Row[];
}

/** A command that is not a program in a runtime. */
export interface Tool {
  readonly name: string;
  readonly command: Command;
  readonly run: (options: ToolOptions) => Promise<ToolResult>;
}

/** The tools. */
export const tools: readonly Tool[] = [
  { name: "packages", command: "fuzz", run: fuzzPackages },
  { name: "go", command: "fuzz", run: fuzzGo },
];

/** The fuzz targets of the Go modules. */
async function fuzzGo({ seed, long, keep }: ToolOptions): Promise<ToolResult> {
  const { runGoFuzz } = await import("../../scripts/fuzz-go.ts");
  const version = await goVersion();
  const rowOf = ({ package: folder, target, inputs, found, seconds, failure }: GoFuzzTarget): Row => ({
    program: `go: ${target} of ${folder}`,
    runtime: "Go",
    version,
    date: new Date().toISOString(),
    seeds: [seed],
    runs: 1,
    failures: failure === undefined ? 0 : 1,
    seconds: Math.round(seconds),
    figures: { inputs, "inputs that reached new code": found },
  });
  const { targets, ...counts } = await runGoFuzz({
    inputs: long ? 1_000_000 : 5000,
    ended: (target) => keep([rowOf(target)]),
  });
  return { counts, rows: targets.map(rowOf) };
}

/** Packages at random: 2,000 of them, fifty to a library. */
async function fuzzPackages({ runtimes, seed, long, keep }: ToolOptions): Promise<ToolResult> {
  const { runPackages } = await import("../fuzz/packages/main.ts");
  const started = performance.now();
  const amount = long ? { libraries: 40, packages: 50 } : { libraries: 1, packages: 12 };
  const { figures, failures } = await runPackages({ ...amount, seed, runtimes, keep: long, resume: long, hasty: long });
  const row: Row = {
    program: "packages",
    runtime: "Go",
    version: await goVersion(),
    date: new Date().toISOString(),
    seeds: [seed],
    runs: 1,
    failures: failures.length,
    seconds: Math.round((performance.now() - started) / 1000),
    figures,
  };
  await keep([row]);
  return { counts: { passed: failures.length === 0 ? 1 : 0, skipped: 0, failures }, rows: [row] };
}

async function goVersion(): Promise<string> {
  const { stdout } = await run("fuzz/go-version", "go", ["env", "GOVERSION"], { check: true });
  return stdout.trim();
}
