// Runs the tutorial: examples/<NN-name>/main.ts in every runtime, its printed output compared with expected.txt.
//
// An example that needs more of Deno than native calls and reading says so in a comment of its own, for the reader too:
//   // deno run: --allow-env --allow-sys
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { inParallel } from "./parallel.ts";
import { programPackages, proofPackages } from "./proof-packages.ts";
import { root } from "./root.ts";
import { run } from "./run.ts";
import type { Runtime } from "./runtimes.ts";
import { addCounts, type TestCounts } from "./test-counts.ts";

export interface ExampleResult {
  /** For example `03-normalize`. */
  readonly name: string;
  readonly problem: string | undefined;
  readonly milliseconds: number;
}

/** The names of the tutorial's examples, in order: those of proof-packages.ts are built and run by proof.ts. */
export function exampleNames(): string[] {
  return globSync("examples/*/main.ts", { cwd: root, exclude: ["**/node_modules/**"] })
    .map((file) => path.basename(path.dirname(file)))
    .filter((name) => ![...proofPackages, ...programPackages].some(({ example }) => example === name))
    .toSorted();
}

/** Runs one example as a user would: in its own folder, with the permissions it names. */
export async function runExample(name: string, runtime: Runtime): Promise<ExampleResult> {
  const folder = path.join(root, "examples", name);
  const main = path.join(folder, "main.ts");
  const flags = /^\/\/ deno run: (.+)$/m.exec(readFileSync(main, "utf8"))?.[1]?.trim().split(/\s+/) ?? [];
  const { exitCode, stdout, output, milliseconds } = await run(
    `examples/${runtime.name}/${name}`,
    runtime.binary,
    runtime.program("main.ts", flags),
    { cwd: folder, env: { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" }, timeout: 60_000 },
  );
  return { name, problem: problemOf(folder, exitCode, stdout, output), milliseconds };
}

/** Every example in one runtime, as test counts. */
export async function runExamples(runtime: Runtime): Promise<TestCounts> {
  const names = exampleNames();
  if (names.length === 0) return { passed: 0, skipped: 0, failures: ["examples: no examples/*/main.ts was found"] };
  const results = await inParallel(names, (name) => runExample(name, runtime));
  return addCounts(
    results.map(({ name, problem }) => ({
      passed: problem === undefined ? 1 : 0,
      skipped: 0,
      failures:
        problem === undefined
          ? []
          : [`${runtime.title}, examples/${name}: ${problem}\n(log: .cache/logs/examples/${runtime.name}/${name}.log)`],
    })),
  );
}

function problemOf(folder: string, exitCode: number | undefined, stdout: string, output: string): string | undefined {
  if (exitCode !== 0) return `ended with ${exitCode ?? "a signal"}\n${output.split("\n").slice(-20).join("\n")}`;
  const file = path.join(folder, "expected.txt");
  if (!existsSync(file)) return "expected.txt is missing";
  const expected = readFileSync(file, "utf8").trimEnd().split("\n");
  const printed = stdout.trimEnd().split("\n");
  const line = Array.from({ length: Math.max(expected.length, printed.length) }).findIndex(
    (_, index) => expected[index] !== printed[index],
  );
  if (line === -1) return undefined;
  return `line ${line + 1} differs\n  expected: ${expected[line] ?? "(the end)"}\n  printed:  ${printed[line] ?? "(the end)"}`;
}
