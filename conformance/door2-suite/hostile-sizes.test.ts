// Arguments of the greatest sizes, in a process of its own, as they take several GiB.
import assert from "node:assert/strict";
import { test } from "node:test";
import { resultOf } from "../kit/program.ts";

test("byteLen takes text of the greatest length, and more than 2 GiB in one call is refused", () => {
  const rows = resultOf("huge-text", { timeout: 120_000 }) as { what: string; outcome: true | string }[];
  assert.ok(rows.length >= 4, JSON.stringify(rows));
  for (const { what, outcome } of rows) {
    assert.equal(outcome, what.startsWith("more than 2 GiB") ? "TOPHER_RANGE" : true, what);
  }
});
