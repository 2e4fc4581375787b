// How a stress program is started: with the collector in reach of the program, and with every permission.

import type { Kind } from "./kind.ts";

/** The arguments with which a runtime runs a program of this folder; `flags` are further ones of the runtime's own. */
export function programArgs(
  kind: Kind,
  file: string,
  args: readonly string[],
  flags: readonly string[] = [],
): string[] {
  switch (kind) {
    case "node":
      return ["--expose-gc", "--disable-warning=ExperimentalWarning", ...flags, file, ...args];
    case "bun":
      return ["run", ...flags, file, ...args];
    case "deno": {
      // Deno takes the flags of V8 once only.
      const ofV8 = ["--expose-gc", ...flags.filter(isOfV8).map((flag) => flag.slice(v8Flags.length))];
      const others = flags.filter((flag) => !isOfV8(flag));
      return ["run", "--no-check", "--no-prompt", "--allow-all", v8Flags + ofV8.join(","), ...others, file, ...args];
    }
  }
}

const v8Flags = "--v8-flags=";

function isOfV8(flag: string): boolean {
  return flag.startsWith(v8Flags);
}
