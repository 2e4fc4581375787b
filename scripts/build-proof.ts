// Builds one package of proof-packages.ts with the command line, as a user would in the example's folder.
import path from "node:path";
import { outOf, patternsOf, type ProofPackage } from "./proof-packages.ts";
import { cacheFolder, root } from "./root.ts";
import { run, type RunResult } from "./run.ts";

/** The command line's program. */
export const topher: string = path.join(root, "packages/topher/bin/topher.js");

/** What the command line is given to keep its cache in. */
export const topherCache: string = process.env["TOPHER_CACHE"] ?? path.join(cacheFolder, "topher");

/** Where nothing has changed, that is a moment. */
export function buildProof(proof: ProofPackage): Promise<RunResult> {
  const args = [topher, "build", ...patternsOf(proof), "--out", outOf(proof)];
  return run(`proof/build-${proof.example}`, process.execPath, args, {
    cwd: path.join(root, "examples", proof.example),
    env: { TOPHER_CACHE: topherCache, NO_COLOR: "1" },
    timeout: 10 * 60_000,
  });
}
