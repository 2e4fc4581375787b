// Random Go packages: built, compiled and called in every runtime, which have to say what Go says.
//
//   node conformance/fuzz/packages/main.ts --seed 7 --libraries 40 --packages 50
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { inParallel } from "../../../scripts/parallel.ts";
import { root } from "../../../scripts/root.ts";
import { run } from "../../../scripts/run.ts";
import { presentRuntimes, type Runtime } from "../../../scripts/runtimes.ts";
import type { Figures } from "../../stress/program.ts";
import { buildGenerator, checkLibrary, workFolder, writeFiles, type Checked, type Failure } from "./check.ts";
import { generate, type Library } from "./generate.ts";
import { Journal } from "./journal.ts";
import { placeFailures, placesOf, type Places } from "./places.ts";
import { printLibrary } from "./print.ts";
import { kindOf, shrink } from "./shrink.ts";
import { rows } from "./types.ts";

/** How much is tried. */
export interface PackagesOptions {
  readonly libraries: number;
  /** Of each library. */
  readonly packages: number;
  readonly seed: number;
  readonly runtimes: readonly Runtime[];
  /** Whether a library that fails is made smaller and kept in found/. */
  readonly keep?: boolean;
  /** Whether a run that was cut goes on where it ended: what is built of the same sources and was right is not built again. */
  readonly resume?: boolean;
  /** Whether compilers take less time over a library. The bridge is compiled anew for that, which some libraries are worth. */
  readonly hasty?: boolean;
}

/** What was tried, and what was wrong. */
export interface PackagesResult {
  readonly figures: Figures;
  readonly failures: readonly string[];
}

const found = path.join(import.meta.dirname, "found");

/** What came of a library. */
interface Outcome {
  readonly checked: Checked;
  readonly declarations: number;
  readonly places: Places;
}

/** Runs libraries of random packages, and each that has ever failed: as many at a time as there are processors, up to two. */
export async function runPackages(options: PackagesOptions): Promise<PackagesResult> {
  const { libraries, packages, seed, runtimes } = options;
  await buildGenerator();
  const fixtures = existsSync(found)
    ? readdirSync(found).filter((name) => existsSync(path.join(found, name, "go.mod")))
    : [];
  const run = `${seed} ${libraries}x${packages} ${runtimes.map(({ name }) => name).join(" ")}`;
  const journal = options.resume === true ? new Journal<Outcome>(workFolder, run) : undefined;
  const failures: string[] = [...rowFailures()];
  const tried = Array.from({ length: libraries }, (_, i) => async (): Promise<Outcome> => {
    const library = generate(seed + i, packages);
    const files = printLibrary(library);
    const before = journal?.found(files);
    const outcome = before ?? (await tryLibrary(library, files, options, failures));
    if (before === undefined && outcome.checked.failures.length === 0) journal?.add(files, outcome);
    report(`library ${i + 1} of ${libraries}, --seed ${seed + i} --packages ${packages}`, outcome.checked);
    return outcome;
  });
  const again = fixtures.map((name) => async (): Promise<undefined> => {
    const checked = await checkFixture(name, runtimes);
    failures.push(...checked.failures.map((failure) => `found/${name}: ${textOf(failure)}`));
    report(`found/${name}`, checked);
  });
  const outcomes = await inParallel([...tried, ...again], (job) => job(), Math.min(2, availableParallelism()));

  const sums = { libraries, packages: libraries * packages, declarations: 0, bound: 0, skipped: 0, cases: 0 };
  const places = new Map<string, number>();
  for (const outcome of outcomes) {
    if (outcome === undefined) continue;
    sums.declarations += outcome.declarations;
    sums.bound += outcome.checked.bound;
    sums.skipped += outcome.checked.skipped;
    sums.cases += outcome.checked.cases;
    for (const [place, count] of Object.entries(outcome.places)) places.set(place, (places.get(place) ?? 0) + count);
  }
  failures.push(...placeFailures(places, sums.packages));
  if (failures.length === 0) journal?.remove();
  const figures = {
    ...sums,
    rows: Object.keys(rows).length,
    "rows × places": places.size,
    found: fixtures.length,
    runtimes: runtimes.map(({ name }) => name).join(" "),
    failures: failures.length,
  };
  return { figures, failures };
}

/** What is wrong with libraries of this process: what many have in common is made small once. */
const kinds = new Set<string>();

/** What keeps a library from being checked is wrong with it, and does not end the run. */
function notChecked(error: unknown): Checked {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { failures: [{ stage: "check", text, ids: [] }], bound: 0, skipped: 0, cases: 0, seconds: {} };
}

