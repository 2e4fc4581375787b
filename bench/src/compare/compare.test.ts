import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readRun, savedFolder } from "../run-file.ts";
import { someFile, someMachine, someSample } from "../run-file.test-kit.ts";
import { compare, type Verdict } from "./compare.ts";
import { reportComparison } from "./report-comparison.ts";

/** Samples around a time, in an order that depends on the seed. */
function around(of: string, contender: string, time: number, seed: number, count = 15) {
  return Array.from({ length: count }, (_, round) => {
    const noise = ((round * 7 + seed) % count) / count;
    return someSample(of, contender, round, time * (1 + noise / 20));
  });
}

const verdicts = (comparison: ReturnType<typeof compare>) =>
  Object.fromEntries(comparison.pairs.map((each) => [`${each.case} ${each.contender}`, each.verdict]));

describe("comparing made-up runs", () => {
  const before = someFile([
    ...around("noop", "c", 60, 1),
    ...around("noop", "topher/bun", 100, 2),
    ...around("add2", "topher/bun", 100, 3),
    ...around("add2", "c", 60, 1, 3),
    ...around("add", "c", 60, 1),
  ]);
  const after = someFile([
    ...around("noop", "c", 60.1, 5),
    ...around("noop", "topher/bun", 80, 6),
    ...around("add2", "topher/bun", 150, 7),
    ...around("add2", "c", 90, 1, 3),
    ...around("half", "c", 60, 1),
  ]);
  const comparison = compare(before, after);

  it("tells what has changed from noise", () => {
    expect(verdicts(comparison)).toEqual({
      "noop c": "unchanged",
      "noop topher/bun": "faster",
      "add2 topher/bun": "slower",
      "add2 c": "unknown",
    } satisfies Record<string, Verdict>);
  });

  it("gives ratios of the time after by the time before", () => {
    const found = comparison.pairs.find((each) => each.contender === "topher/bun" && each.case === "noop")!;
    expect(found.best).toBeCloseTo(0.8, 6);
    expect(found.median).toBeCloseTo(0.8, 6);
  });

  it("counts what only one has", () => {
    expect(comparison).toMatchObject({ onlyBefore: 1, onlyAfter: 1, machines: [] });
  });

  it("warns where machines differ", () => {
    const other = compare(before, someFile(after.samples, { ...someMachine, cpu: "Another" }));
    expect(reportComparison(other)).toContain("Made up there, Another here");
  });

  it("says all of it", () => {
    const report = reportComparison(comparison);
    expect(report).toContain("4 compared: 1 faster, 1 slower, 1 unchanged, 1 with too few processes to tell");
    expect(report).toContain("0.80 ×");
  });

  it("does not take the chance of many for a change", () => {
    // Of a thousand pairs without a difference, fifty would be below 0.05 by themselves.
    let seed = 1;
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const noise = () =>
      someFile(
        Array.from({ length: 1000 }, (_, at) =>
          Array.from({ length: 15 }, (_unused, round) =>
            someSample("noop", `c${at}`, round, 100 * (1 + random() / 10)),
          ),
        ).flat(),
      );
    const changed = compare(noise(), noise()).pairs.filter(({ verdict }) => verdict !== "unchanged");
    expect(changed.length).toBeLessThanOrEqual(2);
  });
});

describe("comparing real runs", () => {
  const names = existsSync(savedFolder) ? readdirSync(savedFolder).filter((name) => name.endsWith(".jsonl")) : [];
  it("finds no difference between a run and itself", () => {
    for (const name of names) {
      const run = readRun(path.join(savedFolder, name));
      const { pairs, machines } = compare(run, run);
      expect(machines).toEqual([]);
      expect(pairs.every(({ verdict }) => verdict === "unchanged" || verdict === "unknown")).toBe(true);
    }
  });
});
