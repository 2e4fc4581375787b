import type { Cut } from "./results.ts";

/** What was left out because time ran short, on one line. */
export function cutLine({ why, round, share, of }: Cut): string {
  const rest =
    share === 0
      ? "nothing more is measured"
      : `${of === undefined ? "each case gets" : "what no bound is about gets"} ${Math.round(share * 100)} % of its rounds`;
  return `${why}; after ${round === 1 ? "1 whole round" : `${round} whole rounds`} ${rest}`;
}
