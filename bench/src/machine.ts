import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { xSync } from "tinyexec";
import { root } from "../../scripts/root.ts";
import { presentRuntimes, runtimeVersion } from "../../scripts/runtimes.ts";
import { numpyPython } from "./build.ts";

/** Where and with what something was measured: part of every result file. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memory: number;
  readonly kernel: string;
  readonly libc: string;
  /** How the processor's clock is governed, or `unknown` where the kernel does not say. */
  readonly governor: string;
  /** Whether the clock may rise beyond its base, or `unknown`. */
  readonly turbo: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly git: { readonly revision: string; readonly changed: boolean };
  readonly libraries: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}

/** Looks at the machine, and at the libraries that are measured. */
export function machine(libraries: readonly string[]): Machine {
  return {
    cpu: os.cpus()[0]?.model ?? unknown,
    cores: os.availableParallelism(),
    memory: os.totalmem(),
    kernel: `${os.type()} ${os.release()} ${os.arch()}`,
    libc: output("getconf", ["GNU_LIBC_VERSION"]),
    governor: line("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"),
    turbo: turbo(),
    versions: {
      ...Object.fromEntries(presentRuntimes().map((runtime) => [runtime.name, runtimeVersion(runtime)])),
      go: output("go", ["env", "GOVERSION"]),
      gcc: output("gcc", ["-dumpfullversion"]),
      python: output("python3", ["--version"]).replace("Python ", ""),
      numpy: output(numpyPython, ["-c", "import numpy; print(numpy.__version__)"]),
      esbuild: packageVersion("esbuild"),
      koffi: packageVersion("koffi"),
      mitata: packageVersion("mitata"),
    },
    git: {
      revision: output("git", ["rev-parse", "HEAD"]),
      // It prints nothing where nothing was changed.
      changed: output("git", ["status", "--porcelain", "--untracked-files=no"]) !== unknown,
    },
    libraries: libraries.map((library) => ({
      name: path.relative(root, library),
      bytes: statSync(library).size,
      sha256: createHash("sha256").update(readFileSync(library)).digest("hex"),
    })),
  };
}

const unknown = "unknown";

/** Intel's driver and the others each say it in their own file. */
function turbo(): string {
  const no = line("/sys/devices/system/cpu/intel_pstate/no_turbo");
  if (no !== unknown) return no === "0" ? "on" : "off";
  const boost = line("/sys/devices/system/cpu/cpufreq/boost");
  return boost === unknown ? unknown : boost === "1" ? "on" : "off";
}

function line(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return unknown; // this kernel does not say
  }
}

function packageVersion(name: string): string {
  const { version } = JSON.parse(readFileSync(path.join(root, "node_modules", name, "package.json"), "utf8"));
  return version as string;
}

function output(command: string, args: string[]): string {
  try {
    return xSync(command, args, { nodeOptions: { cwd: root } }).stdout.trim() || unknown;
  } catch {
    return unknown; // the command does not exist
  }
}