/** Checks a library. Whatever is wrong is printed at once and added to the failures. */
async function tryLibrary(
  library: Library,
  files: ReadonlyMap<string, string>,
  { runtimes, keep = true, hasty = false }: PackagesOptions,
  failures: string[],
): Promise<Outcome> {
  const { seed } = library;
  const declarations = library.packages.reduce((sum, owner) => sum + owner.declarations.length, 0);
  const outcome = { declarations, places: placesOf(library) };
  const folder = path.join(workFolder, `seed-${seed}`);
  writeFiles(folder, files);
  const checked = await checkLibrary(folder, runtimes, hasty).catch(notChecked);
  if (checked.failures.length === 0) {
    rmSync(folder, { recursive: true, force: true });
    return { ...outcome, checked };
  }
  for (const failure of checked.failures) console.error(`      seed ${seed}: ${textOf(failure)}`);
  const [first] = checked.failures as [Failure];
  const kind = `${first.stage}: ${kindOf(first.text)}`;
  const isNew = keep && !kinds.has(kind);
  kinds.add(kind);
  const kept = isNew ? await keepSmallest(library, first, runtimes) : folder;
  const at = `(kept in ${path.relative(root, kept)})`;
  failures.push(...checked.failures.map((failure) => `seed ${seed}: ${textOf(failure)}\n${at}`));
  return { ...outcome, checked };
}

/** Checks a library that has failed once. */
async function checkFixture(name: string, runtimes: readonly Runtime[]): Promise<Checked> {
  const folder = path.join(workFolder, `found-${name}`);
  rmSync(folder, { recursive: true, force: true });
  cpSync(path.join(found, name), folder, { recursive: true });
  renameSync(path.join(folder, "program.ts.txt"), path.join(folder, "program.ts"));
  const checked = await checkLibrary(folder, runtimes).catch(notChecked);
  rmSync(folder, { recursive: true, force: true });
  return checked;
}

function textOf({ stage, text }: Failure): string {
  return `${stage}: ${text.split("\n").slice(0, 30).join("\n")}`;
}

function report(name: string, { bound, skipped, cases, failures, seconds }: Checked): void {
  const stages = Object.entries(seconds).map(([stage, took]) => `${stage} ${took.toFixed(1)} s`);
  process.stderr.write(
    `      ${name}: ${bound} bound, ${skipped} skipped, ${cases} cases, ${failures.length} failures; ${stages.join(", ")}\n`,
  );
}

/** Makes the library smaller and keeps it, with what Go says of it. */
async function keepSmallest(library: Library, failure: Failure, runtimes: readonly Runtime[]): Promise<string> {
  const name = `${failure.stage}-${library.seed}`;
  const folder = path.join(workFolder, `shrink-${library.seed}`);
  const size = await shrink(library, failure, folder, runtimes);
  const checked = await checkLibrary(folder, runtimes);
  const to = path.join(found, name);
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  const built = new Set(["js", "tsconfig.json", "zprogram/zprogram"].map((file) => path.join(folder, file)));
  cpSync(folder, to, { recursive: true, filter: (file) => !built.has(file) });
  renameSync(path.join(to, "program.ts"), path.join(to, "program.ts.txt")); // it compiles where the packages are built
  await run(`fuzz/packages/${name}-gofmt`, "gofmt", ["-w", to]);
  const failures = checked.failures.map(textOf).join("\n");
  writeFileSync(
    path.join(to, "README.md"),
    `# ${name}\n\nFound with seed ${library.seed}, ${size} declarations are left.\n\n\`\`\`text\n${failures}\n\`\`\`\n`,
  );
  return to;
}

/** Every row of the mapping has types here. */
function rowFailures(): string[] {
  const page = readFileSync(path.join(root, "docs/mapping.md"), "utf8");
  const table = /<!-- mapping:start -->([^]*)<!-- mapping:end -->/.exec(page)![1]!;
  const documented = table
    .split("\n")
    .slice(4)
    .filter((line) => line.startsWith("| "))
    .map((line) => line.slice(2, line.indexOf(" | ")));
  return [
    ...documented
      .filter((row) => !(row in rows))
      .map((row) => `docs/mapping.md has a row ${row}, of which no types are made here`),
    ...Object.keys(rows)
      .filter((row) => !documented.includes(row))
      .map((row) => `docs/mapping.md has no row ${row}`),
  ];
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      seed: { type: "string" },
      libraries: { type: "string" },
      packages: { type: "string" },
      runtime: { type: "string", multiple: true },
      short: { type: "boolean" },
      long: { type: "boolean" },
      keep: { type: "boolean", default: false },
      resume: { type: "boolean", default: false },
      hasty: { type: "boolean", default: false },
    },
  });
  const seed = Number(values.seed ?? process.env["TOPHER_SEED"] ?? Date.now() % 1_000_000);
  process.stderr.write(`      seed ${seed}\n`);
  const { figures, failures } = await runPackages({
    libraries: Number(values.libraries ?? (values.long === true ? 40 : 1)),
    packages: Number(values.packages ?? (values.long === true ? 50 : 12)),
    seed,
    runtimes: presentRuntimes().filter(({ name }) =>
      values.runtime === undefined
        ? ["node24", "bun", "deno"].includes(name)
        : values.runtime.some((each) => name.startsWith(each)),
    ),
    keep: values.keep,
    resume: values.resume,
    hasty: values.hasty,
  });
  for (const failure of failures) console.error(`\n${failure}`);
  console.log(`figures ${JSON.stringify(figures)}`);
  if (failures.length > 0) process.exitCode = 1;
}
