import { targetOf, type ByteTarget } from "./byte-target.ts";
import type { Companion } from "./companion.ts";
import { ChunkMemory } from "./chunk-memory.ts";
import type { Ready } from "./inbox.ts";
import { isPromise } from "./promises.ts";
import { bytesLeft, bytesOver, type Streams } from "./streams.ts";

/**
 * Takes what Go writes to a writer that a task was given, and gives it to where it goes. A task settles when all that it wrote has arrived there; what
 * goes wrong there is the error of Go's next `Write`, or else of the task. The target is ended where Go closes the writer, and only then; it is let go of
 * when no task is left that writes to it, until Go should write again.
 */
export class ByteDrain implements Ready, Companion {
  readonly number: number;
  readonly #streams: Streams;
  readonly #of: object;
  /** Where it was given, with which messages begin. */
  readonly #at: string;
  readonly #memory = new ChunkMemory();
  #target: ByteTarget | undefined;
  #running: Promise<void> | undefined;
  /** What the target has thrown, until Go has got it. */
  #failure: { readonly error: unknown } | undefined;
  /** What went wrong when it was closed. */
  #late: { readonly error: unknown } | undefined;
  /** True once Go has got it; another call may give it again. */
  #given = false;
  /** The tasks that it was given to and that have not settled. */
  #tasks = 0;
  #busy = false;
  #over = false;
  /** True once Go has closed it. */
  #closed = false;

  constructor(streams: Streams, of: object, at: string) {
    this.#streams = streams;
    this.#of = of;
    this.#at = at;
    this.number = streams.add(this);
  }

  /** True once nothing more of Go gets there. */
  get over(): boolean {
    return this.#over || this.#failure !== undefined;
  }

  ready(): void {
    if (this.#failure !== undefined) this.#told();
    else this.#run();
  }

  begin(): void {
    this.#given = true;
    this.#tasks++;
  }

  forget(): void {
    if (!this.#given) this.#finish();
  }

  settled(failed: boolean): Promise<void> | undefined {
    this.#tasks--;
    this.#run();
    const flushed = this.#target?.flush();
    flushed?.catch(() => {}); // asked for again when everything is written
    if (this.#busy || flushed !== undefined) return this.#arrive(failed);
    this.#release();
    const failure = this.#untold();
    return failed || failure === undefined ? undefined : Promise.reject(failure.error);
  }

  aborted(reason: unknown): void {
    this.#tasks--;
    if (this.#tasks === 0 && !this.over) this.#fail(reason);
  }

  async #arrive(failed: boolean): Promise<void> {
    await this.#running;
    try {
      if (!this.#closed) await this.#target?.flush();
    } catch (error) {
      if (!this.over) this.#fail(error);
      else if (this.#failure === undefined && !this.#closed) this.#late ??= { error }; // Go has dropped it meanwhile
    }
    if (!this.#busy) this.#release();
    const failure = this.#untold();
    if (!failed && failure !== undefined) throw failure.error;
  }

  #run(): void {
    if (!this.#busy && !this.over) this.#running = this.#drain();
  }

  async #drain(): Promise<void> {
    this.#busy = true;
    try {
      while (!this.over) {
        if (this.#streams.tired) await new Promise<void>((resolve) => this.#streams.rest(resolve));
        const count = this.#streams.read(this.number, this.#at, this.#memory.next());
        if (count === 0) return;
        if (count === bytesOver) return await this.#close();
        if (count === bytesLeft) return await this.#leave();
        this.#target ??= targetOf(this.#of, this.#at);
        const waits = this.#target.write(this.#memory.chunk(count));
        if (isPromise(waits)) await waits;
      }
    } catch (error) {
      if (!this.over) this.#fail(error);
    } finally {
      this.#busy = false;
    }
  }

  async #close(): Promise<void> {
    this.#closed = true;
    this.#finish();
    try {
      this.#target ??= targetOf(this.#of, this.#at);
      await this.#target.close();
    } catch (error) {
      this.#late = { error };
    }
  }

  // Nobody in Go has it any more, and nobody has closed it.
  async #leave(): Promise<void> {
    this.#finish();
    try {
      await this.#target?.flush();
    } catch (error) {
      this.#late = { error };
    }
    this.#target?.release();
  }

  #fail(error: unknown): void {
    this.#failure = { error };
    this.#streams.end(this.number, this.#at, error);
    this.#target?.release();
  }

  #release(): void {
    if (this.#tasks > 0 || this.over) return;
    this.#memory.rest();
    this.#target?.release();
    this.#target = undefined;
  }

  /** What went wrong and was no error of a `Write`. */
  #untold(): { readonly error: unknown } | undefined {
    if (this.#late !== undefined) return this.#late;
    return this.#failure === undefined || this.#told() ? undefined : this.#failure;
  }

  /** True once Go has got what went wrong, or nobody is left there. Go tells nothing more after it was asked. */
  #told(): boolean {
    if (this.#over) return true;
    this.#streams.remove(this.number);
    this.#over = !this.#streams.failureIsOpen(this.number);
    return this.#over;
  }

  #finish(): void {
    this.#over = true;
    this.#memory.rest();
    this.#streams.remove(this.number);
  }
}
