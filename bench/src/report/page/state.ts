// What the page shows, and its address: a link to a chart carries everything that was chosen.
import { isScale, type ScaleName } from "../charts/scale.ts";
import { headlines, idOfCase } from "../charts/charts.ts";
import type { Reported } from "../reported.ts";

/** The charts for those who have a minute, in the place of a suite. */
export const overview = "overview";

/** What was chosen. */
export interface State {
  /** The name of a suite, or {@link overview}. */
  readonly suite: string;
  /** The case whose chart is the only one; undefined for all of them. */
  readonly case?: string;
  /** Kinds and runtimes that are not shown. */
  readonly hidden: ReadonlySet<string>;
  readonly scale: ScaleName;
  /** The chart that a link leads to. */
  readonly chart?: string;
}

/** Reads an address: what is not understood is as if it were not there. */
export function stateOf(hash: string, { suites }: Reported): State {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const chart = given.get("chart") ?? undefined;
  const named = suites.find(({ name }) => name === (given.get("suite") ?? ""));
  const led = suites.find(({ name, cases }) => name === chart || cases.some((each) => idOfCase(each) === chart));
  const headline = headlines.some(({ id }) => id === chart);
  const suite = named ?? (headline ? undefined : led);
  const only = suite?.cases.find(({ name }) => name === given.get("case"))?.name;
  const scale = given.get("scale") ?? "";
  return {
    suite: suite?.name ?? overview,
    ...(only === undefined ? {} : { case: only }),
    hidden: new Set((given.get("hide") ?? "").split(",").filter((name) => name !== "")),
    scale: isScale(scale) ? scale : "log",
    ...(chart === undefined ? {} : { chart }),
  };
}

/** The address of what was chosen. What is as usual is not in it. */
export function hashOf({ suite, case: only, hidden, scale, chart }: State): string {
  const parts = new URLSearchParams({
    ...(suite === overview ? {} : { suite }),
    ...(only === undefined ? {} : { case: only }),
    ...(hidden.size === 0 ? {} : { hide: [...hidden].toSorted().join(",") }),
    ...(scale === "log" ? {} : { scale }),
    ...(chart === undefined ? {} : { chart }),
  });
  return `#${parts}`;
}
