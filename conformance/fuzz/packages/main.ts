// Random Go packages: built, compiled and called in every runtime, which have to say what Go says.
//
//   node conformance/fuzz/packages/main.ts --seed 7 --libraries 40 --packages 50
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { root } from "../../../scripts/root.ts";
import { run } from "../../../scripts/run.ts";
import { presentRuntimes, type Runtime } from "../../../scripts/runtimes.ts";
import type { Figures } from "../../stress/program.ts";
import { buildGenerator, checkLibrary, workFolder, writeFiles, type Checked, type Failure } from "./check.ts";
import { generate, type Library } from "./generate.ts";
import { printLibrary } from "./print.ts";
import { shrink } from "./shrink.ts";
import { rows, type Place } from "./types.ts";

/** How much is tried. */
export interface PackagesOptions {
  readonly libraries: number;
  /** Of each library. */
  readonly packages: number;
  readonly seed: number;
  readonly runtimes: readonly Runtime[];
  /** Whether a library that fails is made smaller and kept in found/. */
  readonly keep?: boolean;
}

/** What was tried, and what was wrong. */
export interface PackagesResult {
  readonly figures: Figures;
  readonly failures: readonly string[];
}

const found = path.join(import.meta.dirname, "found");

/** Runs libraries of random packages, and each that has ever failed. */
export async function runPackages(options: PackagesOptions): Promise<PackagesResult> {
  const { libraries, packages, seed, runtimes, keep = true } = options;
  const failures: string[] = [...rowFailures()];
  const sums = { libraries: 0, packages: 0, declarations: 0, bound: 0, skipped: 0, cases: 0 };
  const met = new Map<string, Set<Place>>();
  await buildGenerator();

  const fixtures = existsSync(found)
    ? readdirSync(found).filter((name) => existsSync(path.join(found, name, "go.mod")))
    : [];
  for (const name of fixtures) {
    phase(`found/${name}`);
    const folder = path.join(workFolder, `found-${name}`);
    rmSync(folder, { recursive: true, force: true });
    cpSync(path.join(found, name), folder, { recursive: true });
    renameSync(path.join(folder, "program.ts.txt"), path.join(folder, "program.ts"));
    const checked = await checkLibrary(folder, runtimes);
    failures.push(...checked.failures.map((failure) => `found/${name}: ${textOf(failure)}`));
    rmSync(folder, { recursive: true, force: true });
  }

  for (let i = 0; i < libraries; i++) {
    phase(`library ${i + 1} of ${libraries}, seed ${seed + i}`);
    const library = generate(seed + i, packages);
    const folder = path.join(workFolder, `seed-${seed + i}`);
    writeFiles(folder, printLibrary(library));
    const checked = await checkLibrary(folder, runtimes);
    for (const owner of library.packages) {
      sums.declarations += owner.declarations.length;
      for (const [row, places] of owner.rows) {
        const all = met.get(row) ?? new Set();
        met.set(row, all);
        for (const place of places) all.add(place);
      }
    }
    sums.libraries++;
    sums.packages += packages;
    add(sums, checked);
    report(checked);
    if (checked.failures.length === 0) {
      rmSync(folder, { recursive: true, force: true });
      continue;
    }
    for (const failure of checked.failures) console.error(`      seed ${seed + i}: ${textOf(failure)}`);
    const kept = keep ? await keepSmallest(library, checked.failures[0]!, runtimes) : folder;
    failures.push(
      ...checked.failures.map(
        (failure) => `seed ${seed + i}: ${textOf(failure)}\n(kept in ${path.relative(root, kept)})`,
      ),
    );
  }
  if (sums.packages >= 40) failures.push(...placeFailures(met));
  const figures = {
    ...sums,
    rows: met.size,
    found: fixtures.length,
    runtimes: runtimes.map(({ name }) => name).join(" "),
    failures: failures.length,
  };
  return { figures, failures };
}

function phase(name: string): void {
  process.stderr.write(`phase: ${name}\n`);
}

function textOf({ stage, text }: Failure): string {
  return `${stage}: ${text.split("\n").slice(0, 30).join("\n")}`;
}

function add(sums: { bound: number; skipped: number; cases: number }, checked: Checked): void {
  sums.bound += checked.bound;
  sums.skipped += checked.skipped;
  sums.cases += checked.cases;
}

function report({ bound, skipped, cases, failures, seconds }: Checked): void {
  const stages = Object.entries(seconds).map(([stage, took]) => `${stage} ${took.toFixed(1)} s`);
  process.stderr.write(
    `      ${bound} bound, ${skipped} skipped, ${cases} cases, ${failures.length} failures; ${stages.join(", ")}\n`,
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

/** Every row was a parameter, a result and a field. */
function placeFailures(met: ReadonlyMap<string, ReadonlySet<Place>>): string[] {
  const places: readonly Place[] = ["param", "result", "field", "element", "callback"];
  return Object.entries(rows).flatMap(([row, { not }]) =>
    places
      .filter((place) => not?.includes(place) !== true && met.get(row)?.has(place) !== true)
      .map((place) => `no ${row} was made as a ${place}`),
  );
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
  });
  for (const failure of failures) console.error(`\n${failure}`);
  console.log(`figures ${JSON.stringify(figures)}`);
  if (failures.length > 0) process.exitCode = 1;
}
