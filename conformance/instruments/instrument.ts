// What an instrument is, and what all of them are made of: checks, each of which is counted like a test.
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { xSync } from "tinyexec";
import { cacheFolder, root } from "../../scripts/root.ts";
import { run, type RunResult } from "../../scripts/run.ts";
import type { Runtime } from "../../scripts/runtimes.ts";
import type { TestCounts } from "../../scripts/test-counts.ts";
import { figuresIn, type Figures } from "../stress/figures.ts";

/** How instruments are read. */
export interface Options {
  readonly long: boolean;
  readonly seed: number;
  readonly runtimes: readonly Runtime[];
}

/** What an instrument says. */
export interface Reading {
  readonly counts: TestCounts;
  readonly figures: Figures;
}

/** One tool over one part of topher. */
export interface Instrument {
  readonly name: string;
  /** What is true where it finds nothing. */
  readonly promise: string;
  /** Seconds on 2 cores, with what Go has compiled before; one that takes longer is marked, not failed. */
  readonly budget: { readonly short: number | undefined; readonly long: number };
  /** It looks at what `npm run build` makes. */
  readonly needsBuild?: true;
  /** Why it cannot be read here, where it cannot. */
  readonly lacks: () => string | undefined;
  readonly read: (options: Options) => Promise<Reading>;
}

/** Something that holds or does not. */
export interface Check {
  readonly name: string;
  /** Resolves to figures; throws what is wrong. */
  readonly run: () => Promise<Figures | undefined>;
}

/** Where instruments put what they build. */
export const scratch: string = path.join(cacheFolder, "instruments");

/** Runs checks one after the other: what they run has threads enough. */
export async function check(checks: readonly Check[]): Promise<Reading> {
  let passed = 0;
  const failures: string[] = [];
  const figures: Record<string, number | string> = {};
  for (const each of checks) {
    try {
      for (const [figure, value] of Object.entries((await each.run()) ?? {})) {
        const before = figures[figure];
        figures[figure] =
          typeof value === "number" && typeof before === "number" && figure !== "seed" ? before + value : value;
      }
      passed++;
    } catch (error) {
      failures.push(`${each.name}: ${(error as Error).message}`);
    }
  }
  return { counts: { passed, skipped: 0, failures }, figures };
}

/** A tool that looks into a program of C. */
export interface Tool {
  readonly name: string;
  /** Of the compiler. */
  readonly flags: readonly string[];
  /** What the program is started with, where it does not start by itself. */
  readonly start: () => readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What it prints where it has found something. */
  readonly report: RegExp;
  readonly lacks: () => string | undefined;
}

const suppressions = path.join(root, "conformance/instruments/leaks.txt");

/** AddressSanitizer with LeakSanitizer, and UndefinedBehaviorSanitizer. */
export const address: Tool = {
  name: "address",
  flags: ["-fsanitize=address,undefined", "-fno-sanitize-recover=undefined"],
  start: () => [],
  env: {
    ASAN_OPTIONS: "exitcode=97:detect_leaks=1:strict_string_checks=1",
    UBSAN_OPTIONS: "print_stacktrace=1",
    LSAN_OPTIONS: `suppressions=${suppressions}:print_suppressions=0`,
  },
  report: /AddressSanitizer|LeakSanitizer|runtime error:/,
  lacks: () => notInCompiler("libasan.so"),
};

/** ThreadSanitizer. It needs certain addresses, which a program that is laid out at random may have taken. */
export const thread: Tool = {
  name: "thread",
  flags: ["-fsanitize=thread"],
  start: fixedLayout,
  env: { TSAN_OPTIONS: "halt_on_error=1:exitcode=97:second_deadlock_stack=1" },
  report: /ThreadSanitizer/,
  lacks: () => notInCompiler("libtsan.so"),
};

