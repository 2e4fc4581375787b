import type { SuiteName } from "../cases/index.ts";
import type { Contender } from "../contenders.ts";
import type { Bound, Missed } from "./bound.ts";
import { rules, type Family, type LimitRule, type RatioRule } from "./rules.ts";

/** The bounds of a suite for the contenders that are there, without what any of them has not got. */
export function boundsOf(suite: SuiteName, contenders: readonly Contender[]): Bound[] {
  const there = contenders.filter(({ missing }) => missing === undefined);
  return rules
    .filter((rule) => rule.suite === suite)
    .flatMap((rule) =>
      rule.cases.flatMap((name) =>
        there
          .filter((contender) => contender.kind === rule.contender && has(contender, name))
          .flatMap((contender) =>
            "against" in rule ? ratios(rule, name, contender, there) : [limit(rule, name, contender)],
          ),
      ),
    );
}

function limit(rule: LimitRule, name: string, contender: Contender): Bound {
  const { suite, unit, figure, least, most, what, reported } = rule;
  return {
    suite,
    case: name,
    contender,
    unit,
    figure,
    ...(least === undefined ? {} : { least }),
    ...(most === undefined ? {} : { most }),
    what,
    ...(reported === undefined ? {} : { reported }),
  };
}

function ratios(rule: RatioRule, name: string, contender: Contender, there: readonly Contender[]): Bound[] {
  const { suite, what, reported } = rule;
  const against = rule.againstCase?.(name);
  return there
    .filter((other) => other.kind === rule.against && has(other, against ?? name))
    .filter((other) => rule.everywhere === true || other.runtime === undefined || other.runtime === contender.runtime)
    .flatMap((other): Bound[] => {
      const most = mostOf(rule, name, familyOf(rule.everywhere === true ? other : contender));
      if (most === undefined) return [];
      const missed = missedOf(rule, name, there);
      return [
        {
          suite,
          case: name,
          contender,
          against: other,
          ...(against === undefined || against === name ? {} : { againstCase: against }),
          most,
          what,
          ...(missed === undefined ? {} : { missed }),
          ...(reported === undefined ? {} : { reported }),
        },
      ];
    });
}

function mostOf({ most }: RatioRule, name: string, family: Family): number | undefined {
  if (typeof most === "function") return most(name, family);
  return typeof most === "number" ? most : most[family];
}

function missedOf({ missed }: RatioRule, name: string, there: readonly Contender[]): Missed | undefined {
  const known = missed?.[name];
  const of = (kind: string) => there.find((each) => each.kind === kind);
  const [contender, against] = [of(known?.contender ?? ""), of(known?.against ?? "")];
  if (known === undefined || contender === undefined || against === undefined) return undefined;
  return { reason: known.reason, contender, against, least: known.least };
}

/** The family of a contender's runtime. */
export function familyOf({ runtime = "node24" }: Pick<Contender, "runtime">): Family {
  return runtime === "bun" || runtime === "deno" ? runtime : "node";
}

function has(contender: Contender, name: string): boolean {
  return contender.without(name) === undefined;
}
