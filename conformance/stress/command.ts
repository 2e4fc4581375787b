// How a stress program is started: with the collector in reach of the program, and with every permission.

/** A JavaScript runtime, by the name that its adapter has. */
export type Kind = "node" | "bun" | "deno";

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
