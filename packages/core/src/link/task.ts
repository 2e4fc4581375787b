import type { Pending } from "./pending.ts";

/** What settles the promise that was made last. */
interface Settlers {
  resolve: (value: any) => void;
  reject: (reason: unknown) => void;
}

const nobody = (): void => {};
const made: Settlers = { resolve: nobody, reject: nobody };
// One executor for all of them: a closure for each costs as much as the promise.
const capture = (resolve: Settlers["resolve"], reject: Settlers["reject"]): void => {
  made.resolve = resolve;
  made.reject = reject;
};

// Whoever settles a promise keeps it, and its value.
const forget = (): void => {
  made.resolve = made.reject = nobody;
};

/** Makes the promise of what is pending, and gives that what settles it. */
export let taskOf: <T>(pending: Pending) => Task<T>;

/** Makes a task that has failed. */
export let failedTask: (reason: unknown) => Task<never>;

/**
 * The promise of a call that runs in a goroutine of its own. A pending task keeps the process alive.
 *
 * @example
 * const task = compress.async(data, { timeout: 1000 });
 * console.log(await task);
 */
export class Task<T> extends Promise<T> {
  #pending: Pending | undefined;

  /** Keeps the process alive until the task has settled, as a new task does. */
  ref(): this {
    this.#pending?.ref();
    return this;
  }

  /** Lets the process end before the task has settled. */
  unref(): this {
    this.#pending?.unref();
    return this;
  }

  static {
    taskOf = <T>(pending: Pending) => {
      const task = new Task<T>(capture as never);
      task.#pending = pending;
      pending.resolve = made.resolve;
      pending.reject = made.reject;
      forget();
      return task;
    };
    failedTask = (reason) => {
      const task = new Task<never>(capture as never);
      made.reject(reason);
      forget();
      return task;
    };
    // As a plain promise to the engine, `await` takes it as it is, and `then` makes plain promises.
    Object.defineProperty(Task.prototype, "constructor", { value: Promise, writable: true, configurable: true });
  }
}
