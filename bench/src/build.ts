// What the suite `codec` measures: a generated library, and the same functions carried as JSON by hand. Other suites build by the same means.
import path from "node:path";
import { cacheFolder, root } from "../../scripts/root.ts";
import { run } from "../../scripts/run.ts";

const folder = path.join(root, "bench");
/** Where everything is put that only the benchmarks need. */
export const dist: string = path.join(folder, "dist");
const cache = path.join(cacheFolder, "bench");

/** The module that topher generates of bench/codec. */
export const generated: string = path.join(dist, "codec", "index.js");

/** The library of bench/baseline. */
export const baseline: string = path.join(dist, "libbaseline.so");

/** Generates the one and compiles the other. Where nothing has changed, that is a moment. */
export async function buildCodec(): Promise<void> {
  await generate("codec");
  await buildBaseline();
}

/** Generates the module of a package below bench, with the generator and go/bridge of this repository. */
export async function generate(name: string): Promise<void> {
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
export function buildProgram(name: string, file: string): Promise<void> {
  return go(name, folder, "go", [...compile, file, `./${name}`]);
}

const compile = ["build", "-trimpath", "-buildvcs=false", "-o"];

async function go(name: string, cwd: string, command: string, args: string[]): Promise<void> {
  await run(`bench/${name}`, command, args, { cwd, check: true });
}
