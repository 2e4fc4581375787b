// npm run proof: builds the packages of proof-packages.ts with the command line as users have it, and tries the result in every runtime.
//
//   npm run proof -- --only goldmark --runtime bun
//   npm run proof -- --write       what the shares are now becomes docs/proof-shares.json
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { buildProof, topher, topherCache } from "./build-proof.ts";
import { build } from "./build.ts";
import { runExample } from "./examples.ts";
import { inParallel } from "./parallel.ts";
import {
  measuredShares,
  programPackages,
  proofPackages,
  type ProofPackage,
  type ProofShares,
  type Share,
} from "./proof-packages.ts";
import { root } from "./root.ts";
import { run } from "./run.ts";
import { presentRuntimes, type Runtime } from "./runtimes.ts";
import { runSuite } from "./test-suite.ts";
import { addCounts, type TestCounts } from "./test-counts.ts";

const minute = 60_000;

/** Least shares, in percent: of all packages together, and of each. */
const leastShare = { union: 90, each: 75 };

/** Seconds that `topher build` may add to what Go takes for the first package of the list. */
const mostOwnTime = 1.5;

/** What docs/proof.md shows; written by `--write`. */
const sharesFile = path.join(root, "docs/proof-shares.json");

const everything: readonly ProofPackage[] = [...proofPackages, ...programPackages];

/** Builds, type-checks and runs; `report` hears of each step as it ends. */
export async function runProof(
  runtimes: readonly Runtime[],
  proofs: readonly ProofPackage[] = everything,
  report: (line: string) => void = () => {},
): Promise<TestCounts> {
  const counts: TestCounts[] = await inParallel(proofs, (proof) => built(proof, report));
  const usable = proofs.filter((_, index) => counts[index]?.failures.length === 0);
  if (usable.length === everything.length) {
    counts.push(await checkTypes(), counted("the shares", sharesProblem()), await checkOwnTime(usable[0]!, report));
  }
  for (const runtime of runtimes) {
    const result = await runInRuntime(runtime, usable);
    report(`${runtime.title}: ${result.passed} passed, ${result.failures.length} failed`);
    counts.push(result);
  }
  return addCounts(counts);
}

async function built(proof: ProofPackage, report: (line: string) => void): Promise<TestCounts> {
  const { exitCode, output, milliseconds } = await buildProof(proof);
  report(`examples/${proof.example}: ${exitCode === 0 ? "built" : "NOT BUILT"} in ${seconds(milliseconds)}`);
  return counted(`topher build of examples/${proof.example}`, exitCode === 0 ? undefined : output);
}

/** The programs against the declarations that were generated. */
async function checkTypes(): Promise<TestCounts> {
  const { exitCode, output } = await run("proof/types", "tsc", ["-p", "tsconfig.proof.json"]);
  return counted("the types of examples/", exitCode === 0 ? undefined : output);
}

async function runInRuntime(runtime: Runtime, proofs: readonly ProofPackage[]): Promise<TestCounts> {
  const programs = await inParallel(proofs, async ({ example }) => {
    const { problem } = await runExample(example, runtime);
    return counted(`${runtime.title}, examples/${example}`, problem);
  });
  const files = proofs.flatMap(({ example }) => globSync(`examples/${example}/*.test.ts`, { cwd: root })).toSorted();
  const tests = files.length === 0 ? [] : [await runSuite("proof", runtime, files, { timeout: 3 * minute })];
  return addCounts([...programs, ...tests]);
}

function sharesProblem(): string | undefined {
  const measured = measuredShares();
  const { packages } = measured;
  const union = percent({ bound: sum(packages, "bound"), exported: sum(packages, "exported") });
  const few = packages.filter((share) => percent(share) < leastShare.each);
  const problems = few.map(
    (share) => `${share.package}: ${percent(share).toFixed(1)} % is less than ${leastShare.each}`,
  );
  if (union < leastShare.union) problems.push(`all together: ${union.toFixed(1)} % is less than ${leastShare.union}`);
  const documented = readFileSync(sharesFile, "utf8");
  if ((JSON.parse(documented) as ProofShares).go === measured.go && text(measured) !== documented) {
    problems.push("docs/proof-shares.json is not what was measured: npm run proof -- --write, then npm run docs");
  }
  return problems.length === 0 ? undefined : problems.join("\n");
}

/** What share of a package, or of several together, is bound. */
function percent({ bound, exported }: Share): number {
  return exported === 0 ? 100 : (100 * bound) / exported;
}

/** All of a member. */
function sum(shares: readonly Share[], member: keyof Share): number {
  return shares.reduce((total, share) => total + share[member], 0);
}

function text(shares: ProofShares): string {
  return `${JSON.stringify(shares, null, 2)}\n`;
}

/**
 * What `topher build` adds to Go's own time: all of it without the stage in which Go compiles. topher's cache is empty but for the generator
 * itself; Go's cache is full, or loading would wait for the compiler too. The best of three counts, as noise only ever adds time.
 */
async function checkOwnTime(
  { package: name, version }: ProofPackage,
  report: (line: string) => void,
): Promise<TestCounts> {
  const what = `the own time of topher build ${name}`;
  const folder = mkdtempSync(path.join(tmpdir(), "topher-own-time-"));
  try {
    const times: number[] = [];
    for (const attempt of ["1", "2", "3"]) {
      const cache = path.join(folder, attempt);
      mkdirSync(cache);
      symlinkSync(path.join(topherCache, "generators"), path.join(cache, "generators"));
      const args = [topher, "build", "--json", `${name}@${version}`, "--out", path.join(folder, "out")];
      const env = { TOPHER_CACHE: cache, NO_COLOR: "1" };
      const { stdout, milliseconds } = await run("proof/own-time", process.execPath, args, {
        cwd: folder,
        env,
        check: true,
      });
      const { stages } = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as { stages: Stage[] };
      times.push(milliseconds - (stages.find((stage) => stage.name === "compile")?.milliseconds ?? 0));
    }
    report(`${what}: ${times.map(seconds).join(", ")}`);
    const best = Math.min(...times);
    return counted(what, best <= mostOwnTime * 1000 ? undefined : `${seconds(best)} is more than ${mostOwnTime} s`);
  } catch (error) {
    return counted(what, (error as Error).message);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A stage of a build, as its last event has it. */
interface Stage {
  readonly name: string;
  readonly milliseconds: number;
}

function counted(name: string, problem: string | undefined): TestCounts {
  return problem === undefined
    ? { passed: 1, skipped: 0, failures: [] }
    : { passed: 0, skipped: 0, failures: [`${name}: ${problem}`] };
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      only: { type: "string", multiple: true },
      runtime: { type: "string", multiple: true },
      write: { type: "boolean", default: false },
    },
  });
  const proofs = everything.filter(({ example }) => values.only?.some((part) => example.includes(part)) ?? true);
  const runtimes = presentRuntimes().filter(
    ({ name }) => values.runtime?.some((part) => name.startsWith(part)) ?? true,
  );
  await build();
  if (values.write) {
    const { failures } = addCounts(await inParallel(proofPackages, (proof) => built(proof, console.log)));
    if (failures.length === 0) {
      mkdirSync(path.dirname(sharesFile), { recursive: true });
      writeFileSync(sharesFile, text(measuredShares()));
    }
    finish(failures);
  } else {
    finish((await runProof(runtimes, proofs, console.log)).failures);
  }
}

function finish(failures: readonly string[]): void {
  for (const failure of failures) console.error(`\n${failure}`);
  if (failures.length > 0) process.exitCode = 1;
}
