// How exact a counted figure is, and what is written down as its bound.

/** Bounds that are stated, whatever comes: of one operation. */
const stated: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  // At most four calls of C for 64 values of a channel, those that find nothing among them.
  "channel:6400": { crossings: 2.5 / 64, looks: 1.5 / 64 },
  // Where there is only one to wait for, Go is asked in each turn of the event loop for some time, until it is told to ring.
  lone: { looks: 48 },
  "callbacks:1": { looks: 48 },
};

const allocated = ["goAllocations", "goBytes"];
const background = ["crossings", "looks", "arenaBytes", ...allocated];

/** Where goroutines, the event loop or a table that grows decide how often something happens, and how many times the count its bound is. */
const unsteady: readonly { readonly cases: RegExp; readonly figures: readonly string[]; readonly room: number }[] = [
  { cases: /-cores:|^error$/, figures: allocated, room: 1.25 },
  { cases: /^(tasks|channel|callbacks):|^lone$/, figures: background, room: 1.25 },
  // Chunks are as long as what there is when somebody looks.
  { cases: /^(reader|byob|writer|source)$/, figures: background, room: 2 },
];

/** What there is beside that where there is next to nothing: a goroutine more, some turns of the event loop. */
const least: Readonly<Record<string, number>> = { looks: 8, goAllocations: 0.25, goBytes: 64 };

/** Whether a figure need not be the same each time. */
export function varies(name: string, figure: string): boolean {
  return roomOf(name, figure) !== undefined;
}

/** The bound for a figure that has come to this. */
export function boundFor(name: string, figure: string, came: number): number {
  const own = stated[name]?.[figure];
  if (own !== undefined) return own;
  // Instructions differ a little with the addresses of a process, and between processors in how memory is copied.
  if (figure === "instructions") return Math.ceil(came * 1.03);
  const room = roomOf(name, figure);
  return room === undefined ? came : Number((room * came + (least[figure] ?? 0)).toPrecision(3));
}

function roomOf(name: string, figure: string): number | undefined {
  return unsteady.find(({ cases, figures }) => cases.test(name) && figures.includes(figure))?.room;
}
