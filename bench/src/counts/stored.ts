// The bounds of counted figures: bench/counts.json.
//
// A kind has the same bounds in every runtime: what crosses, is copied and is allocated is the same there.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "../../../scripts/root.ts";
import type { Counts } from "../results.ts";
import { boundFor } from "./room.ts";

/** Bounds by suite, case, kind and figure. */
export type Stored = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Figures>>>>>>;

type Figures = Readonly<Record<string, number>>;

/** Where they are kept. */
export const countsFile: string = path.join(root, "bench", "counts.json");

/** Reads what is stored; nothing where there is no file. */
export function readStored(): Stored {
  return existsSync(countsFile) ? (JSON.parse(readFileSync(countsFile, "utf8")) as Stored) : {};
}

/** Writes what is to be stored. */
export function writeStored(stored: Stored): void {
  writeFileSync(countsFile, `${JSON.stringify(stored, undefined, 2)}\n`);
}

/**
 * What is to be stored where this was counted. What could not be counted here keeps its bound, and so does what varies and is within it; what
 * is not there any more has none.
 */
export function storedOf(
  counts: readonly Counts[],
  before: Stored,
  isMissing: (kind: string, figure: string) => boolean,
): Stored {
  const made: Record<string, Record<string, Record<string, Record<string, number>>>> = {};
  const put = (suite: string, name: string, kind: string, figure: string, bound: number) => {
    const figures = (((made[suite] ??= {})[name] ??= {})[kind] ??= {});
    figures[figure] = Math.max(bound, figures[figure] ?? 0);
  };
  for (const { suite, case: name, contender, counts: figures } of counts) {
    const kind = kindOf(contender);
    for (const [figure, came] of Object.entries(figures)) put(suite, name, kind, figure, boundFor(name, figure, came));
  }
  for (const { suite, case: name, kind, figure, bound } of entriesOf(before)) {
    if (isMissing(kind, figure)) put(suite, name, kind, figure, bound);
  }
  return made;
}

/** A bound with where it is. */
export interface Entry {
  readonly suite: string;
  readonly case: string;
  readonly kind: string;
  readonly figure: string;
  readonly bound: number;
}

/** All bounds, one after the other. */
export function entriesOf(stored: Stored): Entry[] {
  return Object.entries(stored).flatMap(([suite, cases]) =>
    Object.entries(cases).flatMap(([name, kinds]) =>
      Object.entries(kinds).flatMap(([kind, figures]) =>
        Object.entries(figures).map(([figure, bound]) => ({ suite, case: name, kind, figure, bound })),
      ),
    ),
  );
}

/** The kind of a contender, without its runtime. */
export function kindOf(contender: string): string {
  return contender.split("/")[0]!;
}
