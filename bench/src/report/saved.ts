import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { savedFolder } from "../run-file.ts";
import type { Input } from "./output.ts";

/** The run of the documents, and the run whose bounds and counts they show; undefined where there is none yet. */
export function savedInputs(): [run: Input, strict: Input | undefined] | undefined {
  const run = inputOf(path.join(savedFolder, "full.jsonl"));
  return run && [run, inputOf(path.join(savedFolder, "strict.jsonl"))];
}

/** A result file; undefined where it is not there. */
export function inputOf(file: string): Input | undefined {
  return existsSync(file) ? { name: path.basename(file), text: readFileSync(file, "utf8") } : undefined;
}
