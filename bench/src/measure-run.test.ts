import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Contender } from "./contenders.ts";
import { measureRun } from "./measure-run.ts";
import { keyOf } from "./plan.ts";
import { appendLine, dropTornLine, readRun } from "./run-file.ts";
import { someRun, someSuite } from "./run-file.test-kit.ts";

const folder = mkdtempSync(path.join(tmpdir(), "topher-bench-"));
beforeAll(() => void vi.spyOn(console, "log").mockImplementation(() => {}));
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const suites = [someSuite("calls", { c: { noop: 3, add: 3 }, ffi: { noop: 2, add: 1 }, broken: { noop: 3 } })];
const planned = ["c noop", "c noop", "c noop", "c add", "c add", "c add", "ffi noop", "ffi noop", "ffi add"];

/** Real processes, which print a sample or fail. */
function contenderOf(_suite: string, name: string): Contender {
  const sample = { best: 1, median: 1, mean: 1, p25: 1, p75: 1, p99: 1, calls: 1 };
  const line = name === "broken" ? "exit 1" : `echo '${JSON.stringify(sample)}'`;
  return { name, kind: "c", title: name, without: () => undefined, command: () => ["sh", "-c", line] };
}

function begun(name: string, minutes = 50): string {
  const file = path.join(folder, name);
  appendLine(file, { line: "run", ...someRun(suites), minutes });
  return file;
}

function measure(file: string, signal = new AbortController().signal): Promise<void> {
  return measureRun({ file, opened: readRun(file), contenderOf, signal });
}

describe("a run", () => {
  it("measures what is planned, and tries nothing again that has failed", async () => {
    const file = begun("whole");
    await measure(file);
    const { samples, failed, cuts } = readRun(file);
    expect(samples.map(keyOf).toSorted()).toEqual(planned.toSorted());
    expect(failed).toMatchObject([{ suite: "calls", case: "noop", contender: "broken", round: 0 }]);
    expect(cuts).toEqual([]);
  });

  it("goes on wherever it was stopped, with exactly what is left", async () => {
    const whole = begun("before");
    await measure(whole);
    const lines = readFileSync(whole, "utf8").split("\n");
    for (let kept = 1; kept < lines.length - 1; kept++) {
      const file = path.join(folder, `stopped-${kept}`);
      writeFileSync(file, `${lines.slice(0, kept).join("\n")}\n${lines[kept]!.slice(0, 20)}`);
      dropTornLine(file);
      await measure(file);
      const { samples, failed } = readRun(file);
      expect(samples.map(keyOf).toSorted()).toEqual(planned.toSorted());
      expect(new Set(samples.map((each) => `${keyOf(each)} ${each.round}`)).size).toBe(planned.length);
      expect(failed).toHaveLength(1);
    }
  });

  it("ends when its time is over, and says so", async () => {
    const file = begun("short", 1e-9);
    await measure(file);
    const { samples, cuts } = readRun(file);
    expect(samples.length).toBe(1);
    expect(cuts).toMatchObject([{ round: 0, share: 0 }]);
  });

  it("stops at a signal without a line for what was being measured", async () => {
    const file = begun("signal");
    await expect(measure(file, AbortSignal.abort())).rejects.toThrow();
    expect(readRun(file)).toMatchObject({ samples: [], failed: [] });
  });
});
