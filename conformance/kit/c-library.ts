// Small programs and libraries in C, for what no Go build makes: built with the compiler that cgo needs anyway.
import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import process from "node:process";

/** Compiles C into `file`; without other flags that is a shared library. */
export function compileC(file: string, source: string, flags: readonly string[] = ["-shared", "-fPIC"]): void {
  const written = `${file}.c`;
  writeFileSync(written, source);
  const [compiler = "gcc", ...args] = (process.env["CC"] ?? "gcc").split(" ");
  execFileSync(compiler, [...args, "-o", file, written, ...flags], { stdio: ["ignore", "ignore", "pipe"] });
  rmSync(written);
}
