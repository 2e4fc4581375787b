import { describe, expect, test } from "vitest";
import { madeUpRun } from "../made-up.test-kit.ts";
import { reported } from "../reported.ts";
import { withCharts } from "./chart-regions.ts";
import { documentOf } from "./document.ts";
import { javascriptWins } from "./javascript-wins.ts";

const run = madeUpRun();
const document = documentOf(run, undefined);
const section = (title: string) => document.split(/^## /m).find((part) => part.startsWith(title)) ?? "";
const row = (text: string, ...starts: readonly string[]) =>
  text.split("\n").find((line) => starts.every((start) => line.includes(start)));

describe("the document", () => {
  test("says where the figures come from", () => {
    for (const part of [
      "made-up processor, 2 cores, 16.0 GiB",
      "node24 24.0.0",
      "`0123456789ab`",
      "2001-02-03 04:05:06 UTC",
    ]) {
      expect(document).toContain(part);
    }
  });

  test("has the best of each contender, and how much the processes differ", () => {
    expect(row(section("Suite calls"), "Node 24, topher ")).toContain("**70.0 ns**<br>74.2 ns ± 0 %");
    expect(row(section("Suite async"), "Node 22, koffi .async")).toContain("**111 k/s**<br>105 k/s");
  });

  test("divides by the floor, by code written by hand, and by JavaScript in the same runtime", () => {
    const calls = section("Suite calls");
    const after = (title: string) => calls.slice(calls.indexOf(`<summary>${title}`));
    expect(row(after("÷ C, the floor"), "Node 24, topher ")).toContain("1.53 ×");
    expect(row(after("topher ÷ the runtime's own FFI"), "Deno, topher ")).toContain("1.03 ×");
    expect(row(after("topher ÷ plain JavaScript"), "Bun, topher ")).toContain("30.0 ×");
  });

  test("names what was not measured, with the reason", () => {
    const calls = section("Suite calls");
    expect(calls).toContain("- JavaScript worker in Deno: Deno was not there");
    expect(calls).toContain("normalize 1,000,000: its memory is too small");
    const failed = {
      suite: "calls",
      case: "noop",
      contender: "c",
      round: 0,
      message: "file:///home/x/bench/src/a.ts:1 crashed\nat 1",
      seconds: 1,
    };
    const samples = run.samples.filter((each) => each.contender !== "c" || each.case !== "noop");
    expect(documentOf({ ...run, samples, failed: [failed] }, undefined)).toContain(
      "- C, no-op: it failed: bench/src/a.ts:1 crashed",
    );
    expect(documentOf({ ...run, samples }, undefined)).toContain("- C, no-op: not reached in this run");
  });

  test("has counts, and bounds that hold and that do not", () => {
    expect(row(section("Counted"), "no-op")).toMatch(/Node 24, topher *\| 1 *\| 0 /);
    expect(row(section("What has to hold"), "Node 24, topher ÷ C")).toMatch(/at most 4.00 \| 1.10, 1.20 \| holds/);
    expect(row(section("What has to hold"), "Deno, topher ÷ Deno, Deno.dlopen")).toContain("**missed**: it is made up");
    expect(section("What has to hold")).toContain("1 of 2 hold");
  });

  test("takes bounds and counts of the other run, where there is one", () => {
    const other = documentOf({ ...run, verdicts: [], counts: [] }, run);
    expect(other).toContain("1 of 2 hold");
    expect(other).toContain("## Counted");
    expect(documentOf({ ...run, verdicts: [], counts: [] }, undefined)).toContain("No bounds were tried");
  });
});

describe("a document's own charts", () => {
  test("are drawn anew between their marks", () => {
    const text = withCharts("a\n<!-- chart: workloads -->\nold\n<!-- /chart -->\nb", reported(run));
    expect(text).toMatch(
      /^a\n<!-- chart: workloads -->\n\n<picture>[\s\S]*docs\/benchmarks\/workloads-dark.svg[\s\S]*<!-- \/chart -->\nb$/,
    );
    expect(withCharts(text, reported(run))).toBe(text);
    expect(() => withCharts("<!-- chart: x -->\n<!-- /chart -->", reported(run))).toThrow(
      "there is no chart x; there are what-a",
    );
  });
});

describe("where JavaScript wins", () => {
  test("is where it is faster than topher in the same runtime", () => {
    const text = javascriptWins(reported(run))!;
    expect(text).toContain("In 4 of the 6 cases");
    expect(row(text, "no-op")).toContain("**30.0 ×** (2.33 ns, 70.0 ns)");
    expect(text).not.toContain("dot product");
  });

  test("is nowhere where Go is always faster", () => {
    const [, tutorial] = run.run.suites;
    const text = javascriptWins(reported({ ...run, run: { ...run.run, suites: [tutorial!] } }));
    expect(text).toContain("In none of the 2 cases");
  });

  test("is not said of runs without JavaScript", () => {
    expect(javascriptWins(reported({ ...run, run: { ...run.run, suites: [run.run.suites[2]!] } }))).toBeUndefined();
  });
});
