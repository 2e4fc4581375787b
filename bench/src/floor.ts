import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { cacheFolder } from "../../scripts/root.ts";

let compiled: string | undefined;

/** Compiles the C loop, once per run, and gives its path. */
export function compileFloor(): string {
  if (compiled !== undefined) return compiled;
  const source = path.join(import.meta.dirname, "contenders/floor.c");
  const binary = path.join(cacheFolder, "bench", "floor");
  mkdirSync(path.dirname(binary), { recursive: true });
  execFileSync("gcc", ["-O2", "-Wall", "-Wextra", "-o", binary, source, "-ldl"], { stdio: "inherit" });
  compiled = binary;
  return binary;
}
