import { closeSync, openSync, readSync, realpathSync } from "node:fs";
import { runProcess } from "../run-process.ts";
import { elfHeader } from "./elf.ts";

/** Whether a program runs on musl; undefined where its file does not say, for instance because it is a script. */
export function isMusl(program: string): boolean | undefined {
  const interpreter = elfHeader(head(program))?.interpreter;
  return interpreter === undefined ? undefined : interpreter.includes("ld-musl");
}

/** The headers and the loader's name lie at the beginning; runtimes have a hundred megabytes. */
function head(program: string): Uint8Array {
  const descriptor = openSync(realpathSync(program), "r");
  try {
    const bytes = new Uint8Array(64 * 1024);
    return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(descriptor);
  }
}

/** This machine's glibc, for instance `2.36`; undefined where there is none, or nothing tells. */
export async function glibcVersion(cwd: string): Promise<string | undefined> {
  if (process.platform !== "linux") return undefined;
  const asked = await runProcess("getconf", ["GNU_LIBC_VERSION"], { cwd }).catch(() => undefined);
  const told = /^glibc (\d+(?:\.\d+)+)/.exec(asked?.stdout ?? "")?.[1];
  if (told !== undefined || process.versions["deno"] !== undefined) return told; // Deno's report is an invention
  const report = process.report?.getReport() as { header?: { glibcVersionRuntime?: string } } | undefined;
  return report?.header?.glibcVersionRuntime;
}
