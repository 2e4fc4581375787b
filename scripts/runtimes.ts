// The one table of runtimes: where npm puts each binary, and how it runs a test file and a program.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { xSync } from "tinyexec";
import { root } from "./root.ts";

export type RuntimeName = "node22" | "node24" | "node26" | "bun" | "deno";

export interface Runtime {
  readonly name: RuntimeName;
  /** The name people know it by. */
  readonly title: string;
  /** The npm package that carries the binary here, or undefined where npm has none of the pinned version. */
  readonly package: string | undefined;
  readonly binary: string;
  /** Arguments that run one test file and write a JUnit report. */
  readonly test: (file: string, report: string) => string[];
  /** Arguments that run a program; `flags` are extra Deno permissions. */
  readonly program: (file: string, flags?: readonly string[]) => string[];
}

const platform = `${process.platform}-${process.arch}`;

/** Bun's default build needs AVX2; the baseline build does not. Apple's own processors need neither. */
const bunPackages: Record<string, string> = {
  "linux-x64": hasAvx2() ? "@oven/bun-linux-x64" : "@oven/bun-linux-x64-baseline",
  "linux-arm64": "@oven/bun-linux-aarch64",
  "darwin-x64": "@oven/bun-darwin-x64",
  "darwin-arm64": "@oven/bun-darwin-aarch64",
};

const denoPackages: Record<string, string> = {
  "linux-x64": "@deno/linux-x64-glibc",
  "linux-arm64": "@deno/linux-arm64-glibc",
  "darwin-x64": "@deno/darwin-x64",
  "darwin-arm64": "@deno/darwin-arm64",
};

export const runtimes: readonly Runtime[] = [
  node("node22", 22),
  node("node24", 24),
  node("node26", 26),
  {
    name: "bun",
    title: "Bun",
    ...located(bunPackages[platform], "bin/bun", "bun"),
    test: (file, report) => ["test", "--reporter=junit", `--reporter-outfile=${report}`, `--timeout=60000`, file],
    program: (file) => ["run", file],
  },
  {
    name: "deno",
    title: "Deno",
    ...located(denoPackages[platform], "deno", "deno"),
    // Tests start children of their own with narrower permissions, so the tests themselves get all of them.
    test: (file, report) => ["test", "--no-check", "--no-prompt", "--allow-all", `--junit-path=${report}`, file],
    // What a program of ours needs, and nothing else: native calls, and read access to the repository.
    program: (file, flags = []) => [
      "run",
      "--no-check",
      "--no-prompt",
      "--allow-ffi",
      `--allow-read=${root}`,
      ...flags,
      file,
    ],
  },
];

/** Runtimes whose binary is there. */
export function presentRuntimes(): Runtime[] {
  return runtimes.filter((runtime) => existsSync(runtime.binary));
}

/** Bun, Deno and one Node of those given: its versions load and call a library in the same way. */
export function oneOfEach(given: readonly Runtime[]): Runtime[] {
  const versions = given.filter(({ name }) => name.startsWith("node"));
  const node = versions.find(({ name }) => name === "node24") ?? versions[0];
  return given.filter((runtime) => !versions.includes(runtime) || runtime === node);
}

/** Runtimes whose binary is not there, each with what to do about it. */
export function missingRuntimes(): { runtime: Runtime; remedy: string }[] {
  return runtimes
    .filter((runtime) => !existsSync(runtime.binary))
    .map((runtime) => ({
      runtime,
      remedy:
        runtime.package === undefined
          ? `npm has no pinned package of it for ${platform}: put its binary into PATH`
          : `npm left out ${runtime.package}: npm install --include=optional --ignore-scripts`,
    }));
}

/** The version that the binary itself reports. */
export function runtimeVersion(runtime: Runtime): string {
  return /\d+\.\d+\.\d+/.exec(xSync(runtime.binary, ["--version"]).stdout)?.[0] ?? "unknown";
}

function node(name: RuntimeName, major: number): Runtime {
  return {
    name,
    title: `Node ${major}`,
    ...located(`node-${major}-${platform}`, "bin/node"),
    test: (file, report) => [
      "--test",
      "--test-reporter=spec",
      "--test-reporter-destination=stdout",
      "--test-reporter=junit",
      `--test-reporter-destination=${report}`,
      file,
    ],
    program: (file) => [file],
  };
}

/** The binary inside its npm package if package.json pins that package; otherwise the one that PATH has. */
function located(packageName: string | undefined, inside: string, command?: string) {
  const { optionalDependencies } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  if (packageName !== undefined && packageName in optionalDependencies) {
    return { package: packageName, binary: path.join(root, "node_modules", packageName, inside) };
  }
  const folders = command === undefined ? [] : (process.env.PATH ?? "").split(path.delimiter);
  const binary = folders.map((folder) => path.join(folder, command ?? "")).find((file) => existsSync(file));
  return { package: undefined, binary: binary ?? `${command ?? "node"} (not found)` };
}

function hasAvx2(): boolean {
  return process.platform !== "linux" || readFileSync("/proc/cpuinfo", "utf8").includes("avx2");
}
