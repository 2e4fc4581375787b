import colors from "picocolors";
import { valueOf, measuredFor, within, type Bound, type Found } from "../bounds/bound.ts";
import { boundsOf } from "../bounds/table.ts";
import { contendersOf } from "../contenders.ts";
import { formatRatio } from "../figures.ts";
import { rotated } from "../plan.ts";
import { progress } from "../progress.ts";
import { measureOnce } from "../runner.ts";
import { suites } from "../suites/index.ts";

/** What is looked at, in this order, as far as the time goes. */
const shown: readonly (readonly [suite: string, name: string])[] = [
  ["calls", "noop"],
  ["calls", "add2"],
  ["values", "text:16"],
  ["calls", "normalize:8"],
  ["values", "item"],
  ["calls", "sum:8"],
];

const rounds = 2;
const budget = 30;
const seconds = 50;

/** Takes a few samples of what bounds are about and prints their ratios. That is no verdict: it takes 15 rounds on a machine that does nothing else. */
export async function showRatios(nodes: readonly string[]): Promise<void> {
  const began = performance.now();
  console.log(`\nratios of ${rounds} short rounds, for a first look (--strict tries them):`);
  for (const [name, measured] of shown) {
    if (performance.now() - began > seconds * 1000) {
      console.log(`  ${seconds} s are over: the rest is left out`);
      return;
    }
    const suite = suites.find((each) => each.name === name)!;
    const bounds = boundsOf(suite.name, contendersOf(suite.entries, nodes)).filter((bound) => bound.case === measured);
    const contenders = [...new Set(bounds.flatMap((bound) => measuredFor(bound).map(([, contender]) => contender)))];
    const samples: Found[] = [];
    for (let round = 0; round < rounds; round++) {
      for (const contender of rotated(contenders, round)) {
        progress(`round ${round + 1} of ${rounds}: ${measured}, ${contender.name}`);
        samples.push(await measureOnce(contender, measured, round, budget));
      }
    }
    progress("");
    for (const bound of bounds) if ("against" in bound) console.log(`  ${line(bound, valueOf(bound, samples))}`);
  }
}

function line(bound: Bound & { against: { name: string } }, value: number): string {
  const text = `${bound.case}: ${bound.contender.name} ÷ ${bound.against.name} ${formatRatio(value)}, at most ${formatRatio(bound.most!)}`;
  const why = bound.reported ?? bound.missed?.reason;
  return within(bound, value) ? text : colors.yellow(`${text}${why === undefined ? "" : `: ${why}`}`);
}
