// Checks Go and a C compiler: the two things that npm cannot bring.
import { readFileSync } from "node:fs";
import path from "node:path";
import { xSync } from "tinyexec";
import { root } from "./root.ts";

export interface Toolchain {
  /** For example `go1.26.8 linux/amd64`. */
  readonly go: string;
  /** The first line of `cc --version`. */
  readonly cc: string;
}

/** Returns the versions found; throws an error that says what to install. */
export function checkToolchain(): Toolchain {
  // The checks' own tools need the newest Go of all that is here.
  const wanted = /^go (\S+)$/m.exec(readFileSync(path.join(root, "scripts/gotools/go.mod"), "utf8"))?.[1] ?? "1.26.0";
  const go = output("go", ["version"])?.replace("go version ", "");
  if (go === undefined) {
    throw new Error(
      `Go was not found. Install Go ${wanted} or newer (https://go.dev/dl/) and put its bin folder into PATH.`,
    );
  }
  const found = /go(\d+\.\d+(\.\d+)?)/.exec(go)?.[1];
  if (found !== undefined && found.localeCompare(wanted, "en", { numeric: true }) < 0) {
    throw new Error(`Go ${found} is too old: this repository needs ${wanted}. Install it from https://go.dev/dl/.`);
  }
  if (output("go", ["env", "CGO_ENABLED"]) !== "1") {
    throw new Error("cgo is off, so Go cannot build shared libraries. Set CGO_ENABLED=1 and install a C compiler.");
  }
  const compiler = output("go", ["env", "CC"]) ?? "gcc";
  const cc = output(compiler, ["--version"])?.split("\n")[0];
  if (cc === undefined) {
    throw new Error(
      `The C compiler "${compiler}" was not found. Install gcc (Debian: apt-get install gcc libc6-dev) or clang (macOS: xcode-select --install).`,
    );
  }
  return { go, cc };
}

function output(command: string, args: string[]): string | undefined {
  try {
    const result = xSync(command, args, { nodeOptions: { cwd: root } });
    return result.exitCode === 0 ? result.stdout.trim() : undefined;
  } catch {
    return undefined; // the command does not exist
  }
}
