// Runs made up for tests.
import type { Machine } from "./machine.ts";
import type { DescribedContender, DescribedSuite, Run } from "./results.ts";
import type { RunFile } from "./run-file.ts";
import type { Measured } from "./runner.ts";

/** A machine that nobody has. */
export const someMachine: Machine = {
  cpu: "Made up",
  cores: 2,
  memory: 8 * 2 ** 30,
  kernel: "Linux 6.1 x64",
  libc: "glibc 2.36",
  governor: "performance",
  turbo: "off",
  versions: { node24: "24.0.0", go: "go1.26.0" },
  git: { revision: "a".repeat(40), changed: false },
  libraries: [{ name: "bench/dist/libbaseline.so", bytes: 1000, sha256: "1".repeat(64) }],
};

/** A suite whose contenders get these rounds of each case. */
export function someSuite(
  name: string,
  rounds: Readonly<Record<string, Readonly<Record<string, number>>>>,
): DescribedSuite {
  const cases = [...new Set(Object.values(rounds).flatMap((each) => Object.keys(each)))];
  return {
    name,
    title: name,
    about: "",
    rounds: 3,
    cases: cases.map((each) => ({ name: each, title: each, about: "", unit: "call" })),
    contenders: Object.entries(rounds).map(([contender, of]): DescribedContender => {
      return { name: contender, kind: contender, title: contender, about: "", without: {}, rounds: of };
    }),
  };
}

/** The first line of a run of these suites. */
export function someRun(suites: readonly DescribedSuite[]): Run {
  return {
    format: 2,
    started: "2026-01-02T03:04:05.678Z",
    arguments: [],
    machine: someMachine,
    load: [0, 0, 0],
    budget: 100,
    minutes: 50,
    suites,
  };
}

/** A process that measured this, in nanoseconds. */
export function someSample(of: string, contender: string, round: number, time: number): Measured {
  const times = { best: time * 0.9, median: time, mean: time, p25: time * 0.95, p75: time * 1.05, p99: time * 2 };
  return { case: of, contender, round, load: 0, seconds: 0.3, calls: 1000, ...times };
}

/** A run with these samples. */
export function someFile(samples: readonly Measured[], machine: Machine = someMachine): RunFile {
  return { run: { ...someRun([]), machine }, samples, failed: [], cuts: [], counts: [], verdicts: [] };
}
