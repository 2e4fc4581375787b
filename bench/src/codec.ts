// What the suite `codec` measures: a generated library, and the same functions carried as JSON by hand.
import path from "node:path";
import { cacheFolder, root } from "../../scripts/root.ts";
import { run } from "../../scripts/run.ts";

const folder = path.join(root, "bench");
const dist = path.join(folder, "dist");
const cache = path.join(cacheFolder, "bench");

/** The module that topher generates of bench/codec. */
export const generated: string = path.join(dist, "codec", "index.js");

/** The library of bench/baseline. */
export const baseline: string = path.join(dist, "libbaseline.so");

/** Generates the one and compiles the other. Where nothing has changed, that is a moment. */
export async function buildCodec(): Promise<void> {
  const generator = path.join(cache, "topher-generator");
  const compile = ["build", "-trimpath", "-buildvcs=false", "-o"];
  await go("generator", path.join(root, "go/generator"), "go", [...compile, generator, "./cmd/topher-generator"]);
  const bridge = path.join(root, "go/bridge");
  const folders = ["--cache", path.join(cache, "topher"), "--bridge", bridge, "--out", path.dirname(generated)];
  await go("codec", folder, generator, ["build", ...folders, "./codec"]);
  await go("baseline", folder, "go", [...compile, baseline, "-buildmode=c-shared", "./baseline"]);
}

async function go(name: string, cwd: string, command: string, args: string[]): Promise<void> {
  await run(`bench/${name}`, command, args, { cwd, check: true });
}
