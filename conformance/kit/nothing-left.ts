// Whether the cases of a file leave anything behind.
import assert from "node:assert/strict";
import { test } from "node:test";
import { collectUntil } from "./collect.ts";
import { counts, moreThan, withMore, type Counts } from "./counts.ts";

export { counts, settled, type Counts } from "./counts.ts";

/**
 * Collects garbage until no more is counted than `before`.
 *
 * @param litter makes garbage in Go, whose collector decides when Go lets an error of JavaScript go
 */
export async function settlesAt(before: Counts, litter: () => unknown = () => {}): Promise<void> {
  await collectUntil(() => {
    litter();
    return moreThan(before).length === 0;
  });
  // An Error of an earlier case, which a collector has let go of only now, is no fault; less of anything else is.
  const now = counts();
  assert.deepEqual({ ...now, errors: Math.max(now.errors, before.errors) }, before);
}

/**
 * The last case of a file: Go holds nothing for the sake of JavaScript but the error variables, which it held at first.
 *
 * @param abandoned how many channels of Go the cases have left to producers that will wait for ever
 */
export function nothingLeft(litter?: () => unknown, abandoned = 0): void {
  const before = counts();
  test("stats counts nothing that the cases of this file left", () =>
    settlesAt(withMore(before, { abandonedChannels: abandoned }), litter));
}
