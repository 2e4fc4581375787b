// Builds a library that lies in a folder and compares what both of its programs say.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cacheFolder, root } from "../../../scripts/root.ts";
import { run } from "../../../scripts/run.ts";
import type { Runtime } from "../../../scripts/runtimes.ts";
import { programArgs } from "../../stress/command.ts";
import type { Kind } from "../../stress/kind.ts";
import type { Manifest } from "./print.ts";

/** What is wrong with a library. */
export interface Failure {
  /** What found it: go (the module itself does not build), build, symbols, types, or a runtime. */
  readonly stage: string;
  readonly text: string;
  /** The cases that it is about, as far as that is known. */
  readonly ids: readonly string[];
}

/** What was done with a library. */
export interface Checked {
  readonly failures: readonly Failure[];
  readonly bound: number;
  readonly skipped: number;
  readonly cases: number;
  /** Seconds by stage. */
  readonly seconds: Readonly<Record<string, number>>;
}

/** A topher.json, as far as it matters here. */
interface Report {
  readonly packages: readonly {
    readonly package: string;
    readonly bound: readonly { readonly name: string }[];
    readonly skipped: readonly { readonly name: string; readonly reason: string }[];
  }[];
}

export const workFolder: string = path.join(cacheFolder, "fuzz", "packages");
const generator = path.join(cacheFolder, "bin", "topher-generator");
const cache = path.join(workFolder, "topher-cache");
const alone = { GOWORK: "off" };
/** Thousands of wrappers in C of one form, and information for debuggers that the library is stripped of. */
const inHaste = { ...alone, CGO_CFLAGS: "-O0", GOFLAGS: "-gcflags=topher.generated/library=-dwarf=false" };
const minute = 60_000;

/** Builds the generator, as it is now. */
export async function buildGenerator(): Promise<void> {
  await run("fuzz/packages/generator", "go", ["build", "-o", generator, "./cmd/topher-generator"], {
    cwd: path.join(root, "go/generator"),
    check: true,
  });
}

