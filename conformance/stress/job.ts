// One run of one program, as a process of its own.
import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import path from "node:path";
import { cacheFolder, root } from "../../scripts/root.ts";
import type { Runtime } from "../../scripts/runtimes.ts";
import { programArgs } from "./command.ts";
import { figuresIn, type Figures } from "./figures.ts";
import type { Kind } from "./kind.ts";
import type { Control, Program } from "./programs.ts";

/** A run that is to be made. */
export interface Job {
  readonly runtime: Runtime;
  readonly program: Program;
  readonly seed: number;
  readonly long: boolean;
  readonly control?: Control;
}

/** A run that was made. */
export interface Result {
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

const minute = 60_000;
const shortMinutes = 2;
const longMinutes = 20;

/** Runs a program to its end, or for as long as it may take. */
export async function runJob(job: Job): Promise<Result> {
  const { runtime, program, long } = job;
  const args = argumentsOf(job);
  const started = performance.now();
  const child = spawn(runtime.binary, args, {
    cwd: root,
    detached: true, // a group of its own, so that what it has started ends with it
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", TOPHER_STRESS_NODE: process.execPath },
  });
  const log = path.join(cacheFolder, "logs", program.command, runtime.name, `${nameOf(job)}-${job.seed}.log`);
  mkdirSync(path.dirname(log), { recursive: true });
  const file = createWriteStream(log);
  file.write(`$ ${runtime.binary} ${args.join(" ")}\n`);
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
    (long ? (program.minutes ?? longMinutes) : shortMinutes) * minute,
  );
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", () => setTimeout(() => endGroup(child.pid!), 100));
    child.on("close", (code, signal) => resolve([code, signal]));
  });
  clearTimeout(timer);
  const seconds = (performance.now() - started) / 1000;
  const result: Result = { job, code, signal, timedOut, seconds, figures: figuresIn(stdout), phase, stderr };
  file.end(`${stdout}ended with ${ended(result)}\n`);
  return result;
}

/** The name of a run in tables and logs. */
export function nameOf({ program, control }: Job): string {
  return control === undefined ? program.name : `${program.name}-${control.variant}`;
}

/** Where the curve of a run is written. */
export function curveOf({ runtime, program }: Job): string {
  return path.join(cacheFolder, "soak", `${program.name}-${runtime.name}.csv`);
}

/** Whether a run failed: a program that did not end well, or a control that was not found although it had to be. */
export function isFailure(result: Result): boolean {
  const { control } = result.job;
  if (control === undefined) return !endedWell(result);
  return control.says !== undefined && (endedWell(result) || !control.says.test(result.stderr));
}

/** Whether the program reached its end. */
export function endedWell({ code, figures }: Result): boolean {
  return code === 0 && figures !== undefined;
}

/** How a run ended. */
export function ended({ code, signal, timedOut, figures }: Result): string {
  if (timedOut) return "killed, because it did not end in time";
  if (signal !== null) return signal;
  return code === 0 && figures === undefined ? "code 0 before its end" : `code ${code}`;
}

/** The command that repeats a run. */
export function commandOf(job: Job, ...more: readonly string[]): string {
  return path.relative(root, [job.runtime.binary, ...argumentsOf(job), ...more].join(" "));
}

/** What is said of a failure. */
export function complaint(result: Result): string {
  const { job, phase, stderr } = result;
  const what = job.control === undefined ? ended(result) : `the control was not found: ${ended(result)}`;
  const last = stderr.trimEnd().split("\n").slice(-25).join("\n");
  return `${job.runtime.title}, ${nameOf(job)}, seed ${job.seed}: ${what}\n${phase}\n${last}\n(again: ${commandOf(job)})`;
}

function argumentsOf(job: Job): string[] {
  const { runtime, program, seed, long, control } = job;
  const kind: Kind = runtime.name.startsWith("node") ? "node" : (runtime.name as Kind);
  const args = [
    "--seed",
    String(seed),
    ...(long ? ["--long"] : []),
    ...(control === undefined ? [] : ["--variant", control.variant]),
    ...(program.curve === true && control === undefined ? ["--curve", curveOf(job)] : []),
  ];
  return programArgs(kind, path.join("conformance", program.file), args, program.flags?.[kind]);
}

/** Ends whatever a program has left running. */
function endGroup(leader: number): void {
  try {
    process.kill(-leader, "SIGKILL");
  } catch {
    // Nothing is left.
  }
}
