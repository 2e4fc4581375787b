import { isObject } from "../arrays.ts";
import { shown } from "../describe.ts";
import { codeOf } from "../errors.ts";
import { refuse, Refusal } from "../wire/refusal.ts";
import type { Companion } from "./companion.ts";
import type { Ready } from "./inbox.ts";
import { begun, leave, type Cursor, type Iteration } from "../wire/iteration.ts";
import { isPromise } from "./promises.ts";
import type { WriteElement } from "./sender.ts";
import type { Streams } from "./streams.ts";

/**
 * Feeds what an iterable gives into a channel of Go. Values are taken as Go has room for them. The end of the iterable, and an error of it,
 * closes the channel; where Go takes no more, the iterable is told to end.
 */
export class Feeder implements Ready, Companion {
  readonly number: number;
  readonly #streams: Streams;
  readonly #iteration: Iteration;
  readonly #write: WriteElement;
  /** Where it was given, with which messages begin: `geo.sum: parameter 1 (numbers)`. */
  readonly #at: string;
  /** True while a task can reject with what has failed. */
  #task: boolean;
  #cursor: Cursor | undefined;
  #failure: { readonly error: unknown } | undefined;
  #room = 0;
  /** True while the iterable runs or its next value is awaited. */
  #busy = false;
  #over = false;

  constructor(streams: Streams, iteration: Iteration, write: WriteElement, at: string, task: boolean) {
    this.#streams = streams;
    this.#iteration = iteration;
    this.#write = write;
    this.#at = at;
    this.#task = task;
    this.number = streams.add(this);
  }

  ready(): void {
    if (this.#over) return;
    try {
      this.#feed([]);
      if (!this.#busy && !this.#over) this.#run();
    } catch (error) {
      this.#fail(error);
    }
  }

  begin(): void {} // a record tells when Go wants values

  forget(): void {
    this.#over = true;
    this.#streams.remove(this.number);
  }

  settled(): Promise<void> | undefined {
    this.#task = false;
    return this.#failure === undefined ? undefined : Promise.reject(this.#failure.error);
  }

  aborted(): void {
    this.#task = false;
    if (this.#over) return;
    this.#close();
    this.#leave();
  }

  #run(): void {
    this.#cursor ??= begun(this.#iteration, "what is given");
    if (this.#iteration.asynchronous) void this.#await(this.#cursor);
    else this.#take(this.#cursor);
  }

  // Takes as many values as Go has room for, again and again.
  #take(cursor: Cursor): void {
    while (!this.#over && this.#room > 0) {
      if (this.#streams.tired) return this.#streams.rest(() => this.ready());
      const values: unknown[] = [];
      let end = false;
      this.#busy = true;
      try {
        while (values.length < this.#room && !end) {
          const step = checked(cursor.next());
          end = step.done === true;
          if (!end) values.push(step.value);
        }
      } catch (error) {
        this.#feedAll(values);
        return this.#fail(error);
      } finally {
        this.#busy = false;
      }
      this.#feedAll(values);
      if (end) this.#close();
    }
  }

  // What is awaited comes one by one.
  async #await(cursor: Cursor): Promise<void> {
    this.#busy = true;
    try {
      while (!this.#over && this.#room > 0) {
        if (this.#streams.tired) await new Promise<void>((resolve) => this.#streams.rest(resolve));
        const step = checked(await cursor.next());
        if (step.done === true) this.#close();
        else this.#feedAll([step.value]);
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#busy = false;
    }
  }

  // Where one of several values is refused, those before it still go.
  #feedAll(values: readonly unknown[]): void {
    if (this.#over || values.length === 0) return;
    try {
      this.#feed(values);
    } catch (error) {
      if (values.length > 1) {
        for (const value of values) this.#feedAll([value]);
      } else if (!this.#over) {
        this.#fail(error); // which is what there is to know, whatever the end of the iterable throws
        this.#leave();
      }
    }
  }

  #feed(values: readonly unknown[]): void {
    const { open, room } = this.#streams.feed(this.number, this.#at, values, this.#write);
    this.#room = room;
    if (open || this.#over) return;
    this.forget();
    this.#leave();
  }

  // Tells the iterable that nothing is taken any more.
  #leave(): void {
    try {
      const left = this.#cursor === undefined ? undefined : leave(this.#cursor);
      if (isPromise(left)) Promise.resolve(left).catch((error: unknown) => this.#tell(error));
    } catch (error) {
      this.#tell(error);
    }
  }

  #fail(thrown: unknown): void {
    if (this.#over) return;
    this.#tell(thrown);
    this.#close();
  }

  #close(): void {
    if (this.#over) return;
    this.forget();
    this.#streams.end(this.number, this.#at, null);
  }

  #tell(thrown: unknown): void {
    const error = thrown instanceof Refusal ? thrown.error(this.#at) : thrown;
    if (this.#task) this.#failure ??= { error };
    else {
      const text = `${this.#at}: the iterable has failed: ${shown(error)}`;
      this.#streams.bridge.warn(codeOf(error) ?? "TOPHER_GO_ERROR", text);
    }
  }
}

function checked(step: unknown): IteratorResult<unknown> {
  if (!isObject(step)) return refuse("TOPHER_TYPE", "what next() of an iterator gives", "an object", step);
  return step as IteratorResult<unknown>;
}
