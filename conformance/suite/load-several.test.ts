// Several Go libraries in one process, which Go does not support: topher says so, and what was seen to work goes on working, in any order of
// loading. The order decides whose signal handlers are on top, and which library finds the others.
import assert from "node:assert/strict";
import { test } from "node:test";
import { runProgram } from "../kit/program.ts";

const orders = permutations(["fixture", "second", "foreign"]);
const withGenerated = [
  ["generated", "foreign", "fixture", "second"],
  ["second", "foreign", "fixture", "generated"],
  ["foreign", "generated"],
];

for (const names of [...orders, ...withGenerated]) {
  test(`open warns of ${names.join(", ")} in this order, and all of them work together`, () => {
    const { status, signal, stdout, stderr } = runProgram("several-libraries", { args: names });
    assert.deepEqual([status, signal], [0, null], stderr);
    const counts = JSON.parse(stdout.trimEnd().split("\n").at(-1)!) as Record<string, number>;
    const threads = [100, 40, 40];
    const rounds = threads.reduce((sum, each) => sum + each, 0);
    const opened = names.filter((name) => name !== "generated").length;
    assert.equal(counts["wrong"], 0);
    assert.equal(counts["calls"], rounds * (opened * 3 + 2));
    assert.equal(counts["callbacks"], rounds * opened * 6);
    assert.equal(counts["tasks"], names.includes("generated") ? rounds * 2 : 0);
    assert.ok(counts["signals"]! > 0, "signals are heard");
    const warning = stderr.split("\n").findLast((line) => line.includes("Go runtimes are in this process"));
    assert.ok(warning !== undefined, stderr);
    for (const name of names) {
      const library = name === "generated" ? "/dist/door2/concurrent/" : `/lib${name}.so`;
      assert.ok(warning.includes(library), `${library} in ${warning}`);
    }
  });
}

test("open throws for each library after the first where the environment says so, also for one without a guard", () => {
  const env = { TOPHER_SECOND_GO: "error" };
  const { stdout } = runProgram("two-libraries", { args: ["fixture", "foreign"], env });
  assert.deepEqual(JSON.parse(stdout), {
    results: JSON.parse(runProgram("two-libraries", { args: ["fixture"], env }).stdout).results,
    refused: "TOPHER_SECOND_GO_RUNTIME",
  });
});

function permutations(of: readonly string[]): string[][] {
  if (of.length < 2) return [[...of]];
  return of.flatMap((first) => permutations(of.filter((other) => other !== first)).map((rest) => [first, ...rest]));
}
