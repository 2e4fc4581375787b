import { callbacks, callbacksOfOne, channel, lone, parked, slices, tasks } from "./async.ts";
import { calls } from "./calls.ts";
import type { Case } from "./case.ts";
import { start } from "./start.ts";
import { byob, reader, source, writer } from "./streams.ts";
import { transform } from "./transform.ts";
import { tutorial } from "./tutorial.ts";
import { values } from "./values.ts";

export type SuiteName = "calls" | "values" | "tutorial" | "async" | "streams" | "start" | "esbuild";

/** The cases of each suite, in the order of the report. No two have the same name. */
export const cases: Readonly<Record<SuiteName, readonly Case[]>> = {
  calls,
  values,
  tutorial,
  async: [tasks, parked, slices, lone, channel, callbacks, callbacksOfOne],
  streams: [reader, byob, writer, source],
  start,
  esbuild: [transform],
};

/** The case of that name. */
export function caseOf(name: string): Case {
  const found = Object.values(cases)
    .flat()
    .find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no case ${name}`);
  return found;
}
