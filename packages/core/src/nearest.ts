/** The name that looks most like a key, for the advice in an error message. */
export function nearest(key: string, names: readonly string[]): string {
  const short = key.slice(0, 64);
  let best = names[0]!;
  for (const name of names) if (distance(short, name) < distance(short, best)) best = name;
  return best;
}

// Levenshtein's distance, of which only the last row is kept.
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length]!;
}
