// npm run demo: builds what is missing, runs the tutorial in every runtime present, and compares what a call costs.
import { existsSync } from "node:fs";
import path from "node:path";
import { Listr, type ListrTask } from "listr2";
import colors from "picocolors";
import { table } from "table";
import { build } from "./build.ts";
import { exampleNames, runExample, type ExampleResult } from "./examples.ts";
import { inParallel } from "./parallel.ts";
import { root } from "./root.ts";
import { run } from "./run.ts";
import { missingRuntimes, presentRuntimes, runtimeVersion, type Runtime } from "./runtimes.ts";
import { setup } from "./setup.ts";

const benchmark = path.join(root, "bench", "demo.ts");
/** Lines between the head and the rows only. */
const narrow = { drawHorizontalLine: (line: number, count: number) => line === 0 || line === 1 || line === count };

const results = new Map<Runtime, ExampleResult[]>();
let callCosts: CallCost[] = [];

interface CallCost {
  readonly runtime: string;
  readonly case: string;
  readonly nsPerCall: number;
}

const options = { renderer: process.stdout.isTTY ? "default" : "simple" } as const;
try {
  await new Listr([{ title: "Check Go, the C compiler and the runtimes", task: setup }], options).run();
  await new Listr(
    [
      { title: "Build the packages and the Go library", task: build },
      ...presentRuntimes().map(tutorialTask),
      { title: "Measure what a call costs", skip: () => !existsSync(benchmark), task: measure },
    ],
    options,
  ).run();
} catch {
  process.exit(1); // the list has shown the error
}

printResults();
printCallCosts();
const problems = [...results.values()].flat().filter(({ problem }) => problem !== undefined);
if (problems.length > 0) process.exitCode = 1;

function tutorialTask(runtime: Runtime): ListrTask {
  return {
    title: `Tutorial in ${runtime.title}`,
    task: async (_, task) => {
      const names = exampleNames();
      const done: ExampleResult[] = [];
      results.set(runtime, done);
      await inParallel(names, async (name) => {
        done.push(await runExample(name, runtime));
        task.title = `Tutorial in ${runtime.title}: ${done.length} of ${names.length}`;
      });
      const failed = done.filter(({ problem }) => problem !== undefined).length;
      if (failed > 0) task.title += colors.red(`, ${failed} failed`);
    },
  };
}

function printResults(): void {
  const columns = [...results.keys()];
  const names = exampleNames();
  if (names.length === 0) {
    console.log("\nThere are no examples yet.");
    return;
  }
  const cell = (runtime: Runtime, name: string) => {
    const result = results.get(runtime)?.find((each) => each.name === name);
    if (result === undefined) return "";
    return result.problem === undefined ? colors.green(`${Math.round(result.milliseconds)} ms`) : colors.red("FAILED");
  };
  const rows = names.map((name) => [name, ...columns.map((runtime) => cell(runtime, name))]);
  const head = ["example", ...columns.map((runtime) => `${runtime.title}\n${runtimeVersion(runtime)}`)];
  console.log(`\nWhat ran where (whole process, start included)\n${table([head, ...rows], narrow)}`);
  for (const { runtime, remedy } of missingRuntimes()) console.log(`${runtime.title} did not run: ${remedy}`);
  for (const [runtime, done] of results) {
    for (const { name, problem } of done)
      if (problem !== undefined) console.log(`${runtime.title}, ${name}: ${problem}\n`);
  }
}

/** bench/demo.ts prints one line of JSON per runtime and case: {"runtime":"Bun","case":"no-op","nsPerCall":95}. */
async function measure(): Promise<void> {
  const { stdout } = await run("demo/call-costs", process.execPath, [benchmark], { check: true });
  callCosts = stdout.split("\n").flatMap((line) => (line.startsWith("{") ? [JSON.parse(line) as CallCost] : []));
}

function printCallCosts(): void {
  if (callCosts.length === 0) {
    console.log("What a call costs was not measured: bench/demo.ts is not there yet.");
    return;
  }
  const cases = [...new Set(callCosts.map((cost) => cost.case))];
  const rows = [...new Set(callCosts.map(({ runtime }) => runtime))].map((runtime) => [
    runtime,
    ...cases.map((name) => {
      const cost = callCosts.find((each) => each.runtime === runtime && each.case === name);
      return cost === undefined ? "" : `${Math.round(cost.nsPerCall)} ns`;
    }),
  ]);
  console.log(`\nWhat a call costs\n${table([["", ...cases], ...rows], narrow)}`);
}
