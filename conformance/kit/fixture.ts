// The fixture library, opened.
import { fn, open, t, type Symbols } from "topher";
import { libraryUrl, type Bound } from "./library.ts";

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
