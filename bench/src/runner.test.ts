import { describe, expect, it } from "vitest";
import { root } from "../../scripts/root.ts";
import type { Contender } from "./contenders.ts";
import { measureOnce, measureRounds, takeSample } from "./runner.ts";
import { caseOf } from "./cases/index.ts";

const sample = { best: 1, median: 2, mean: 2, p25: 1, p75: 3, p99: 4, calls: 10 };

/** A contender that runs a line of shell. */
function shell(line: string, name = "c"): Contender {
  return { name, kind: "c", title: "C", without: () => undefined, command: () => ["sh", "-c", line] };
}

describe("a process", () => {
  it("gives its sample, and when it was taken", async () => {
    const measured = await measureOnce(shell(`echo '${JSON.stringify(sample)}'`), "noop", 3, 1);
    expect(measured).toMatchObject({ ...sample, round: 3, contender: "c", case: "noop" });
    expect(measured.seconds).toBeGreaterThan(0);
  });

  it.each([
    ["echo wrong >&2; exit 3", "C, noop: wrong"],
    ["kill -SEGV $$", "C, noop: ended by SIGSEGV"],
    ["echo no JSON", "is not valid JSON"],
    [`echo "file://${root}/bench/x.ts:1 ${root}/y" >&2; exit 1`, "C, noop: bench/x.ts:1 y"],
  ])("fails when it does: %s", async (line, message) => {
    await expect(takeSample(shell(line), "noop", 1)).rejects.toThrow(message);
  });
});

it("measures each case of each contender in each round, and leaves out what one has not got", async () => {
  const one = shell(`echo '${JSON.stringify(sample)}'`, "one");
  const other: Contender = { ...one, name: "other", without: (name) => (name === "add" ? "no integers" : undefined) };
  const cases = [caseOf("noop"), caseOf("add")];
  const all = await measureRounds({ contenders: [one, other], cases, rounds: 2, budget: 1 });
  expect(all.map((each) => `${each.round} ${each.case} ${each.contender}`)).toEqual([
    "0 noop one",
    "0 noop other",
    "0 add one",
    "1 noop other",
    "1 noop one",
    "1 add one",
  ]);
});
