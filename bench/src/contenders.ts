// The one table of contenders: what each is, where it runs, and the command that takes one sample of it.
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "../../scripts/root.ts";
import { runtimes, type Runtime, type RuntimeName } from "../../scripts/runtimes.ts";
import { asyncModule, pipe } from "./async.ts";
import { baseline, generated } from "./codec.ts";
import { inProcess } from "./esbuild.ts";
import { compileFloor } from "./floor.ts";

/** Something that calls the Go functions. */
export interface Contender {
  /** `topher/node24`, `koffi/node24`, `c`. */
  readonly name: string;
  readonly title: string;
  readonly role:
    | "floor"
    | "topher"
    | "hand-written"
    | "door 1"
    | "npm, synchronous"
    | "npm, a process per call"
    | "npm, asynchronous"
    | "thread pool"
    | "pipe"
    | "other";
  readonly runtime?: RuntimeName;
  /** Why it cannot run here, where it cannot. */
  readonly missing?: string;
  /** Whether it has a case at all; without this it has all of its suite. */
  has?(name: string): boolean;
  /** The command that measures a case for some milliseconds and prints a sample as JSON. */
  command(name: string, budget: number): readonly [string, ...string[]];
}

/** The library that every contender of `calls` calls. */
export const library: string = path.join(root, "dist", "libtutorial.so");

const sample = path.join(import.meta.dirname, "sample.ts");

/** What people write by hand in each runtime: the file in contenders/, and its title. */
const handWritten: Record<RuntimeName, readonly [file: string, title: string]> = {
  node22: ["koffi", "koffi"],
  node24: ["koffi", "koffi"],
  node26: ["koffi", "koffi"],
  bun: ["bun-ffi", "bun:ffi"],
  deno: ["deno-dlopen", "Deno.dlopen"],
};

/** How JSON is carried by hand in each runtime. */
const byHand: Record<RuntimeName, readonly [file: string, title: string]> = {
  node22: ["json-koffi", "JSON over koffi"],
  node24: ["json-koffi", "JSON over koffi"],
  node26: ["json-koffi", "JSON over koffi"],
  bun: ["json-bun-ffi", "JSON over bun:ffi"],
  deno: ["json-deno", "JSON over Deno.dlopen"],
};

/** The contenders of `codec`, with these versions of Node. */
export function codecContenders(nodes: readonly string[]): Contender[] {
  const wanted = runtimesWith(nodes);
  return [
    ...wanted.map((runtime) => inRuntime(runtime, "door2", "topher, door 2", "topher", generated)),
    ...wanted.map((runtime) => ({
      ...inRuntime(runtime, "door1", "topher, door 1", "door 1", baseline),
      has: (name: string) => name === "half",
    })),
    ...wanted.map((runtime) => ({
      ...inRuntime(runtime, ...byHand[runtime.name], "hand-written", baseline),
      has: (name: string) => name !== "half",
    })),
  ];
}

/** The contenders of `esbuild`, with these versions of Node. */
export function esbuildContenders(nodes: readonly string[]): Contender[] {
  // What Deno has to allow: the package starts processes, whose input it may write into files.
  const flags = ["--allow-run", "--allow-env", `--allow-write=${tmpdir()}`];
  return runtimesWith(nodes).flatMap((runtime) => [
    inRuntime(runtime, "esbuild", "topher, in process", "topher", inProcess),
    inRuntime(runtime, "esbuild-sync", "npm's transformSync", "npm, synchronous", "", flags),
    inRuntime(runtime, "esbuild-process", "transformSync, no worker", "npm, a process per call", "", flags),
    inRuntime(runtime, "esbuild-async", "npm's transform", "npm, asynchronous", "", flags),
  ]);
}

/** The contenders of `async`, with these versions of Node. */
export function asyncContenders(nodes: readonly string[]): Contender[] {
  const wanted = runtimesWith(nodes);
  const inPool = (contender: Contender): Contender => ({
    ...contender,
    has: (name) => name.startsWith("tasks") || name === "lone",
  });
  return [
    ...wanted.map((runtime) => inRuntime(runtime, "tasks", "topher", "topher", asyncModule)),
    ...wanted
      .filter(({ name }) => name.startsWith("node"))
      .map((runtime) => inPool(inRuntime(runtime, "koffi-async", "koffi .async", "thread pool", baseline))),
    ...wanted
      .filter(({ name }) => name === "deno")
      .map((runtime) => inPool(inRuntime(runtime, "deno-nonblocking", "nonblocking", "thread pool", baseline))),
  ];
}

/** The contenders of `streams`, with these versions of Node. */
export function streamsContenders(nodes: readonly string[]): Contender[] {
  return runtimesWith(nodes).flatMap((runtime) => [
    inRuntime(runtime, "streams", "topher", "topher", asyncModule),
    inRuntime(runtime, "child-pipe", "a child process's pipe", "pipe", pipe, ["--allow-run", "--allow-env"]),
  ]);
}

/** The contenders of `calls`, with these versions of Node. */
export function callContenders(nodes: readonly string[]): Contender[] {
  const wanted = runtimesWith(nodes);
  return [
    {
      name: "c",
      title: "C loop (the floor)",
      role: "floor",
      command: (name, budget) => [compileFloor(), name, String(budget), library],
    },
    ...wanted.map((runtime) => inRuntime(runtime, "topher", "topher", "topher")),
    ...wanted.map((runtime) => inRuntime(runtime, ...handWritten[runtime.name], "hand-written")),
    {
      name: "ctypes",
      title: "Python, ctypes",
      role: "other",
      ...(inPath("python3") ? {} : { missing: "python3 is not in PATH" }),
      command: (name, budget) => [
        "python3",
        path.join(import.meta.dirname, "contenders/ctypes.py"),
        name,
        String(budget),
        library,
      ],
    },
  ];
}

function runtimesWith(nodes: readonly string[]): Runtime[] {
  const wanted = runtimes.filter(({ name }) => !name.startsWith("node") || nodes.includes(name.slice("node".length)));
  const unknown = nodes.find((version) => !wanted.some(({ name }) => name === `node${version}`));
  if (unknown !== undefined) throw new Error(`there is no Node ${unknown} in scripts/runtimes.ts`);
  return wanted;
}

function inRuntime(
  runtime: Runtime,
  file: string,
  title: string,
  role: Contender["role"],
  opened = library,
  flags: readonly string[] = [],
): Contender {
  return {
    name: `${file}/${runtime.name}`,
    title: `${runtime.title}, ${title}`,
    role,
    runtime: runtime.name,
    ...(existsSync(runtime.binary) ? {} : { missing: `${runtime.title} is not installed: npm run setup says why` }),
    command: (name, budget) => [runtime.binary, ...runtime.program(sample, flags), file, name, String(budget), opened],
  };
}

function inPath(command: string): boolean {
  return (process.env.PATH ?? "").split(path.delimiter).some((folder) => existsSync(path.join(folder, command)));
}
