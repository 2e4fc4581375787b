// Counts everything that can be counted here.
import { existsSync } from "node:fs";
import path from "node:path";
import { inParallel } from "../../../scripts/parallel.ts";
import { run } from "../../../scripts/run.ts";
import type { Runtime } from "../../../scripts/runtimes.ts";
import { baseline, modules } from "../build.ts";
import type { SuiteName } from "../cases/index.ts";
import type { KindName } from "../kinds.ts";
import type { Counts } from "../results.ts";
import { suites } from "../suites/index.ts";
import { countedCases } from "./cases.ts";
import { countInstantiations } from "./instantiations.ts";
import { countInstructions, noInstructions } from "./instructions.ts";

/** What was counted, and what could not be. */
export interface Counting {
  readonly counts: readonly Counts[];
  /** Runtimes, kinds and figures, and why they are missing. */
  readonly missing: Readonly<Record<string, string>>;
}

type Job = readonly [what: string, count: () => Promise<readonly Counts[]>];

/** Kinds that are topher. */
const kinds: readonly KindName[] = ["topher", "generated"];

/** Counts a suite. */
const program = path.join(import.meta.dirname, "program.ts");

/** Asks Go for addresses. */
const addresses = path.join(import.meta.dirname, "addresses.ts");

/** Counts in these runtimes. `report` hears of each process before it begins. */
export async function countAll(runtimes: readonly Runtime[], report: (what: string) => void): Promise<Counting> {
  const missing: Record<string, string> = {};
  const jobs: Job[] = [["types", countInstantiations]];
  for (const runtime of runtimes) {
    if (existsSync(runtime.binary)) jobs.push(...jobsIn(runtime));
    else missing[runtime.name] = `${runtime.title} is not installed: npm run setup says why`;
  }
  if (jobs.length === 1) for (const kind of kinds) missing[kind] = "there is no runtime in which it could be counted";
  const reason = noInstructions();
  if (reason === undefined) jobs.push(["instructions", countInstructions]);
  else missing["instructions"] = reason;
  const counts = await inParallel(jobs, async ([what, count]) => {
    report(what);
    return count();
  });
  return { counts: counts.flat(), missing };
}

function jobsIn(runtime: Runtime): Job[] {
  const counted = suites.filter(({ name }) => name in countedCases);
  return [
    ...counted.flatMap(({ name, entries }) =>
      kinds.flatMap((kind) => {
        const entry = entries[kind];
        if (entry === undefined || typeof entry === "string" || !("file" in entry)) return [];
        const count = () => countSuite(runtime, name, kind, String(entry.file), entry.opens);
        return [[`${name}, ${kind} in ${runtime.title}`, count] as const];
      }),
    ),
    [`addresses in ${runtime.title}`, () => countAddresses(runtime, "topher", baseline)],
    [`addresses, generated, in ${runtime.title}`, () => countAddresses(runtime, "generated", modules.work)],
  ];
}

async function countSuite(
  runtime: Runtime,
  suite: SuiteName,
  kind: KindName,
  file: string,
  opens: string,
): Promise<Counts[]> {
  const lines = await linesOf(runtime, `${suite}-${kind}`, program, [file, suite, opens]);
  return lines.map((line) => ({
    suite,
    contender: `${kind}/${runtime.name}`,
    ...(line as Pick<Counts, "case" | "counts">),
  }));
}

/** Counts slices whose address in Go is another than the one that the runtime itself gives. */
async function countAddresses(runtime: Runtime, kind: KindName, opens: string): Promise<Counts[]> {
  const [counts] = await linesOf(runtime, `addresses-${kind}`, addresses, [opens]);
  return [{ suite: "calls", case: "slices", contender: `${kind}/${runtime.name}`, counts: counts as Counts["counts"] }];
}

async function linesOf(runtime: Runtime, log: string, file: string, args: readonly string[]): Promise<unknown[]> {
  const node = runtime.name.startsWith("node");
  const { stdout } = await run(
    `bench/counts-${log}-${runtime.name}`,
    runtime.binary,
    [
      ...(node ? ["--expose-gc"] : []),
      ...runtime.program(file, runtime.name === "deno" ? ["--v8-flags=--expose-gc"] : []),
      ...args,
    ],
    // Go's collector runs when it is told to only, and what is done on all cores is done on two.
    { env: { GOGC: "off", GOMAXPROCS: "2" }, check: true, timeout: 120_000 },
  );
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
}