/** Valgrind's memcheck, which alone sees memory that is read before it is written. */
export const memcheck: Tool = {
  name: "memcheck",
  flags: [],
  start: () => [
    "valgrind",
    "--quiet",
    "--error-exitcode=97",
    "--leak-check=full",
    "--errors-for-leak-kinds=definite,indirect,possible",
    "--fair-sched=yes",
  ],
  env: {},
  report: /^==\d+== (?!$)/m,
  lacks: () => (answers("valgrind", ["--version"]) ? undefined : "valgrind is not in PATH"),
};

/** A program of C that is built. */
export interface Program {
  readonly name: string;
  readonly sources: readonly string[];
  readonly flags: readonly string[];
  /** Libraries, behind the sources. */
  readonly libraries?: readonly string[];
}

/** Compiles a program for a tool; `fault` is what it does wrong on purpose, 0 for nothing. */
export async function compile(program: Program, tool: Tool, fault = 0): Promise<string> {
  mkdirSync(scratch, { recursive: true });
  const name = `${program.name}-${tool.name}${fault === 0 ? "" : `-fault${fault}`}`;
  const output = path.join(scratch, name);
  const strict = fault === 0 ? ["-Wall", "-Wextra", "-Werror"] : ["-w"];
  await run(
    `instruments/build-${name}`,
    "gcc",
    [
      "-g",
      "-O1",
      "-fno-omit-frame-pointer",
      ...strict,
      `-DFAULT=${fault}`,
      ...tool.flags,
      ...program.flags,
      ...program.sources,
      "-o",
      output,
      ...(program.libraries ?? []),
      "-pthread",
      "-ldl",
      "-lm",
    ],
    { check: true },
  );
  return output;
}

const minute = 60_000;

/** Starts a program under a tool. */
export async function start(
  tool: Tool,
  binary: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<RunResult> {
  const [command, ...rest] = [...tool.start(), binary, ...args];
  const log = `instruments/${path.basename(binary)}-${args.join("-").replaceAll(/[^\w-]/g, "") || "plain"}`;
  return run(log, command!, rest, { env: { ...tool.env, ...env }, timeout: 10 * minute });
}

/** Runs a program under a tool, which must find nothing. */
export async function silent(
  tool: Tool,
  binary: string,
  args: readonly string[],
  env?: Record<string, string>,
): Promise<Figures> {
  const { exitCode, stdout, output } = await start(tool, binary, args, env);
  if (exitCode !== 0 || tool.report.test(output)) {
    throw new Error(
      `${path.relative(root, binary)} ${args.join(" ")} ended with ${exitCode ?? "a signal"}\n${shorten(output)}`,
    );
  }
  return figuresIn(stdout) ?? {};
}

/** Runs a program that is broken on purpose: the tool must find that. */
export async function bites(tool: Tool, binary: string, args: readonly string[], finds: RegExp): Promise<Figures> {
  const { exitCode, output } = await start(tool, binary, args);
  if (exitCode === 0 || !finds.test(output)) {
    throw new Error(`${tool.name} did not find ${finds.source} in ${path.relative(root, binary)}\n${shorten(output)}`);
  }
  return { controls: 1 };
}

/** The beginning, where tools say what they have found, and the end. */
export function shorten(output: string): string {
  const lines = output.split("\n");
  return lines.length > 80 ? [...lines.slice(0, 60), "…", ...lines.slice(-15)].join("\n") : output;
}

/** Reasons why something cannot be read, the first of them. */
export function firstOf(...lacks: readonly (() => string | undefined)[]): () => string | undefined {
  return () => lacks.map((lack) => lack()).find((reason) => reason !== undefined);
}

function notInCompiler(library: string): string | undefined {
  if (!answers("gcc", ["--version"])) return "gcc is not in PATH";
  const file = xSync("gcc", [`-print-file-name=${library}`]).stdout.trim();
  return existsSync(file) ? undefined : `gcc has no ${library}`;
}

function fixedLayout(): readonly string[] {
  return answers("setarch", ["-R", "true"]) ? ["setarch", "-R"] : [];
}

function answers(command: string, args: readonly string[]): boolean {
  try {
    return xSync(command, [...args]).exitCode === 0;
  } catch {
    return false; // there is no such command
  }
}
