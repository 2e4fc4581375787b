import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { xSync } from "tinyexec";
import { root } from "../../scripts/root.ts";
import { presentRuntimes, runtimeVersion } from "../../scripts/runtimes.ts";

/** Where and with what something was measured: part of every result file. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memory: number;
  readonly kernel: string;
  readonly libc: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly git: { readonly revision: string; readonly changed: boolean };
  readonly libraries: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}

/** Looks at the machine, and at the libraries that were measured. */
export function machine(libraries: readonly string[]): Machine {
  const libc = output("getconf", ["GNU_LIBC_VERSION"]);
  return {
    cpu: os.cpus()[0]?.model ?? "unknown",
    cores: os.availableParallelism(),
    memory: os.totalmem(),
    kernel: `${os.type()} ${os.release()} ${os.arch()}`,
    libc,
    versions: {
      ...Object.fromEntries(presentRuntimes().map((runtime) => [runtime.name, runtimeVersion(runtime)])),
      go: output("go", ["env", "GOVERSION"]),
      gcc: output("gcc", ["-dumpfullversion"]),
      python: output("python3", ["--version"]).replace("Python ", ""),
      koffi: packageVersion("koffi"),
      mitata: packageVersion("mitata"),
    },
    git: {
      revision: output("git", ["rev-parse", "HEAD"]),
      changed: output("git", ["status", "--porcelain", "--untracked-files=no"]) !== "",
    },
    libraries: libraries.map((library) => ({
      name: path.basename(library),
      bytes: statSync(library).size,
      sha256: createHash("sha256").update(readFileSync(library)).digest("hex"),
    })),
  };
}

function packageVersion(name: string): string {
  const { version } = JSON.parse(readFileSync(path.join(root, "node_modules", name, "package.json"), "utf8"));
  return version as string;
}

function output(command: string, args: string[]): string {
  try {
    return xSync(command, args, { nodeOptions: { cwd: root } }).stdout.trim();
  } catch {
    return "unknown"; // the command does not exist
  }
}
