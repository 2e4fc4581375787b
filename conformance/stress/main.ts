// The stress tests: programs that try to break a process that has a Go library in it, each run as a process of its own in every
// runtime. Part of `npm test` in a short form; `npm run soak` repeats them with other seeds, and longer, for half an hour.
//
//   npm run soak -- --minutes 60 --runtime bun --only workers --seed 7
import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { inParallel } from "../../scripts/parallel.ts";
import { cacheFolder, root } from "../../scripts/root.ts";
import { presentRuntimes, type Runtime } from "../../scripts/runtimes.ts";
import { addCounts, type TestCounts } from "../../scripts/test-counts.ts";
import { programArgs } from "./command.ts";
import type { Kind } from "./kind.ts";
import type { Figures } from "./program.ts";

const stresses = [
  "signal-storm",
  "children",
  "re-entry",
  "inner-callbacks",
  "workers",
  "dispositions",
  "buffers",
  "kept",
  "exits",
  "task-callbacks",
  "task-workers",
  "task-aborts",
  "task-exits",
];
/** Only in the long form, and there once. */
const soaks = ["soak", "generated"];
const minute = 60_000;

/** How the stress tests are run. */
export interface StressOptions {
  readonly runtimes: readonly Runtime[];
  readonly only?: readonly string[];
  readonly seed: number;
  /** Minutes after which no new round begins; without it one short round is run. */
  readonly minutes?: number;
}

/** Runs the stress tests and prints a table of what was measured. */
export async function runStresses(options: StressOptions): Promise<TestCounts> {
  const { runtimes, only, seed, minutes } = options;
  const long = minutes !== undefined;
  const chosen = [...stresses, ...(long ? soaks : [])].filter((name) => only?.includes(name) ?? true);
  console.log(`      seed ${seed}`);
  const started = performance.now();
  const results: Result[] = [];
  for (let round = 0; round === 0 || performance.now() - started < (minutes ?? 0) * minute; round++) {
    const jobs = chosen
      .filter((name) => round === 0 || !soaks.includes(name))
      .flatMap((name) => runtimes.map((runtime): Job => ({ runtime, name, seed: seed + round, long })));
    const control = { name: "signal-storm", seed: seed + round, long, variant: "unmended" };
    const controls =
      long && chosen.includes(control.name) ? runtimes.map((runtime): Job => ({ runtime, ...control })) : [];
    results.push(...(await inParallel([...jobs, ...controls], runJob, availableParallelism())));
    if (long) console.log(`      round ${round + 1}: ${results.filter(isFailure).length} failures so far`);
  }
  printTable(results);
  return addCounts(
    results
      .filter(({ job }) => job.variant === undefined)
      .map((result) => ({
        passed: isFailure(result) ? 0 : 1,
        skipped: 0,
        failures: isFailure(result) ? [complaint(result)] : [],
      })),
  );
}

interface Job {
  readonly runtime: Runtime;
  readonly name: string;
  readonly seed: number;
  readonly long: boolean;
  readonly variant?: string;
}

interface Result {
  readonly job: Job;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly timedOut: boolean;
  readonly seconds: number;
  readonly figures: Figures | undefined;
  /** The last one that the program named. */
  readonly phase: string;
  readonly stderr: string;
}

async function runJob(job: Job): Promise<Result> {
  const { runtime, name, long } = job;
  const started = performance.now();
  const child = spawn(runtime.binary, commandOf(job), {
    cwd: root,
    detached: true, // a group of its own, so that what it has started ends with it
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", TOPHER_STRESS_NODE: process.execPath },
  });
  const log = logOf(job);
  mkdirSync(path.dirname(log), { recursive: true });
  const file = createWriteStream(log);
  file.write(`$ ${runtime.binary} ${commandOf(job).join(" ")}\n`);
  let stdout = "";
  let stderr = "";
  let phase = "phase: none";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    phase = text.match(/^phase: .*$/gm)?.at(-1) ?? phase;
    stderr = (stderr + text).slice(-20_000);
    file.write(text);
  });
  let timedOut = false;
  const timer = setTimeout(
    () => {
      timedOut = true;
      endGroup(child.pid!);
    },
    (long ? 20 : 2) * minute,
  );
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", () => setTimeout(() => endGroup(child.pid!), 100));
    child.on("close", (code, signal) => resolve([code, signal]));
  });
  clearTimeout(timer);
  const line = /^figures (.*)$/m.exec(stdout)?.[1];
  const result: Result = {
    job,
    code,
    signal,
    timedOut,
    seconds: (performance.now() - started) / 1000,
    figures: line === undefined ? undefined : (JSON.parse(line) as Figures),
    phase,
    stderr,
  };
  file.end(`${stdout}ended with ${ended(result)}\n`);
  if (isFailure(result) && job.variant === undefined) console.log(`      ${runtime.title}, ${name}: ${ended(result)}`);
  return result;
}

