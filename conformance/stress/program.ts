// What every stress program has in common: its arguments, its runtime, and the line in which it reports.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { isAbsolute } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { counts, withMore, type Counts } from "../kit/counts.ts";
import { programArgs } from "./command.ts";
import { figuresIn, type Figures } from "./figures.ts";
import { nothingHeld } from "./held.ts";
import { kind } from "./kind.ts";
import { Random } from "./random.ts";

export { collect, until } from "./collect.ts";
export type { Figures };

/**
 * What the runner said: the seed, the length, the variant where a program has several, and the file for a curve. Programs may have options
 * of their own beside these.
 */
export const { seed, long, variant, curve } = settings();

/** Random numbers by the seed. */
export const random: Random = new Random(seed);

/** What a stress says of itself. */
export interface StressOptions {
  /** What it leaves behind on purpose. */
  readonly left?: Partial<Counts>;
  /** Runs Go's collector, which decides when Go lets go of what is JavaScript's. */
  readonly collectGo?: () => void;
}

/** Runs a stress to its end, sees that this thread then holds no more than before, and reports; an error ends the process with 1. */
export async function stress(body: () => Promise<Figures>, options: StressOptions = {}): Promise<void> {
  const before = counts();
  const figures = await body();
  const { left = {}, collectGo = () => {} } = options;
  const most = withMore(before, left);
  // A generated package that is imported meanwhile has handles of its own for ever.
  await nothingHeld(before.handles === 0 ? { ...most, handles: Infinity } : most, collectGo);
  process.stdout.write(`figures ${JSON.stringify(figures)}\n`);
}

/** Says where the program is, so that the last line on standard error tells what a crash interrupted. */
export function phase(name: string): void {
  process.stderr.write(`phase: ${name}\n`);
}

/**
 * The bytes that the process holds, without the reserve of V8's heap: it doubles its young generation when it thinks fit, even after
 * millions of calls, and does not give it back.
 */
export function heldMemory(): number {
  const { rss, heapTotal, heapUsed } = process.memoryUsage();
  return kind === "bun" ? rss : rss - (heapTotal - heapUsed);
}

/** Memory of the process that is in RAM, in MB. */
export function residentMemory(): number {
  return Math.round(process.memoryUsage.rss() / 2 ** 20);
}

/** How a child ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Milliseconds from its line `ready` to its end, or from its start if it never said so. */
  readonly milliseconds: number;
}

/** What a parent does to a child. */
export interface ChildOptions {
  /** Runs when the child has printed `ready`. */
  readonly onReady?: (child: ReturnType<typeof spawn>) => void;
  /** Milliseconds after which the child is killed. */
  readonly timeout?: number;
  /** Flags of the runtime. */
  readonly flags?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program, of this folder unless told otherwise, in this runtime and waits for its end. */
export async function runChild(file: string, args: readonly string[], options: ChildOptions = {}): Promise<Ended> {
  const path = isAbsolute(file) ? file : fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(process.execPath, programArgs(kind, path, args, options.flags), {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, ...options.env },
  });
  let started = performance.now();
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  child.stdin.on("error", () => {}); // a child that has ended reads nothing
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const before = said.includes("ready\n");
    said += text;
    if (before || !said.includes("ready\n")) return;
    started = performance.now();
    options.onReady?.(child);
  });
  const timer = setTimeout(() => process.kill(child.pid!, "SIGKILL"), options.timeout ?? 20_000);
  return new Promise((resolve, reject) => {
    let ended: Pick<Ended, "code" | "signal" | "milliseconds"> | undefined;
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      clearTimeout(timer);
      ended = { code, signal, milliseconds: Math.round(performance.now() - started) };
    });
    child.on("close", () => resolve({ ...ended!, stdout: said, stderr }));
  });
}

/**
 * Runs a variant of this very program in a process of its own, with the same length, and gives what it measured; anything but a good end
 * is an error.
 */
export async function runVariant(name: string, options: ChildOptions = {}): Promise<Figures> {
  const args = ["--variant", name, "--seed", String(random.between(1, 1e9)), ...(long ? ["--long"] : [])];
  const ended = await runChild(process.argv[1]!, args, { timeout: long ? 600_000 : 60_000, ...options });
  const figures = figuresIn(ended.stdout);
  const said = ended.stderr.trimEnd().split("\n").slice(-20).join("\n");
  if (ended.code === 0 && figures !== undefined) return figures;
  throw new Error(`${name} (${args.join(" ")}): ended with ${ended.code ?? ended.signal}\n${said}`);
}

/** Runs variants one after the other, and gives what all of them measured, each figure with its variant's name. */
export async function runVariants(names: readonly string[]): Promise<Figures> {
  const figures: Record<string, number | string> = {};
  for (const name of names) {
    phase(name);
    for (const [figure, value] of Object.entries(await runVariant(name))) figures[`${name}: ${figure}`] = value;
  }
  return figures;
}

/** Says to the parent that the interesting part begins. */
export function ready(): void {
  process.stdout.write("ready\n");
}

/** A field of /proc/self/status, such as `SigIgn`. */
export function statusOf(field: string): string {
  return new RegExp(`^${field}:\\s*(\\w+)`, "m").exec(readFileSync("/proc/self/status", "utf8"))![1]!;
}

function settings(): { seed: number; long: boolean; variant: string; curve: string } {
  const { values } = parseArgs({
    args: process.argv.slice(2),
    strict: false,
    options: {
      seed: { type: "string" },
      long: { type: "boolean" },
      variant: { type: "string" },
      curve: { type: "string" },
    },
  });
  return {
    seed: Number(values.seed ?? 1),
    long: values.long === true,
    variant: String(values.variant ?? ""),
    curve: String(values.curve ?? ""),
  };
}
