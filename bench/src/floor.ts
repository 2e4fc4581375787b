import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import path from "node:path";
import { cacheFolder } from "../../scripts/root.ts";

let compiled: string | undefined;

/** Compiles the C program, once per run, and gives its path. */
export function compileFloor(): string {
  if (compiled !== undefined) return compiled;
  const folder = path.join(import.meta.dirname, "contenders/c");
  const sources = readdirSync(folder).filter((name) => name.endsWith(".c"));
  const binary = path.join(cacheFolder, "bench", "floor");
  mkdirSync(path.dirname(binary), { recursive: true });
  const files = sources.map((name) => path.join(folder, name));
  execFileSync("gcc", ["-O2", "-Wall", "-Wextra", "-o", binary, ...files, "-ldl", "-lm"], { stdio: "inherit" });
  compiled = binary;
  return binary;
}
