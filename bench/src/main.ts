// npm run bench -- calls: measures a suite, prints its table with ratios, and keeps the raw figures in bench/results.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { build } from "../../scripts/build.ts";
import { root } from "../../scripts/root.ts";
import { runtimes } from "../../scripts/runtimes.ts";
import { boundLine, report, reportBounds } from "./report.ts";
import { pairs, tryBounds, type Bound, type Verdict } from "./bounds.ts";
import type { Contender } from "./contenders.ts";
import { machine } from "./machine.ts";
import { measureRounds, type Measured } from "./runner.ts";
import { suites } from "./suites.ts";

const help = `npm run bench -- [suite] [options]

suites: ${Object.keys(suites).join(", ")} (the default is calls)

  --node 22,26     versions of Node (default 24)
  --quick          2 rounds of short samples: less than a minute, for a first look
  --rounds N       rounds (default 15; 5 of async and streams, whose processes take long)
  --budget MS      milliseconds that each process measures (default 100)
  --case a,b       only these cases
  --only a,b       only contenders whose name begins so: topher, koffi/node24, c
  --check          tries the bounds with interleaved processes, and ends with 1 if one fails
  --save NAME      writes bench/results/saved/NAME.json, which git keeps
  --no-build       measures what is in dist`;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    node: { type: "string", default: "24" },
    quick: { type: "boolean", default: false },
    rounds: { type: "string" },
    budget: { type: "string" },
    case: { type: "string" },
    only: { type: "string" },
    check: { type: "boolean", default: false },
    save: { type: "string" },
    build: { type: "boolean", default: true },
    help: { type: "boolean", short: "h", default: false },
  },
});

if (options.help) console.log(help);
else {
  process.exitCode = await bench().catch((error: Error) => {
    console.error(error.message);
    return 1;
  });
}

async function bench(): Promise<number> {
  const name = positionals[0] ?? "calls";
  const suite = suites[name];
  const names = list(options.case);
  const cases = suite?.cases.filter(({ name }) => names.length === 0 || names.includes(name)) ?? [];
  if (suite === undefined || cases.length === 0) throw new Error(`there is nothing to measure.\n${help}`);
  // Inside a turbo task everything is built already.
  if (options.build && process.env.TURBO_HASH === undefined) await build();
  if (options.build) await suite.build?.();

  const wanted = suite
    .contenders(list(options.node))
    .filter(({ name }) => options.only === undefined || list(options.only).some((start) => name.startsWith(start)));
  const contenders = wanted.filter(({ missing }) => missing === undefined);
  for (const { title, missing } of wanted) if (missing !== undefined) console.log(`${title} is missing: ${missing}`);

  const started = new Date();
  const copies = suite.copies ? countCopies(contenders) : [];
  const bounds = suite.bounds(contenders, cases);
  const budget = Number(options.budget ?? (options.quick ? 40 : 100));
  let samples: Measured[] = [];
  const verdicts: Verdict[] = [];
  const usual = suite.rounds ?? pairs;
  const rounds = Number(options.rounds ?? (options.quick ? 2 : usual));
  const show = (each: Measured) => progress(`round ${each.round + 1} of ${rounds}: ${each.case}, ${each.contender}`);
  if (options.check) {
    const trial = { rounds: Number(options.rounds ?? usual), budget, report: show };
    for (const group of groups(bounds, suite.rounds !== undefined)) {
      const measured = cases.find((each) => each.name === group[0]!.case)!;
      const tried = await tryBounds(group, measured, trial);
      verdicts.push(...tried.verdicts);
      samples.push(...tried.samples);
      progress("");
      for (const { bound, values } of tried.verdicts) console.log(boundLine(bound, values));
    }
  } else {
    samples = await measureRounds({ contenders, cases, rounds, budget, report: show });
    progress("");
    console.log(
      `The best of ${rounds} processes; beneath it the median of their medians, ± half the distance of the quartiles.`,
    );
    console.log(report(contenders, cases, samples));
    console.log(
      rounds < usual
        ? `${rounds} rounds are too few to judge the bounds, which takes ${usual}.`
        : reportBounds(bounds, samples),
    );
  }
  for (const { runtime, calls, copies: count } of copies) {
    console.log(`${count === 0 ? "holds " : "FAILS "} slices: ${count} copies in ${calls} calls in ${runtime}`);
  }
  const seconds = (Date.now() - started.getTime()) / 1000;
  const file = save({
    suite: name,
    started: started.toISOString(),
    seconds,
    arguments: process.argv.slice(2),
    machine: machine(suite.libraries),
    load: os.loadavg(),
    missing: wanted.filter(({ missing }) => missing !== undefined).map(({ name, missing }) => ({ name, missing })),
    copies,
    verdicts: verdicts.map(({ bound, ...rest }) => ({
      ...rest,
      bound: {
        ...bound,
        contender: bound.contender.name,
        ...("against" in bound ? { against: bound.against.name } : {}),
      },
    })),
    samples,
  });
  console.log(
    `\n${Math.round(seconds)} s, load average ${os.loadavg()[0]!.toFixed(1)}; raw figures: ${path.relative(root, file)}`,
  );
  const failed = verdicts.some(({ holds }) => !holds) || copies.some((each) => each.copies > 0);
  return failed ? 1 : 0;
}

/** Bounds that are tried on the same processes: each by itself, or all of a case together. */
function groups(bounds: readonly Bound[], together: boolean): Bound[][] {
  if (!together) return bounds.map((bound) => [bound]);
  return [...Map.groupBy(bounds, (bound) => bound.case).values()];
}

interface Copies {
  readonly runtime: string;
  readonly calls: number;
  readonly copies: number;
}

function countCopies(contenders: readonly Contender[]): Copies[] {
  const program = path.join(import.meta.dirname, "copies.ts");
  const fixture = path.join(root, "dist", "libfixture.so");
  return runtimes
    .filter(({ name }) => contenders.some(({ role, runtime }) => role === "topher" && runtime === name))
    .map(({ name, binary, program: args }) => {
      const output = execFileSync(binary, [...args(program), fixture], { cwd: root, encoding: "utf8" });
      return { runtime: name, ...(JSON.parse(output) as Omit<Copies, "runtime">) };
    });
}

function save(results: Record<string, unknown> & { readonly suite: string; readonly started: string }): string {
  const folder = path.join(root, "bench", "results", ...(options.save === undefined ? [] : ["saved"]));
  const name = options.save ?? `${results.suite}-${results.started.replaceAll(/[:.]/g, "-")}`;
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name}.json`);
  writeFileSync(file, `${JSON.stringify(results)}\n`);
  return file;
}

function list(text: string | undefined): string[] {
  return (text ?? "").split(",").filter((part) => part !== "");
}

/** What is being measured, on one line of the terminal. */
function progress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001B[K${text}`);
}
