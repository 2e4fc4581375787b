import { boundsOf } from "./bounds/table.ts";
import type { Case } from "./cases/case.ts";
import { contendersOf, type Contender } from "./contenders.ts";
import { kindOf, kinds } from "./kinds.ts";
import type { Options } from "./command.ts";
import { leftOutByQuick } from "./quick.ts";
import type { DescribedContender, DescribedSuite } from "./results.ts";
import { principal, roundsOfQuick, usualRounds } from "./rounds.ts";
import type { Suite } from "./suites/suite.ts";
import { suites } from "./suites/index.ts";

/** What of a suite the arguments ask for. */
export interface Selected {
  readonly suite: Suite;
  readonly cases: readonly Case[];
  readonly contenders: readonly Contender[];
}

/** What the arguments ask for; names that nothing has are an error. */
export function select({ suites: names, case: cases, only, node }: Options): Selected[] {
  const wanted = suites.filter(({ name }) => names.length === 0 || names.includes(name));
  const found = wanted.map((suite): Selected => {
    return {
      suite,
      cases: suite.cases.filter(({ name }) => cases === undefined || cases.includes(name)),
      contenders: contendersOf(suite.entries, node).filter(
        (each) => only === undefined || only.some((word) => isMeant(each, word)),
      ),
    };
  });
  const absent = cases?.find((each) => !found.some((suite) => suite.cases.some(({ name }) => name === each)));
  if (absent !== undefined) {
    throw new Error(
      `--case ${absent}: there is no such case; there are ${namesOf(wanted.flatMap((each) => each.cases))}`,
    );
  }
  const nobody = only?.find((word) => !found.some((suite) => suite.contenders.some((each) => isMeant(each, word))));
  if (nobody !== undefined) {
    throw new Error(`--only ${nobody}: no contender is meant; there are the kinds ${Object.keys(kinds).join(", ")}`);
  }
  return found.filter((each) => each.cases.length > 0 && each.contenders.length > 0);
}

/** The suites as the run's first line has them: everything that is wanted, and why the rest is not. */
export function describe(selected: readonly Selected[], options: Pick<Options, "quick" | "rounds">): DescribedSuite[] {
  return selected.map(({ suite, cases, contenders }) => {
    const judged = judgedOf(suite, contenders);
    const rounds = (contender: Contender, each: Case) => {
      if (options.rounds !== undefined) return options.rounds;
      return options.quick ? roundsOfQuick : usualRounds(suite, each, judged(contender, each));
    };
    return {
      name: suite.name,
      title: suite.title,
      about: suite.about,
      rounds: options.rounds ?? (options.quick ? roundsOfQuick : suite.rounds),
      cases: cases.map(({ name, title, about, unit = "call" }) => ({ name, title, about, unit })),
      contenders: contenders.map((contender) => {
        const left = (each: Case) =>
          options.quick ? leftOutByQuick(contender, each, { cases, contenders }) : undefined;
        return described(contender, cases, left, rounds);
      }),
    };
  });
}

function described(
  contender: Contender,
  cases: readonly Case[],
  left: (each: Case) => string | undefined,
  rounds: (contender: Contender, each: Case) => number,
): DescribedContender {
  const { name, kind, title, runtime, missing } = contender;
  const reasons = cases.map((each) => [each, contender.without(each.name) ?? left(each)] as const);
  const measured = missing === undefined ? reasons.filter(([, reason]) => reason === undefined) : [];
  return {
    name,
    kind,
    title,
    about: kindOf(kind).about,
    ...(runtime === undefined ? {} : { runtime }),
    ...(missing === undefined ? {} : { missing }),
    without: Object.fromEntries(reasons.flatMap(([each, why]) => (why === undefined ? [] : [[each.name, why]]))),
    rounds: Object.fromEntries(measured.map(([each]) => [each.name, rounds(contender, each)])),
  };
}

/** Whether a bound may be about a case of a contender, on either side of it. */
function judgedOf(suite: Suite, contenders: readonly Contender[]): (contender: Contender, each: Case) => boolean {
  const bounds = boundsOf(suite.name, contenders);
  return (contender, each) =>
    principal.includes(contender.kind) ||
    bounds.some((bound) => {
      const sides = [bound.contender, ...("against" in bound ? [bound.against] : [])];
      return bound.case === each.name && sides.some(({ name }) => name === contender.name);
    });
}

/** Whether a word means a contender: its kind, or how its name begins. `c` is C, and not Python's ctypes too. */
function isMeant({ kind, name }: Contender, word: string): boolean {
  return word in kinds ? kind === word : name.startsWith(word);
}

function namesOf(cases: readonly Case[]): string {
  return cases.map(({ name }) => name).join(", ");
}
