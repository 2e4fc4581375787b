// What the suites `async` and `streams` measure: a generated library, and a program that is started in its place.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { buildBaseline, buildProgram, dist, generate } from "./codec.ts";

/** The module that topher generates of bench/async. */
export const asyncModule: string = path.join(dist, "async", "index.js");

/** The program of bench/pipe. */
export const pipe: string = path.join(dist, "pipe");

/** Generates the one and compiles the other. Where nothing has changed, that is a moment. */
export async function buildAsync(): Promise<void> {
  await generate("async");
  await buildBaseline();
  await buildProgram("pipe", pipe);
  // The same module once more, whose calls of C functions are counted.
  const counting = pathToFileURL(path.join(import.meta.dirname, "counting.ts")).href;
  const text = readFileSync(asyncModule, "utf8");
  const counted = text.replace(/from "topher";/, `from ${JSON.stringify(counting)};`);
  if (counted === text) throw new Error("the generated module does not import topher");
  writeFileSync(asyncModule.replace("index.js", "counted.js"), counted);
}
