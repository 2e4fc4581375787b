// Runs the fuzz targets of the Go modules, one after the other. Go keeps each input that fails under the package's testdata/fuzz, where
// `go test` runs it from then on, and what reaches new code in its own cache. Its mutator takes no seed.
//
//   node scripts/fuzz-go.ts --inputs 1000000 --package ./go/bridge/wire --only FuzzRead
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { goPatterns } from "./check.ts";
import { root } from "./root.ts";
import { run } from "./run.ts";
import type { TestCounts } from "./test-counts.ts";

/** What is fuzzed, and how much. */
export interface GoFuzzOptions {
  /** Inputs for each target. */
  readonly inputs: number;
  /** Package folders, such as `./go/bridge/wire`; without them all that have a target. */
  readonly packages?: readonly string[];
  /** Names of targets; without them all. */
  readonly only?: readonly string[];
  /** Is told of each target when it has ended. */
  readonly ended?: (target: GoFuzzTarget) => Promise<void>;
}

/** What became of one target. */
export interface GoFuzzTarget {
  readonly package: string;
  readonly target: string;
  readonly inputs: number;
  /** Inputs that reached code that none before them had reached. */
  readonly found: number;
  readonly seconds: number;
  readonly failure?: string;
}

/** Fuzzes, and counts each target as a test. */
export async function runGoFuzz(
  options: GoFuzzOptions,
): Promise<TestCounts & { readonly targets: readonly GoFuzzTarget[] }> {
  const targets: GoFuzzTarget[] = [];
  for (const { folder, name } of await targetsIn(options.packages ?? fuzzedPackages())) {
    if (options.only?.includes(name) === false) continue;
    const target = await fuzz(folder, name, options.inputs);
    const { inputs, found, seconds, failure } = target;
    console.log(
      `      ${folder} ${name}: ${inputs} inputs, ${found} found, ${seconds.toFixed(1)} s${failure ? ", failed" : ""}`,
    );
    targets.push(target);
    await options.ended?.(target);
  }
  const failures = targets.flatMap(({ failure }) => (failure === undefined ? [] : [failure]));
  if (targets.length === 0) failures.push("there is no fuzz target to run");
  return { passed: targets.length - targets.filter(({ failure }) => failure).length, skipped: 0, failures, targets };
}

/** Folders whose tests have a target, in the modules of go.work. */
function fuzzedPackages(): string[] {
  const files = goPatterns().flatMap((pattern) =>
    globSync(`${path.dirname(pattern)}/**/*_test.go`, { cwd: root, exclude: ["**/testdata/**", "**/node_modules/**"] }),
  );
  const fuzzed = files.filter((file) => /^func Fuzz/m.test(readFileSync(path.join(root, file), "utf8")));
  return [...new Set(fuzzed.map((file) => `./${path.dirname(file)}`))].toSorted();
}

/** Asks the tests themselves which targets they have. */
async function targetsIn(folders: readonly string[]): Promise<{ folder: string; name: string }[]> {
  const found: { folder: string; name: string }[] = [];
  for (const folder of folders) {
    const log = `fuzz/list-${folder.replaceAll(/\W+/g, "-")}`;
    const { stdout } = await run(log, "go", ["test", "-vet=off", "-list=^Fuzz", folder], { check: true });
    for (const [name] of stdout.matchAll(/^Fuzz\w+$/gm)) found.push({ folder, name });
  }
  return found;
}

const workers = 2;
/** Runs that Go may spend on making an input smaller: without a bound it spends most of its time on inputs that only reach new code. */
const shrinking = "200x";

async function fuzz(folder: string, name: string, inputs: number): Promise<GoFuzzTarget> {
  const args = [
    "test",
    "-vet=off",
    "-timeout=2h",
    "-run=^$",
    `-fuzz=^${name}$`,
    `-fuzztime=${inputs}x`,
    `-fuzzminimizetime=${shrinking}`,
    `-parallel=${workers}`,
    folder,
  ];
  const { exitCode, output, milliseconds } = await run(`fuzz/${name}`, "go", args);
  const last = [...output.matchAll(/execs: (\d+) .*new interesting: (\d+)/g)].at(-1);
  // Those that are known run first, and may be as many as were asked for.
  const known = [...output.matchAll(/baseline coverage: (\d+)\//g)].at(-1);
  const target = {
    package: folder,
    target: name,
    inputs: Number(last?.[1] ?? known?.[1] ?? 0),
    found: Number(last?.[2] ?? 0),
    seconds: milliseconds / 1000,
  };
  if (exitCode === 0 && target.inputs > 0) return target;
  const text = output.split("\n").slice(-60).join("\n");
  return { ...target, failure: `${folder} ${name}\n${text}\n(again: go ${args.join(" ")})` };
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      inputs: { type: "string", default: "1000000" },
      package: { type: "string", multiple: true },
      only: { type: "string", multiple: true },
    },
  });
  const inputs = Number(values.inputs);
  if (!Number.isSafeInteger(inputs) || inputs < 1)
    throw new RangeError(`--inputs ${values.inputs}: it must be a whole number from 1 on`);
  const { passed, failures } = await runGoFuzz({
    inputs,
    ...(values.package !== undefined && { packages: values.package }),
    ...(values.only !== undefined && { only: values.only }),
  });
  for (const failure of failures) console.error(`\n${failure}`);
  console.log(`${passed} passed, ${failures.length} failed`);
  if (failures.length > 0) process.exitCode = 1;
}
