// How a stress program is started: with the collector in reach of the program, and with every permission.

import type { Kind } from "./kind.ts";

/** The arguments with which a runtime runs a program of this folder. */
export function programArgs(kind: Kind, file: string, args: readonly string[]): string[] {
  switch (kind) {
    case "node":
      return ["--expose-gc", "--disable-warning=ExperimentalWarning", file, ...args];
    case "bun":
      return ["run", file, ...args];
    case "deno":
      return ["run", "--no-check", "--no-prompt", "--allow-all", "--v8-flags=--expose-gc", file, ...args];
  }
}
