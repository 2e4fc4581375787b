import type { Dots } from "./dots.ts";

/** A chart in words: what each row of each panel has. */
export function describeDots({ rows, panels }: Dots): string {
  return panels
    .map(({ title, beside }) => {
      const figures = rows.map((row, at) => `${row.title} ${beside[at]!}`).filter((text) => !text.endsWith(" –"));
      return `${title}: ${figures.join("; ")}.`;
    })
    .join(" ");
}
