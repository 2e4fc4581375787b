import type { Case } from "./case.ts";
import type { TutorialFunctions } from "./functions.ts";
import { dotProduct } from "./tutorial/dot.ts";
import { list } from "./tutorial/list.ts";
import { pi } from "./tutorial/pi.ts";
import { shuffle } from "./tutorial/shuffle.ts";

/** How much the workloads have to do. */
export interface TutorialSizes {
  readonly terms: number;
  readonly shuffled: number;
  readonly multiplied: number;
  readonly listed: number;
}

const million = 1_000_000;

/** The tutorial's workloads, as they are measured. */
export const tutorial: readonly Case<TutorialFunctions>[] = tutorialOf({
  terms: 10 * million,
  shuffled: 10 * million,
  multiplied: 100 * million,
  listed: 10 * million,
});

/**
 * The tutorial's workloads of any size.
 *
 * Each check tries small arguments, whose results are known; the result of each long call is compared too where that costs nothing, the call that warms
 * up first of all.
 */
export function tutorialOf(sizes: TutorialSizes): readonly Case<TutorialFunctions>[] {
  const { terms, shuffled, multiplied, listed } = sizes;
  return [
    pi(terms, "pi"),
    pi(terms, "piOnCores"),
    shuffle(shuffled, "shuffle"),
    shuffle(shuffled, "shuffleOnCores"),
    dotProduct(multiplied, "dot"),
    dotProduct(multiplied, "dotOnCores"),
    list(listed, "plain"),
    list(listed, "typed"),
  ];
}
