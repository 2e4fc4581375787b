/**
 * Corrects probabilities for how many were looked at, by Benjamini and Hochberg: of everything whose corrected probability is below
 * 0.05, at most 5 % are chance.
 */
export function benjaminiHochberg(probabilities: readonly number[]): number[] {
  const order = probabilities.map((_, at) => at).toSorted((a, b) => probabilities[b]! - probabilities[a]!);
  const corrected = probabilities.map(() => 1);
  let least = 1;
  for (const [place, at] of order.entries()) {
    const rank = probabilities.length - place;
    least = Math.min(least, (probabilities[at]! * probabilities.length) / rank);
    corrected[at] = least;
  }
  return corrected;
}
