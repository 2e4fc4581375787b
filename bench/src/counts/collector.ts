import { pathToFileURL } from "node:url";
import { fn, open, stats, t } from "topher";

/** What a library or generated module says of Go's memory. */
export interface GoMemory {
  /** How many objects and bytes were ever allocated. */
  allocations(): readonly [count: number, bytes: number];
  /** Runs Go's garbage collector. */
  collect(): void;
}

/** Finds it in a library, by C functions, or in a generated module. */
export async function goMemory(library: string): Promise<GoMemory> {
  if (library.endsWith(".js")) return (await import(pathToFileURL(library).href)) as GoMemory;
  const { allocated, collect } = open(library, {
    allocated: fn([t.slice(t.f64)], t.void),
    collect: fn([], t.void),
  });
  return {
    allocations() {
      const found = new Float64Array(2);
      allocated(found);
      return [found[0]!, found[1]!];
    },
    collect,
  };
}

/** Collects garbage on both sides until nothing more is given back: `stats` stays the same for some turns of the event loop. */
export async function collectAll(go: GoMemory): Promise<void> {
  const { gc, Bun } = globalThis as { gc?: () => void; Bun?: { gc(now: boolean): void } };
  if (gc === undefined && Bun === undefined) throw new Error("the runtime has to be started with --expose-gc");
  let last = "";
  for (let same = 0; same < 4;) {
    if (gc === undefined) Bun!.gc(true);
    else gc();
    go.collect();
    await new Promise((resolve) => setTimeout(resolve, 5));
    const found = JSON.stringify(stats());
    same = found === last ? same + 1 : 0;
    last = found;
  }
}
