import { formatTime, threeDigits } from "../figures.ts";

/** What else a case has measured beside its time, in words; figures that nobody has described come with their names. */
export function figuresText(figures: Readonly<Record<string, number>>): string {
  const { busy, idle, ...rest } = figures;
  const texts = Object.entries(rest).map(([name, value]) => wordings[name]?.(value) ?? `${name} ${threeDigits(value)}`);
  if (busy !== undefined && idle !== undefined) texts.push(`files ${threeDigits(busy / idle)} ×`);
  return texts.join(", ");
}

const mebibyte = 2 ** 20;

const wordings: Readonly<Record<string, (value: number) => string>> = {
  inFlight: (value) => `${value.toLocaleString("en-US")} at a time`,
  memory: (value) => `peak ${threeDigits(value / mebibyte)} MiB`,
  growth: (value) => `${threeDigits(value / mebibyte)} MiB grown`,
  lateness: (value) => `timer ${formatTime(value * 1e6)} late`,
  import: (value) => `import ${formatTime(value * 1e6)}`,
  open: (value) => `open ${formatTime(value * 1e6)}`,
  first: (value) => `first call ${formatTime(value * 1e6)}`,
};
