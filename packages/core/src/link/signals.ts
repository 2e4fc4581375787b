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
  let watched = watches.get(signal);
  if (watched === undefined) {
    watched = watchOf(signal);
    watches.set(signal, watched);
    signal.addEventListener("abort", watched.listener);
  }
  watched.tasks.add(task);
}

/** Listens no longer for a task. */
export function unwatch(signal: TaskSignal, task: Pending): void {
  const watched = watches.get(signal);
  if (watched === undefined || !watched.tasks.delete(task) || watched.tasks.size > 0) return;
  watches.delete(signal);
  signal.removeEventListener("abort", watched.listener);
}

function watchOf(signal: TaskSignal): Watch {
  const tasks = new Set<Pending>();
  const listener = (): void => {
    watches.delete(signal);
    signal.removeEventListener("abort", listener);
    for (const task of tasks) task.abort(signal.reason);
  };
  return { tasks, listener };
}
