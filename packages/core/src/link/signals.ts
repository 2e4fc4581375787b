import type { Pending } from "./pending.ts";
import type { TaskSignal } from "./task-options.ts";

interface Watch {
  readonly tasks: Set<Pending>;
  readonly listener: () => void;
}

// One listener for all tasks of a signal: the runtimes look through all listeners for each new one.
const watches = new WeakMap<TaskSignal, Watch>();

/** Aborts a task when the signal is aborted. */
export function watch(signal: TaskSignal, task: Pending): void {
  const known = watches.get(signal);
  if (known !== undefined) return void known.tasks.add(task);
  const watched = watchOf(signal);
  watched.tasks.add(task);
  watches.set(signal, watched);
  try {
    signal.addEventListener("abort", watched.listener);
  } catch (error) {
    watches.delete(signal); // one of the program's own making
    throw error;
  }
}

/** Listens no longer for a task. */
export function unwatch(signal: TaskSignal, task: Pending): void {
  const watched = watches.get(signal);
  if (watched === undefined || !watched.tasks.delete(task) || watched.tasks.size > 0) return;
  watches.delete(signal);
  leave(signal, watched.listener);
}

// Whatever goes wrong there changes nothing for anybody.
function leave(signal: TaskSignal, listener: () => void): void {
  try {
    signal.removeEventListener("abort", listener);
  } catch {}
}

function reasonOf(signal: TaskSignal): unknown {
  try {
    return signal.reason;
  } catch (error) {
    return error;
  }
}

function watchOf(signal: TaskSignal): Watch {
  const tasks = new Set<Pending>();
  const listener = (): void => {
    watches.delete(signal);
    leave(signal, listener);
    const reason = reasonOf(signal);
    for (const task of tasks) task.abort(reason);
  };
  return { tasks, listener };
}
