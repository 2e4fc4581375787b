// What was found of each library, kept until a run is whole: one that was cut goes on where it ended.
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, globSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { root } from "../../../scripts/root.ts";

/** The results of a run, by the seed of a library. */
export class Journal<Result> {
  readonly #file: string;
  readonly #key: string;
  readonly #done: ReadonlyMap<number, Result>;

  /** @param run what was asked for: another run, or one with other sources, begins anew */
  constructor(folder: string, run: string) {
    mkdirSync(folder, { recursive: true });
    this.#file = path.join(folder, `journal-${run.replaceAll(/[^A-Za-z0-9]+/g, "-")}.jsonl`);
    this.#key = sourcesKey();
    const lines = existsSync(this.#file) ? readFileSync(this.#file, "utf8").split("\n").slice(0, -1) : [];
    const entries = lines.map((line) => JSON.parse(line) as { key: string; seed: number; result: Result });
    this.#done = new Map(entries.filter(({ key }) => key === this.#key).map(({ seed, result }) => [seed, result]));
  }

  /** What was found before, if it was. */
  found(seed: number): Result | undefined {
    return this.#done.get(seed);
  }

  add(seed: number, result: Result): void {
    appendFileSync(this.#file, `${JSON.stringify({ key: this.#key, seed, result })}\n`);
  }

  /** The run is whole. */
  remove(): void {
    rmSync(this.#file, { force: true });
  }
}

/** Stands for all that a library is made, built and run with. */
function sourcesKey(): string {
  const sources = [
    "conformance/fuzz/packages/*.{ts,json}",
    "conformance/stress/{program,random}.ts",
    "go/{bridge,generator}/**/*.{go,c,h,mod}",
    "packages/{core,node,bun,deno,topher}/dist/**/*.js",
    "package.json",
  ];
  const hash = createHash("sha256");
  const files = globSync(sources, { cwd: root, exclude: ["**/testdata/**"] });
  for (const file of files.toSorted()) hash.update(`${file}\n`).update(readFileSync(path.join(root, file)));
  return hash.digest("hex").slice(0, 16);
}
