import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { appendLine, dropTornLine, fileOf, parseRun, readRun } from "./run-file.ts";
import { someRun, someSample } from "./run-file.test-kit.ts";

const folder = mkdtempSync(path.join(tmpdir(), "topher-bench-"));
const file = path.join(folder, "run.jsonl");
afterAll(() => rmSync(folder, { recursive: true }));

const [first, second] = [someSample("noop", "c", 0, 60), someSample("noop", "c", 1, 61)];

describe("a run's file", () => {
  it("gives what was written", () => {
    appendLine(file, { line: "run", ...someRun([]) });
    appendLine(file, { line: "sample", ...first });
    appendLine(file, { line: "cut", round: 1, share: 0.5, why: "time" });
    const { run, samples, cuts, end } = readRun(file);
    expect(run).toMatchObject(someRun([]));
    expect(samples).toMatchObject([first]);
    expect(cuts).toMatchObject([{ share: 0.5 }]);
    expect(end).toBeUndefined();
  });

  it("goes on where a line was torn", () => {
    const whole = readFileSync(file, "utf8");
    writeFileSync(file, `${whole}{"line":"sample","case":"é`);
    expect(readRun(file).samples).toHaveLength(1);
    dropTornLine(file);
    expect(readFileSync(file, "utf8")).toBe(whole);
    appendLine(file, { line: "sample", ...second });
    expect(readRun(file).samples).toMatchObject([first, second]);
  });

  it("drops a last line that is whole but for its end, as nobody knows that it is", () => {
    expect(parseRun(`${JSON.stringify({ line: "run", ...someRun([]) })}\n{"line":"end"}`).end).toBeUndefined();
  });

  it("refuses what is no run", () => {
    expect(() => parseRun("")).toThrow("first line");
    expect(() => parseRun(`{"line":"run","format":1}\n`)).toThrow("its format is 1");
    writeFileSync(file, "no JSON\n");
    expect(() => readRun(file)).toThrow("is no run");
  });

  it("is named after its beginning", () => {
    expect(path.basename(fileOf("2026-01-02T03:04:05.678Z"))).toBe("2026-01-02T03-04-05-678Z.jsonl");
  });
});
