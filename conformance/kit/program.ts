// Runs a program of programs/ in a process of its own, by the runtime that the suite runs in.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import process from "node:process";
import { runtimeName } from "./runtime.ts";

/** How a program is started. */
export interface ProgramOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Flags of the runtime, before the program's name; for Deno they replace the permission for everything. */
  readonly flags?: readonly string[];
  /** Milliseconds after which SIGKILL ends it; 30 seconds where this is left out. */
  readonly timeout?: number;
}

/** How a program ended. */
export interface Ended {
  /** The exit code; null where a signal ended it. */
  readonly status: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

/** Runs a program and waits for its end. */
export function runProgram(name: string, { args = [], env = {}, flags, timeout = 30_000 }: ProgramOptions = {}): Ended {
  const file = fileURLToPath(new URL(`../programs/${name}.ts`, import.meta.url));
  const started = performance.now();
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [...starting(flags), file, ...args], {
    env: { ...process.env, NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", NODE_OPTIONS: "", ...env },
    encoding: "utf8",
    timeout,
    maxBuffer: 64 << 20,
    killSignal: "SIGKILL",
  });
  return { status, signal, stdout, stderr, milliseconds: performance.now() - started };
}

/** What a program printed as JSON on its last line; throws with all that it printed where it failed. */
export function resultOf(name: string, options?: ProgramOptions): any {
  const { status, signal, stdout, stderr, milliseconds } = runProgram(name, options);
  const after = `after ${(milliseconds / 1000).toFixed(1)} s`;
  if (status !== 0) throw new Error(`${name} ended with ${status ?? signal} ${after}\n${stdout}\n${stderr}`);
  return JSON.parse(stdout.trimEnd().split("\n").at(-1)!);
}

function starting(flags: readonly string[] | undefined): readonly string[] {
  if (runtimeName === "node") return ["--disable-warning=ExperimentalWarning", ...(flags ?? [])];
  if (runtimeName === "bun") return ["run", ...(flags ?? [])];
  return ["run", "--no-check", "--no-prompt", ...(flags ?? ["--allow-all"])];
}
