// Makes the runtime collect garbage now.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const { Bun } = globalThis as { Bun?: { gc(force: boolean): void } };

/** Collects garbage and lets finalizers run, until `done` or for about ten seconds. */
export async function collectUntil(done: () => boolean): Promise<void> {
  const collect = collector();
  for (let i = 0; i < 500 && !done(); i++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What collects garbage, all of it. */
export function collector(): () => void {
  if (Bun !== undefined) return () => Bun.gc(true);
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}
