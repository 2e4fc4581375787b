// What was found of each library, kept until a run is whole: one that was cut goes on where it ended.
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, globSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { root } from "../../../scripts/root.ts";

/** The results of a run, by what a library is. */
export class Journal<Result> {
  readonly #file: string;
  readonly #sources: string;
  readonly #done: ReadonlyMap<string, Result>;

  /** @param run what was asked for: another run begins anew */
  constructor(folder: string, run: string) {
    mkdirSync(folder, { recursive: true });
    this.#file = path.join(folder, `journal-${run.replaceAll(/[^A-Za-z0-9]+/g, "-")}.jsonl`);
    this.#sources = sourcesKey();
    const lines = existsSync(this.#file) ? readFileSync(this.#file, "utf8").split("\n").slice(0, -1) : [];
    const entries = lines.map((line) => JSON.parse(line) as { key: string; result: Result });
    this.#done = new Map(entries.map(({ key, result }) => [key, result]));
  }

  /** What was found before of a library with these files, by the same topher, if it was. */
  found(files: ReadonlyMap<string, string>): Result | undefined {
    return this.#done.get(this.#keyOf(files));
  }

  add(files: ReadonlyMap<string, string>, result: Result): void {
    appendFileSync(this.#file, `${JSON.stringify({ key: this.#keyOf(files), result })}\n`);
  }

  #keyOf(files: ReadonlyMap<string, string>): string {
    const hash = createHash("sha256").update(this.#sources);
    for (const [name, text] of files) hash.update(`${name}\0${text}\0`);
    return hash.digest("hex").slice(0, 16);
  }

  /** The run is whole, and nothing of it has to be tried again. */
  remove(): void {
    rmSync(this.#file, { force: true });
  }
}

/** Stands for all that a library is built, checked and run with. */
function sourcesKey(): string {
  const sources = [
    "conformance/fuzz/packages/{check,kit}.ts",
    "conformance/fuzz/packages/*.json",
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
