import { codeOf } from "../errors.ts";
import type { GoError } from "../go-error.ts";
import type { Companion } from "./companion.ts";
import { unwatch } from "./signals.ts";
import type { CheckedOptions, TaskSignal } from "./task-options.ts";
import type { ReadResults, Tasks } from "./tasks.ts";

/** A task that was begun: what waits in JavaScript, and what is left of it in Go. */
export class Pending {
  /** Settles the promise; undefined afterwards, as what settles a promise keeps its value while the context may live on. */
  resolve: ((value: unknown) => void) | undefined;
  reject: ((reason: unknown) => void) | undefined;
  /** True until the promise has settled. */
  open = true;
  /** True while Go may send something for it: its completion, or the end of its context. */
  inGo = true;
  /** True while it keeps the process alive. */
  referenced = true;
  readonly number: number;
  readonly name: string;
  readonly read: ReadResults | undefined;
  readonly signal: TaskSignal | undefined;
  readonly #tasks: Tasks;
  readonly #timed: boolean;
  #companions: readonly Companion[] | undefined;

  constructor(
    tasks: Tasks,
    number: number,
    name: string,
    read: ReadResults | undefined,
    { signal, timeout }: CheckedOptions,
    companions: readonly Companion[] | undefined,
  ) {
    this.#tasks = tasks;
    this.number = number;
    this.name = name;
    this.read = read;
    this.signal = signal;
    this.#timed = timeout > 0;
    this.#companions = companions;
  }

  ref(): void {
    this.#reference(true);
  }

  unref(): void {
    this.#reference(false);
  }

  #reference(on: boolean): void {
    if (this.referenced === on || !this.open) return;
    this.referenced = on;
    this.#tasks.hold(on);
  }

  /** Takes the results, which the promise gets once nothing of the arguments is awaited any more. */
  succeed(value: unknown): void {
    const waits = this.#waits(false);
    if (waits === undefined) return this.#resolve(value);
    Promise.all(waits).then(
      () => this.#resolve(value),
      (error: unknown) => this.#reject(error),
    );
  }

  /** Takes the failure. One of the arguments is its cause where that has failed as well, such as an iterable that threw. */
  fail(reason: unknown): void {
    // Go may go on after its time is up, but nobody waits for it.
    if (this.#timed && isDeadline(reason)) return this.#abandon(reason);
    const waits = this.#waits(true);
    if (waits === undefined) return this.#reject(reason);
    Promise.all(waits).then(
      () => this.#reject(reason),
      (error: unknown) => this.#reject(error),
    );
  }

  /** Rejects with the reason of the signal, and cancels what runs in Go. */
  abort(reason: unknown): void {
    if (this.open) this.#abandon(reason);
    if (this.inGo) this.#tasks.cancel(this, reason);
  }

  #abandon(reason: unknown): void {
    const companions = this.#companions;
    this.#reject(reason);
    for (const companion of companions ?? []) companion.aborted?.(reason);
  }

  /** Takes that nothing comes for it any more. */
  over(): void {
    this.inGo = false;
    this.#unwatch();
  }

  #waits(failed: boolean): Promise<unknown>[] | undefined {
    const waits = this.#companions?.flatMap((companion) => companion.settled?.(failed) ?? []);
    return waits?.length === 0 ? undefined : waits;
  }

  #resolve(value: unknown): void {
    this.resolve?.(value);
    this.#settled();
  }

  #reject(reason: unknown): void {
    this.reject?.(reason);
    this.#settled();
  }

  #settled(): void {
    if (!this.open) return;
    this.open = false;
    this.resolve = this.reject = undefined;
    this.#companions = undefined;
    this.#tasks.done(this);
    this.#unwatch();
  }

  // A signal is heard while it can change something.
  #unwatch(): void {
    if (this.signal !== undefined && !this.open && !this.inGo) unwatch(this.signal, this);
  }
}

// The error that a deadline gives is the same one value in Go.
function isDeadline(error: unknown): boolean {
  return codeOf(error) === "TOPHER_GO_ERROR" && (error as GoError).goType === "context.deadlineExceededError";
}
