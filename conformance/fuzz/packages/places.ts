// Which rows of the mapping stand where in random packages.
import type { Library } from "./generate.ts";
import type { Use } from "./type.ts";
import { rows } from "./types.ts";

/** In how many packages a row stood in a place. */
export type Places = Readonly<Record<string, number>>;

/** Counts what a library has. */
export function placesOf(library: Library): Places {
  const counts: Record<string, number> = {};
  for (const { declarations } of library.packages) {
    const met = new Set<string>();
    for (const declaration of declarations) note(declaration.uses(), met);
    for (const name of met) counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

const channels = ["`<-chan T`", "`chan<- T`", "`chan T`"];
/** A row of which few types can stand behind others is not asked for as an element of a channel. */
const pointer = "pointer to any other value";

/** The places in which every row has to stand, but for some. Channels stand where an asynchronous form gives or takes them itself. */
const judged: Readonly<Record<string, readonly string[]>> = {
  "parameter of a function": [],
  "result of a function": [],
  "parameter of a method": [],
  "result of a method": [],
  field: [],
  rest: channels,
  "field of a class": channels,
  element: channels,
  "value of a map": [...channels, pointer],
  iterated: channels,
  channel: [...channels, pointer],
  "parameter of a func": channels,
  "result of a func": channels,
  "parameter of a method of an interface": channels,
  "result of a method of an interface": channels,
};

/** Every row stands in every place of one in fifty packages. A run of fewer than a thousand is not judged. */
export function placeFailures(counts: ReadonlyMap<string, number>, packages: number): string[] {
  if (packages < 1000) return [];
  const wanted = packages / 50;
  return Object.entries(judged).flatMap(([place, but]) =>
    Object.keys(rows)
      .filter((row) => !but.includes(row))
      .map((row) => nameOf(row, place))
      .filter((name) => (counts.get(name) ?? 0) < wanted)
      .map((name) => `${name} stood in ${counts.get(name) ?? 0} of ${packages} packages, and ${wanted} are asked for`),
  );
}

function note(uses: readonly Use[], met: Set<string>): void {
  for (const [place, type] of uses) {
    met.add(nameOf(type.row, place));
    note(type.uses(), met);
  }
}

function nameOf(row: string, place: string): string {
  return `${row} as ${place}`;
}