function commandOf({ runtime, name, seed, long, variant }: Job): string[] {
  const kind: Kind = runtime.name.startsWith("node") ? "node" : (runtime.name as Kind);
  const args = [
    "--seed",
    String(seed),
    ...(long ? ["--long"] : []),
    ...(variant === undefined ? [] : ["--variant", variant]),
  ];
  if (soaks.includes(name)) args.push("--curve", path.join(cacheFolder, "soak", `${runtime.name}.csv`));
  return programArgs(kind, `conformance/stress/${name}.ts`, args);
}

function logOf({ runtime, name, seed, variant }: Job): string {
  return path.join(
    cacheFolder,
    "logs",
    "stress",
    runtime.name,
    `${name}${variant === undefined ? "" : `-${variant}`}-${seed}.log`,
  );
}

/** Ends whatever a program has left running. */
function endGroup(leader: number): void {
  try {
    process.kill(-leader, "SIGKILL");
  } catch {
    // Nothing is left.
  }
}

function isFailure({ code, figures }: Result): boolean {
  return code !== 0 || figures === undefined;
}

function ended({ code, signal, timedOut, figures }: Result): string {
  if (timedOut) return "killed, because it did not end in time";
  if (signal !== null) return signal;
  return code === 0 && figures === undefined ? "code 0 before its end" : `code ${code}`;
}

function complaint(result: Result): string {
  const { job, phase, stderr } = result;
  const command = [job.runtime.binary, ...commandOf(job)].join(" ");
  const last = stderr.trimEnd().split("\n").slice(-25).join("\n");
  return `${job.runtime.title}, ${job.name}, seed ${job.seed}: ${ended(result)}\n${phase}\n${last}\n(again: ${path.relative(root, command)})`;
}

function printTable(results: readonly Result[]): void {
  const groups = Map.groupBy(
    results,
    ({ job }) => `${job.runtime.title}|${job.name}${job.variant === undefined ? "" : `, ${job.variant}`}`,
  );
  const rows = [...groups].map(([key, group]) => {
    const [runtime, name] = key.split("|") as [string, string];
    const isControl = group[0]!.job.variant !== undefined;
    const failures = group.filter(isFailure).length;
    const figures = Object.entries(group.findLast((each) => each.figures !== undefined)?.figures ?? {});
    return [
      runtime,
      name,
      String(group.length),
      isControl ? `${failures} crashed` : String(failures),
      (group.reduce((sum, { seconds }) => sum + seconds, 0) / group.length).toFixed(1),
      figures.map(([figure, value]) => `${figure} ${value}`).join(", "),
    ];
  });
  const all = [["runtime", "stress", "runs", "failures", "seconds", "figures of the last run"], ...rows];
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  for (const row of all)
    console.log(
      `      ${row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join("  ")
        .trimEnd()}`,
    );
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      short: { type: "boolean" },
      minutes: { type: "string", default: "30" },
      seed: { type: "string" },
      runtime: { type: "string", multiple: true },
      only: { type: "string", multiple: true },
    },
  });
  const unknown = values.only?.find((name) => ![...stresses, ...soaks].includes(name));
  if (unknown !== undefined) throw new RangeError(`--only ${unknown}: there are ${[...stresses, ...soaks].join(", ")}`);
  const { passed, failures } = await runStresses({
    runtimes: presentRuntimes().filter(({ name }) => values.runtime?.some((each) => name.startsWith(each)) ?? true),
    seed: Number(values.seed ?? Date.now() % 1_000_000),
    ...(values.only !== undefined && { only: values.only }),
    ...(values.short !== true && { minutes: Number(values.minutes) }),
  });
  for (const failure of failures) console.error(`\n${failure}`);
  console.log(`${passed} passed, ${failures.length} failed`);
  if (failures.length > 0) process.exitCode = 1;
}
