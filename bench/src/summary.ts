/** One case of one contender, over all of its processes, in nanoseconds per operation. */
export interface Summary {
  readonly best: number;
  /** Of the processes' medians. */
  readonly median: number;
  /** Half the distance of the quartiles of the processes' medians, as a share of their median. */
  readonly spread: number;
  readonly processes: number;
}

/** What a table shows of the samples of one case of one contender. There has to be one at least. */
export function summarize(samples: readonly { readonly best: number; readonly median: number }[]): Summary {
  const medians = samples.map(({ median }) => median).toSorted((a, b) => a - b);
  const at = (share: number) => medians[Math.round(share * (medians.length - 1))]!;
  const median = at(0.5);
  return { best: bestOf(samples), median, spread: (at(0.75) - at(0.25)) / 2 / median, processes: samples.length };
}

/** The best of all samples: noise only ever adds time. */
export function bestOf(samples: readonly { readonly best: number }[]): number {
  return Math.min(...samples.map(({ best }) => best));
}
