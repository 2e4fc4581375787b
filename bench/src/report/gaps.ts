import type { DescribedCase } from "../results.ts";
import { labelOf, placeOf, places } from "./charts/marks.ts";
import { reasonOf, summaryOf, type Reported, type ReportedSuite } from "./reported.ts";

/** What is missing of one kind for one reason. */
interface Gap {
  readonly kind: string;
  readonly where: string;
  /** Empty where it is all of them. */
  readonly cases: string;
  readonly reason: string;
}

/** What contenders of a suite have not got of some cases, a line for each reason. */
export function gapsOf({ failed }: Reported, suite: ReportedSuite, cases: readonly DescribedCase[]): string[] {
  const gaps = suite.contenders.flatMap((contender): Gap[] => {
    const { name, kind, runtime, missing } = contender;
    const where = runtime === undefined ? "" : places[placeOf(runtime)].title;
    if (missing !== undefined) return [{ kind, where, cases: "", reason: missing }];
    return cases
      .filter((each) => summaryOf(suite, each.name, name) === undefined)
      .map((each) => {
        const failure = failed.find((one) => one.contender === name && one.case === each.name);
        const known = reasonOf(contender, each.name) ?? "not reached in this run";
        return {
          kind,
          where,
          cases: each.title,
          reason: failure === undefined ? known : `it failed: ${failure.message}`,
        };
      });
  });
  return joined(joined(gaps, "cases"), "where").map(({ kind, where, cases: which, reason }) => {
    const several = cases.length > 1 && which !== "";
    return `${labelOf(kind)}${where === "" ? "" : ` in ${where}`}${several ? `, ${which}` : ""}: ${reason}`;
  });
}

/** Gaps that differ in one member only, as one. */
function joined(gaps: readonly Gap[], member: "cases" | "where"): Gap[] {
  const groups = Map.groupBy(gaps, (gap) => JSON.stringify({ ...gap, [member]: "" }));
  return [...groups.values()].map((group) => ({ ...group[0]!, [member]: group.map((gap) => gap[member]).join(", ") }));
}
