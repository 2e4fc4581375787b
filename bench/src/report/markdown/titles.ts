import type { Reported } from "../reported.ts";

/** What people call cases and contenders; their names where the run does not say. */
export interface Titles {
  case(name: string): string;
  contender(name: string): string;
}

/** The titles of a run. */
export function titlesOf({ suites }: Reported): Titles {
  const cases = new Map(suites.flatMap((suite) => suite.cases.map(({ name, title }) => [name, title])));
  const contenders = new Map(suites.flatMap((suite) => suite.contenders.map(({ name, title }) => [name, title])));
  return { case: (name) => cases.get(name) ?? name, contender: (name) => contenders.get(name) ?? name };
}
