// Where code from strings is forbidden, the same calls give the same results by another way.
import assert from "node:assert/strict";
import { test } from "node:test";
import { resultOf } from "../kit/program.ts";
import { runtimeName } from "../kit/runtime.ts";

// Bun has no flag for it, and Deno.dlopen itself makes code from strings, so there the program forbids it only to topher.
const forbidding =
  runtimeName === "node" ? { flags: ["--disallow-code-generation-from-strings"] } : { args: ["forbid"] };

const usual = resultOf("outcomes") as { forbidden: boolean; outcomes: string[] };
const other = resultOf("outcomes", forbidding) as { forbidden: boolean; outcomes: string[] };

test("open works where code from strings is forbidden", () => {
  assert.equal(usual.forbidden, false);
  assert.equal(other.forbidden, true);
  assert.ok(other.outcomes.length > 500);
  assert.ok(other.outcomes.every((line) => !line.includes("changes its mind")));
});

const symbols = [...new Set(usual.outcomes.map((line) => line.split("(")[0]!))];
for (const symbol of symbols) {
  test(`${symbol} is the same where code from strings is forbidden`, () => {
    const of = (lines: readonly string[]) => lines.filter((line) => line.startsWith(`${symbol}(`));
    assert.deepEqual(of(other.outcomes), of(usual.outcomes));
  });
}
