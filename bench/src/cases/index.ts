import { callbacks, channel, crossings, lone, parked, slices, tasks } from "./async.ts";
import type { Case } from "./case.ts";
import { item, itemsIn, itemsInAndOut, itemsOut, oneFloat, text } from "./codec.ts";
import { noOp } from "./no-op.ts";
import { normalizeOf, sumOf } from "./slices.ts";
import { byob, reader, source, writer } from "./streams.ts";
import { transform } from "./transform.ts";
import { twoFloats } from "./two-floats.ts";
import { twoInt64 } from "./two-int64.ts";

/** The cases of each suite, in the order of the report. */
export const cases: Readonly<Record<string, readonly Case[]>> = {
  calls: [noOp, twoFloats, twoInt64, sumOf(8), normalizeOf(8), sumOf(1_000_000), normalizeOf(1_000_000)],
  codec: [oneFloat, text, item, itemsOut, itemsIn, itemsInAndOut],
  esbuild: [transform],
  async: [tasks, parked, slices, lone, channel, crossings, callbacks],
  streams: [reader, byob, writer, source],
};

/** The case of that name. */
export function caseOf(name: string): Case {
  const found = Object.values(cases)
    .flat()
    .find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no case ${name}`);
  return found;
}
