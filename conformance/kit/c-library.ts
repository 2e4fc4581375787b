// Small programs and libraries in C, for what no Go build makes: built with the compiler that cgo needs anyway.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { after } from "node:test";

/** Compiles C into `file`; without other flags that is a shared library. */
export function compileC(file: string, source: string, flags: readonly string[] = ["-shared", "-fPIC"]): void {
  const written = `${file}.c`;
  writeFileSync(written, source);
  const [compiler = "gcc", ...args] = (process.env["CC"] ?? "gcc").split(" ");
  execFileSync(compiler, [...args, "-o", file, written, ...flags], { stdio: ["ignore", "ignore", "pipe"] });
  rmSync(written);
}

/** Compiles C into a shared library `lib<name>.so`, which is there as long as the cases of the file run, and gives its path. */
export function cLibrary(name: string, source: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), "topher-c-"));
  after(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, `lib${name}.so`);
  compileC(file, source);
  return file;
}
