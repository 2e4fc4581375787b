// What the suite `esbuild` measures: esbuild's Go API in process, and the same version's npm package.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { transform } from "esbuild";
import { buildProof } from "../../scripts/build-proof.ts";
import { outOf, proofPackages } from "../../scripts/proof-packages.ts";
import { root } from "../../scripts/root.ts";
import { expected, sources } from "./cases/transform.ts";
import { asked } from "./contenders/esbuild/options.ts";

const proof = proofPackages.find(({ example }) => example.endsWith("esbuild"))!;

/** The module that topher generates of esbuild's Go API. */
export const inProcess: string = path.join(root, "examples", proof.example, outOf(proof), "index.js");

/** Builds the one, and asks the other what has to come out. Where nothing has changed, that is a moment. */
export async function buildEsbuild(): Promise<void> {
  const { exitCode, output } = await buildProof(proof);
  if (exitCode !== 0) throw new Error(`esbuild could not be built\n${output}`);
  const made = await Promise.all(sources().map(async (source) => (await transform(source, asked)).code));
  mkdirSync(path.dirname(expected), { recursive: true });
  writeFileSync(expected, JSON.stringify(made));
}
