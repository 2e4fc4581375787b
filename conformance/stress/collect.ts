// The runtime's collector, which programs of this folder are started with.
import { setTimeout as sleep } from "node:timers/promises";

const globals = globalThis as unknown as { Bun?: { gc(synchronously: boolean): void }; gc?: () => void };

/** Collects garbage, all of it. */
export function collect(): void {
  if (globals.Bun !== undefined) globals.Bun.gc(true);
  else globals.gc!();
}

/** Waits until `ready` is true, at most so many milliseconds, and returns whether it was. */
export async function until(ready: () => boolean, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (!ready()) {
    if (performance.now() > end) return false;
    await sleep(5);
  }
  return true;
}
