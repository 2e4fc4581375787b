// What entries of several suites have in common.
import { existsSync } from "node:fs";
import path from "node:path";
import {
  baseline,
  buildBaseline,
  buildProgram,
  buildWasm,
  generate,
  libraryOf,
  modules,
  numpyPython,
  programs,
  wasm,
} from "../build.ts";
import { notInPath, type Entries, type Entry } from "../contenders.ts";
import { compileFloor } from "../floor.ts";

type File = Exclude<Entry, { command: unknown }>["file"];

/** Hand-written code of a suite on each runtime's own foreign function interface. */
export function byHand(suite: string): File {
  const koffi = `${suite}/koffi`;
  return { node22: koffi, node24: koffi, node26: koffi, bun: `${suite}/bun-ffi`, deno: `${suite}/deno-dlopen` };
}

/** The C program. */
export const floor: Entry = { command: () => [compileFloor()], opens: baseline };

/** What Deno has to allow where a contender starts a process. */
export const starts: readonly string[] = ["--allow-run", "--allow-env"];

/** The kinds that are programs of a suite's own in each runtime: a file of that name in its folder. */
export function elsewhere(
  suite: string,
): Record<"node-api" | "javascript" | "worker" | "wasm" | "frames" | "json", Entry> {
  return {
    "node-api": { file: `${suite}/node-api`, opens: baseline },
    javascript: { file: `${suite}/javascript`, opens: "" },
    worker: { file: `${suite}/worker`, opens: "" },
    wasm: { file: `${suite}/wasm`, opens: wasm },
    frames: { file: `${suite}/frames`, opens: programs.child, allow: starts },
    json: { file: `${suite}/json`, opens: programs.child, allow: starts },
  };
}

/** The kinds that call the Go package `work` by a suite's own programs. */
export function ofWork(suite: string): Entries {
  return {
    c: floor,
    topher: { file: `${suite}/topher`, opens: baseline },
    generated: { file: `${suite}/generated`, opens: modules.work },
    ffi: { file: byHand(suite), opens: baseline },
  };
}

/** What they open. */
export const workLibraries: readonly string[] = [baseline, libraryOf(modules.work)];

/** Builds what they open. */
export async function buildWork(): Promise<void> {
  await buildBaseline();
  await generate("work");
  await buildProgram("child");
  await buildWasm();
}

/** A program in contenders/python, which may have cases that it lacks. */
export function python(name: string, without: Entry["without"] = {}): Entry {
  return {
    command: () => ["python3", ...program(name)],
    opens: baseline,
    without,
    missing: () => notInPath("python3"),
  };
}

/** The same for a Python that has numpy. */
export function numpy(name: string, without: Entry["without"] = {}): Entry {
  return {
    command: () => [numpyPython, ...program(name)],
    opens: "",
    without,
    missing: () => (existsSync(numpyPython) ? undefined : "numpy could not be installed"),
  };
}

// Compiled modules would be written into the sources' folder.
function program(name: string): string[] {
  return ["-B", path.join(import.meta.dirname, "../contenders/python", `${name}.py`)];
}
