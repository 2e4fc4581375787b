// What is compared of a name: the time grows with the square of it.
const longest = 64;

/** The name that looks most like a key, for the advice in an error message. */
export function nearest(key: string, names: readonly string[]): string {
  let best = names[0]!;
  for (const name of names) if (distance(key, name) < distance(key, best)) best = name;
  return best;
}

// Levenshtein's distance, of which only the last row is kept.
function distance(key: string, name: string): number {
  const a = key.slice(0, longest);
  const b = name.slice(0, longest);
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
