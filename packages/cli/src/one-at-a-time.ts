import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** How often the one that works gives a sign of life, and after what time without one it is taken for dead. Milliseconds. */
const beat = 500;
const patience = 5000;

/**
 * Does work that several processes may need at the same time: one does it, the others wait until it is done.
 *
 * The lock is a file with the id of the process that works, which touches it again and again: after it was killed, another process may have
 * its id, in a container quite the same one. It saves time and is no more: where two work all the same (a process id of
 * another container, a lock that two found abandoned), what they write must fit.
 *
 * @param lock - the file, in a folder that exists
 * @param isDone - whether what is wanted is there
 */
export async function oneAtATime(lock: string, isDone: () => boolean, work: () => Promise<void>): Promise<void> {
  let sign: number | undefined;
  let seen = performance.now();
  while (!isDone()) {
    if (take(lock)) return await workWith(lock, isDone, work);
    const last = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
    if (last !== sign) [sign, seen] = [last, performance.now()];
    if (hasEnded(lock) || performance.now() - seen > patience) rmSync(lock, { force: true });
    else await sleep(100);
  }
}

async function workWith(lock: string, isDone: () => boolean, work: () => Promise<void>): Promise<void> {
  const timer = setInterval(() => touch(lock), beat);
  try {
    if (!isDone()) await work();
  } finally {
    clearInterval(timer);
    rmSync(lock, { force: true });
  }
}

function touch(lock: string): void {
  try {
    utimesSync(lock, new Date(), new Date());
  } catch {
    // another has taken the lock away, and works too
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

/** Whether there is no process any more with the id in the lock. One that is just being written has no id yet. */
function hasEnded(lock: string): boolean {
  try {
    const id = Number(readFileSync(lock, "utf8"));
    if (id > 0) process.kill(id, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
