import colors from "picocolors";
import { compareCounts, comparedText, failing, type Compared } from "../counts/compare.ts";
import { runtimesWith } from "../contenders.ts";
import { countAll, type Counting } from "../counts/count.ts";
import { readStored, storedOf, writeStored } from "../counts/stored.ts";
import { progress } from "../progress.ts";
import type { Options } from "./command.ts";

/** Counts, prints how the figures stand to their bounds, and writes these down where that is wanted. True where none stands in the way. */
export async function checkCounts({ node, update }: Pick<Options, "node" | "update">): Promise<boolean> {
  const counting = await countAll(runtimesWith(node), (what) => progress(`counting: ${what}`));
  progress("");
  for (const [name, reason] of Object.entries(counting.missing)) console.log(`missing  ${name}: ${reason}`);
  const before = readStored();
  if (update) writeStored(storedOf(counting.counts, before, absentIn(counting)));
  const compared = compareCounts(counting.counts, update ? readStored() : before, absentIn(counting));
  const bad = compared.filter(({ standing }) => failing.includes(standing));
  for (const each of bad) console.log(`${colors.red("FAILS ")}  ${comparedText(each)}`);
  for (const each of compared.filter(({ standing }) => standing === "below")) {
    console.log(`${colors.yellow("less  ")}  ${comparedText(each)}`);
  }
  console.log(summary(compared, bad));
  return bad.length === 0;
}

/** What cannot be counted on this machine: a kind for which there is no runtime, or a figure for which there is no program. */
export function absentIn({ missing }: Counting): (kind: string, figure: string) => boolean {
  // The types of a kind need no runtime.
  return (kind, figure) => figure in missing || (kind in missing && figure !== "instantiations");
}

function summary(compared: readonly Compared[], bad: readonly Compared[]): string {
  const state = bad.length === 0 ? colors.green("holds ") : colors.red("FAILS ");
  const contenders = new Set(compared.map(({ contender }) => contender));
  return `${state}  ${compared.length} counted figures of ${contenders.size} contenders, ${bad.length} that stand in the way`;
}
