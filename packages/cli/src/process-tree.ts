// The processes that a process has started, and those that they have started.
import { readdirSync, readFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";

/** A running process. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  /** When it was started, in whatever form the system tells: a process identifier is used again, with another time. */
  readonly started: string;
}

/**
 * The processes below one, without it, as far as they are in its process group.
 *
 * A process with a group of its own has been detached on purpose, or is a shell's job, which the shell looks after.
 */
export function processTree(root: number): readonly ProcessEntry[] {
  const all = processes();
  const group = all.find(({ pid }) => pid === root)?.group;
  const below = (parent: number): ProcessEntry[] =>
    all.flatMap((each) => (each.parent === parent ? [each, ...below(each.pid)] : []));
  return below(root).filter((each) => each.group === group);
}

/** Those that still run. */
export function stillRunning(entries: readonly ProcessEntry[]): readonly ProcessEntry[] {
  if (entries.length === 0) return [];
  const running = new Set(processes().map(({ pid, started }) => `${pid} ${started}`));
  return entries.filter(({ pid, started }) => running.has(`${pid} ${started}`));
}

/** Sends a signal to each; one that has ended meanwhile does not hear it. */
export function signalAll(entries: readonly ProcessEntry[], signal: NodeJS.Signals): void {
  for (const { pid } of entries) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}

/**
 * Interrupts a process and those below it.
 *
 * They are stopped at first: one that runs on may start another, of which nobody would know once the first has ended.
 *
 * @returns all of them
 */
export function interruptAll(root: number): readonly ProcessEntry[] {
  const all = new Map<number, ProcessEntry>();
  for (let before = -1; before !== all.size;) {
    before = all.size;
    const found = processes().filter(({ pid }) => pid === root);
    const fresh = [...found, ...processTree(root)].filter(({ pid }) => !all.has(pid));
    for (const each of fresh) all.set(each.pid, each);
    signalAll(fresh, "SIGSTOP");
  }
  const entries = [...all.values()];
  signalAll(entries, "SIGINT");
  signalAll(entries, "SIGCONT");
  return entries;
}

/** Ends those that still run, and kills them where that takes longer than `patience` milliseconds. */
export async function endAll(entries: readonly ProcessEntry[], patience: number): Promise<void> {
  let left = stillRunning(entries);
  if (left.length === 0) return;
  signalAll(left, "SIGTERM");
  const deadline = performance.now() + patience;
  while (left.length > 0 && performance.now() < deadline) {
    await delay(20);
    left = stillRunning(left);
  }
  signalAll(left, "SIGKILL");
}

// Linux is asked by /proc: images for containers often lack `ps`.
function processes(): readonly ProcessEntry[] {
  if (process.platform === "win32") return [];
  return process.platform === "linux" ? procEntries() : psEntries();
}

function procEntries(): ProcessEntry[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      let stat: string;
      try {
        stat = readFileSync(`/proc/${name}/stat`, "latin1");
      } catch {
        return []; // it has ended
      }
      // proc_pid_stat(5): the name in parentheses may have spaces and parentheses itself; state, parent and group follow it.
      const [state, parent, group, ...more] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (state === "Z") return []; // ended, and not yet asked for its exit code
      return { pid: Number(name), parent: Number(parent), group: Number(group), started: more[16] ?? "" };
    });
}

function psEntries(): ProcessEntry[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid=,pgid=,stat=,lstart="], { encoding: "utf8" });
  return table.split("\n").flatMap((line) => {
    const [, pid, parent, group, state, started = ""] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    if (pid === undefined || state?.startsWith("Z")) return [];
    return { pid: Number(pid), parent: Number(parent), group: Number(group), started };
  });
}
