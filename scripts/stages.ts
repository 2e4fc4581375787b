// The stages of `npm test`, in order, with their budgets on 2 cores.
import { runCommand } from "../conformance/stress/main.ts";
import { runBenchCheck } from "./bench-check.ts";
import { build } from "./build.ts";
import { runChecks } from "./check.ts";
import { runConformance } from "./conformance.ts";
import { runExamples } from "./examples.ts";
import { runInstruments } from "./instruments.ts";
import { runPacked } from "./packed.ts";
import { runProof } from "./proof.ts";
import { oneOfEach, type Runtime } from "./runtimes.ts";
import { setup } from "./setup.ts";
import { addCounts, noTests, type TestCounts } from "./test-counts.ts";
import { runUnitTests } from "./unit.ts";

export interface Stage {
  /** What `--only` takes. */
  readonly kind:
    | "install"
    | "check"
    | "unit"
    | "conformance"
    | "examples"
    | "proof"
    | "packed"
    | "bench"
    | "stress"
    | "fuzz"
    | "instruments";
  readonly title: string;
  /** Minutes; a stage that takes longer is marked, not failed. */
  readonly budget: number;
  readonly needsBuild: boolean;
  readonly run: () => Promise<TestCounts>;
}

export function stages(runtimes: readonly Runtime[]): Stage[] {
  return [
    { kind: "install", title: "install and build", budget: 6, needsBuild: false, run: install },
    { kind: "check", title: "lint, format, vet", budget: 3, needsBuild: false, run: () => runChecks() },
    { kind: "unit", title: "unit and types", budget: 4, needsBuild: false, run: runUnitTests },
    ...runtimes.map((runtime): Stage => ({
      kind: "conformance",
      title: `conformance, ${runtime.title}`,
      budget: 2,
      needsBuild: true,
      run: () => runConformance(runtime),
    })),
    { kind: "examples", title: "examples", budget: 2, needsBuild: true, run: () => inEach(runtimes, runExamples) },
    { kind: "proof", title: "proof packages", budget: 4, needsBuild: true, run: () => runProof(runtimes) },
    { kind: "packed", title: "packed, from nothing", budget: 4, needsBuild: true, run: () => runPacked() },
    { kind: "bench", title: "counted figures", budget: 3, needsBuild: true, run: () => runBenchCheck(runtimes) },
    {
      kind: "stress",
      title: "short stress",
      budget: 3,
      needsBuild: true,
      run: () => runCommand("hammer", { runtimes: oneOfEach(runtimes), seed: anySeed() }),
    },
    {
      kind: "fuzz",
      title: "short fuzz",
      budget: 2,
      needsBuild: true,
      run: () => runCommand("fuzz", { runtimes: oneOfEach(runtimes), seed: anySeed() }),
    },
    {
      kind: "instruments",
      title: "short instruments",
      budget: 1,
      needsBuild: true,
      run: () => runInstruments({ long: false, seed: anySeed() }),
    },
  ];
}

/** Another one each time; what uses it prints it. */
function anySeed(): number {
  return Date.now() % 1_000_000;
}

async function install(): Promise<TestCounts> {
  for (const line of await setup()) console.log(`      ${line}`);
  await build();
  return noTests;
}

async function inEach(
  runtimes: readonly Runtime[],
  work: (runtime: Runtime) => Promise<TestCounts>,
): Promise<TestCounts> {
  const counts: TestCounts[] = [];
  for (const runtime of runtimes) counts.push(await work(runtime));
  return addCounts(counts);
}
