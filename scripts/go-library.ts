// Builds the Go shared libraries of this repository into dist/lib<name>.so.
//
// The name ends in .so on macOS too: dlopen takes any name, and programs then name one file everywhere.
import { globSync, mkdirSync } from "node:fs";
import path from "node:path";
import { root } from "./root.ts";
import { run } from "./run.ts";

/** Name of the library, and the folder of its `package main`. */
const libraries: Record<string, string> = {
  tutorial: "go/tutorial",
  words: "examples/11-own-library",
  fixture: "conformance/fixture",
  second: "conformance/fixture/second",
  foreign: "conformance/fixture/foreign",
  aborts: "conformance/fixture/aborts",
};

mkdirSync(path.join(root, "dist"), { recursive: true });
for (const [name, folder] of Object.entries(libraries)) {
  if (globSync("*.go", { cwd: path.join(root, folder) }).length === 0) {
    console.log(`${folder} has no Go files: nothing to build`);
    continue;
  }
  const output = path.join(root, "dist", `lib${name}.so`);
  try {
    const args = ["build", "-buildmode=c-shared", "-trimpath", "-buildvcs=false", "-o", output, "."];
    const { milliseconds } = await run(`build/lib${name}`, "go", args, { cwd: path.join(root, folder), check: true });
    console.log(`${path.relative(root, output)} built in ${(milliseconds / 1000).toFixed(1)} s`);
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
