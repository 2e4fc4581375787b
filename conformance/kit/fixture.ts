// The libraries that the suite calls.
import { fileURLToPath } from "node:url";
import { fn, open, t, type Symbols } from "topher";

/** Functions whose types a table decides, so that the compiler cannot know them. */
export type Bound = Readonly<Record<string, (...args: any[]) => any>> & Disposable;

/** Where a library is that the Go build has put into dist. */
export function libraryUrl(name: "fixture" | "second" | "foreign"): URL {
  return new URL(`../../dist/lib${name}.so`, import.meta.url);
}

/** The same, as a path. */
export function libraryPath(name: "fixture" | "second" | "foreign"): string {
  return fileURLToPath(libraryUrl(name));
}

/** Opens the fixture with functions that a table lists. */
export function bindTable(symbols: Symbols): Bound {
  return open(libraryUrl("fixture"), symbols) as unknown as Bound;
}

const memory = open(libraryUrl("fixture"), {
  liveStrings: fn([], t.int),
  liveBuffers: fn([], t.int),
});

/** How many strings and buffers the fixture has handed out that nobody has freed. */
export function leaked(): number {
  return memory.liveStrings() + memory.liveBuffers();
}