/** Writes the files of a library into a folder of its own. */
export function writeFiles(folder: string, files: ReadonlyMap<string, string>): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Checks the library in a folder. */
export async function checkLibrary(
  folder: string,
  runtimes: readonly Runtime[],
  hasty: boolean = false,
): Promise<Checked> {
  const manifest = JSON.parse(readFileSync(path.join(folder, "library.json"), "utf8")) as Manifest;
  const seconds: Record<string, number> = {};
  const name = path.basename(folder);
  const step = async (
    stage: string,
    command: string,
    args: string[],
    env: Record<string, string> = {},
    cwd = folder,
  ) => {
    const result = await run(`fuzz/packages/${name}-${stage}`, command, args, { cwd, env, timeout: 10 * minute });
    seconds[stage] = result.milliseconds / 1000;
    return result;
  };
  const nothing = { bound: 0, skipped: 0, cases: 0, seconds };
  const fails = (stage: string, text: string, ids: readonly string[] = []): Failure => ({ stage, text, ids });

  const go = await step("go", "go", ["build", "-o", "zprogram/zprogram", "./zprogram"], alone);
  if (go.exitCode !== 0) return { ...nothing, failures: [fails("go", go.output)] };
  const right = await step("right", path.join(folder, "zprogram/zprogram"), []);
  const fixed = path.join(folder, "expected.txt");
  const expected = linesOf(existsSync(fixed) ? readFileSync(fixed, "utf8") : right.stdout);
  if (right.exitCode !== 0 || (existsSync(fixed) && right.stdout !== readFileSync(fixed, "utf8"))) {
    return { ...nothing, failures: [fails("go", right.output)] };
  }

  const patterns = manifest.packages.map(({ pattern }) => pattern);
  const bridge = path.join(root, "go/bridge");
  const args = ["build", "--bridge", bridge, "--cache", cache, "--out", path.join(folder, "js"), ...patterns];
  const built = await step("build", generator, args, hasty ? inHaste : alone);
  if (built.exitCode !== 0) return { ...nothing, failures: [fails("build", built.output)] };

  const report = JSON.parse(readFileSync(path.join(folder, "js/topher.json"), "utf8")) as Report;
  const failures = [...symbolFailures(manifest, report)];

  const tsconfig = {
    extends: path.join(import.meta.dirname, "tsconfig.program.json"),
    files: ["program.ts"],
    include: ["js/**/*.d.ts"],
  };
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(tsconfig));
  const tsc = path.join(root, "node_modules/typescript/bin/tsc");
  const types = await step("types", process.execPath, [tsc, "-p", path.join(folder, "tsconfig.json")], {}, root);
  if (types.exitCode !== 0) failures.push(fails("types", types.output, idsOf(folder, types.output)));

  for (const runtime of runtimes) {
    const kind: Kind = runtime.name.startsWith("node") ? "node" : (runtime.name as Kind);
    const args = programArgs(kind, path.join(folder, "program.ts"), []);
    const ran = await step(runtime.name, runtime.binary, args, { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" }, root);
    const said = linesOf(ran.stdout);
    const differ = [...expected].filter(([id, text]) => said.get(id) !== text).map(([id]) => id);
    if (differ.length > 0 || ran.exitCode !== 0) {
      const shown = differ
        .slice(0, 5)
        .map((id) => `${id}\n  Go       ${expected.get(id)}\n  ${kind.padEnd(8)} ${said.get(id) ?? "said nothing"}`);
      const end = ran.exitCode === 0 ? "" : `\nended with ${ran.exitCode ?? "a signal"}\n${ran.output.slice(-3000)}`;
      failures.push(
        fails(runtime.name, `${differ.length} of ${expected.size} cases differ\n${shown.join("\n")}${end}`, differ),
      );
    }
    const alive = said.get("alive");
    if (alive !== "nothing" && ran.exitCode === 0) failures.push(fails(runtime.name, `alive at the end: ${alive}`));
  }
  const count = (of: "bound" | "skipped"): number => report.packages.reduce((sum, each) => sum + each[of].length, 0);
  return { failures, bound: count("bound"), skipped: count("skipped"), cases: expected.size, seconds };
}

/** Every exported symbol is bound, or skipped with a reason, as its declaration wants it. */
function* symbolFailures(manifest: Manifest, report: Report): Generator<Failure> {
  for (const { path, alias, symbols, skipped } of manifest.packages) {
    const found = report.packages.find((each) => each.package === path);
    const fails = (name: string, text: string): Failure => ({
      stage: "symbols",
      text: `${path}.${name} ${text}`,
      ids: [`${alias}.${name}`],
    });
    if (found === undefined) {
      yield fails("", "is not in topher.json");
      continue;
    }
    const bound = new Set(found.bound.map(({ name }) => name));
    const reasons = new Map(found.skipped.map(({ name, reason }) => [name, reason]));
    for (const name of symbols) {
      if (!bound.has(name)) yield fails(name, `is not bound: ${reasons.get(name) ?? "and not listed as skipped"}`);
    }
    for (const name of skipped) if (!reasons.get(name)) yield fails(name, "is not listed as skipped with a reason");
    for (const name of bound) if (skipped.includes(name)) yield fails(name, "is bound, and should be skipped");
    for (const [name, reason] of reasons) if (!skipped.includes(name)) yield fails(name, `is skipped: ${reason}`);
  }
}

/** What a program says, by case. */
function linesOf(text: string): Map<string, string> {
  return new Map(
    text
      .split("\n")
      .filter((line) => line.includes("\t"))
      .map((line) => [line.slice(0, line.indexOf("\t")), line.slice(line.indexOf("\t") + 1)]),
  );
}

/** The cases of the lines that the compiler complains of. */
function idsOf(folder: string, output: string): string[] {
  const lines = readFileSync(path.join(folder, "program.ts"), "utf8").split("\n");
  const ids = new Set<string>();
  for (const [, line] of output.matchAll(/program\.ts\((\d+),/g)) {
    const before = lines.slice(0, Number(line)).findLast((text) => text.startsWith("await check("));
    const id = before?.match(/^await check\((".*"), async/)?.[1];
    if (id !== undefined) ids.add(JSON.parse(id) as string);
  }
  return [...ids];
}
