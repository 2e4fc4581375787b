// What the suites measure, and how it is built: where nothing has changed, that is a moment.
import { copyFileSync, existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cacheFolder, root } from "../../scripts/root.ts";
import { run } from "../../scripts/run.ts";

const folder = path.join(root, "bench");
const cache = path.join(cacheFolder, "bench");

/** Where everything is put that only the benchmarks need. */
export const dist: string = path.join(folder, "dist");

/** The modules that topher generates of the Go packages of these names below bench. */
export const modules = {
  work: path.join(dist, "work", "index.js"),
  values: path.join(dist, "values", "index.js"),
  async: path.join(dist, "async", "index.js"),
} as const;

/** The library of bench/baseline: the same functions as C functions, and as a Node-API addon. */
export const baseline: string = path.join(dist, "libbaseline.so");

/** The programs below bench: what is started in place of a library, and what times itself. */
export const programs = {
  /** Streams, by its input and output. */
  pipe: path.join(dist, "pipe"),
  /** Everything else, by frames or lines of JSON. */
  child: path.join(dist, "child"),
  /** The workloads, timed inside Go. */
  native: path.join(dist, "native"),
} as const;

/** The Go code as WebAssembly. */
export const wasm: string = path.join(dist, "work.wasm");

const numpyVersion = "2.4.6";

/** The environment of Python that has numpy: another version is another folder. */
const numpyFolder = path.join(cache, `numpy-${numpyVersion}`);

/** Its Python, where numpy could be installed. */
export const numpyPython: string = path.join(numpyFolder, "bin", "python3");

/** The shared library of a generated module, whose Go package has the name of its folder unless told otherwise. */
export function libraryOf(module: string, name: string = path.basename(path.dirname(module))): string {
  return path.join(path.dirname(module), `${name}.${process.platform}-${process.arch}.so`);
}

/** Generates the module of a package below bench, with the generator and go/bridge of this repository. */
export async function generate(name: keyof typeof modules): Promise<void> {
  const generator = path.join(cache, "topher-generator");
  await go("generator", path.join(root, "go/generator"), "go", [...compile, generator, "./cmd/topher-generator"]);
  const bridge = path.join(root, "go/bridge");
  const folders = ["--cache", path.join(cache, "topher"), "--bridge", bridge, "--out", path.join(dist, name)];
  await go(name, folder, generator, ["build", ...folders, `./${name}`]);
}

/** Compiles the library of bench/baseline. */
export function buildBaseline(): Promise<void> {
  return go("baseline", folder, "go", [...compile, baseline, "-buildmode=c-shared", "./baseline"]);
}

/** Compiles a program below bench. */
export function buildProgram(name: keyof typeof programs): Promise<void> {
  return go(name, folder, "go", [...compile, programs[name], `./${name}`]);
}

/** Compiles bench/wasm, and puts beside it what the same Go has to start it with. */
export async function buildWasm(): Promise<void> {
  await go("wasm", folder, "env", ["GOOS=js", "GOARCH=wasm", "go", ...compile, wasm, "./wasm"]);
  const { stdout } = await run("bench/goroot", "go", ["env", "GOROOT"], { cwd: folder, check: true });
  copyFileSync(path.join(stdout.trim(), "lib/wasm/wasm_exec.js"), path.join(dist, "wasm_exec.js"));
}

/** Makes a Python environment with numpy, where there is Python and a package index; without them the contender is missing. */
export async function installNumpy(): Promise<void> {
  const complete = path.join(numpyFolder, "complete");
  if (existsSync(complete)) return;
  // One that was stopped half way would have Python and no numpy.
  rmSync(numpyFolder, { recursive: true, force: true });
  await run("bench/python", "python3", ["-m", "venv", numpyFolder]);
  const pip = ["-m", "pip", "install", "--quiet", `numpy==${numpyVersion}`];
  const { exitCode } = await run("bench/numpy", numpyPython, pip);
  if (exitCode === 0) writeFileSync(complete, "");
  else rmSync(numpyFolder, { recursive: true, force: true });
}

const compile = ["build", "-trimpath", "-buildvcs=false", "-o"];

const begun = new Map<string, Promise<void>>();

/** Builds what has this name, once for all suites that want it. */
function go(name: string, cwd: string, command: string, args: string[]): Promise<void> {
  const built = begun.get(name) ?? run(`bench/${name}`, command, args, { cwd, check: true }).then(() => undefined);
  begun.set(name, built);
  return built;
}
