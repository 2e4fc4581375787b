import type { Chart } from "../charts/charts.ts";

/** A chart in a document: light or dark as the reader has it, and `words` for those who do not see it. */
export function picture({ id, title }: Chart, words: string, folder: string): string {
  return [
    "<picture>",
    `  <source media="(prefers-color-scheme: dark)" srcset="${folder}${id}-dark.svg">`,
    `  <img src="${folder}${id}-light.svg" alt="${`${title}. ${words}`.replaceAll('"', "'")}">`,
    "</picture>",
  ].join("\n");
}
