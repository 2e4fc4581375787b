import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Does work that several processes may need at the same time: one does it, the others wait until it is done.
 *
 * The lock is a file with the id of the process that works. It saves time and is no more: where two work all the same (a process id of
 * another container, a lock that two found abandoned), what they write must fit.
 *
 * @param lock - the file, in a folder that exists
 * @param isDone - whether what is wanted is there
 */
export async function oneAtATime(lock: string, isDone: () => boolean, work: () => Promise<void>): Promise<void> {
  while (!isDone()) {
    if (take(lock)) {
      try {
        if (!isDone()) await work();
      } finally {
        rmSync(lock, { force: true });
      }
      return;
    }
    if (isAbandoned(lock)) rmSync(lock, { force: true });
    else await sleep(100);
  }
}

function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Whether the process that took the lock has ended. One that is just being written has no id yet. */
function isAbandoned(lock: string): boolean {
  try {
    const id = Number(readFileSync(lock, "utf8"));
    if (id === 0) return Date.now() - statSync(lock).mtimeMs > 10_000;
    process.kill(id, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
