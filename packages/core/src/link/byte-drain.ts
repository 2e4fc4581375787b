import { targetOf, type ByteTarget } from "./byte-target.ts";
import { ChunkMemory } from "./chunk-memory.ts";
import { GivenBytes } from "./given-bytes.ts";
import { isPromise } from "./promises.ts";
import { bytesLeft, bytesOver } from "./streams.ts";

/**
 * Takes what Go writes to a writer that a task was given, and gives it to where it goes. A task settles when all that it wrote has arrived there; what
 * goes wrong there is the error of Go's next `Write`, or else of the task. The target is ended where Go closes the writer, and only then; it is let go of
 * when no task is left that writes to it, until Go should write again.
 */
export class ByteDrain extends GivenBytes {
  readonly #memory = new ChunkMemory();
  #target: ByteTarget | undefined;
  #running: Promise<void> | undefined;
  /** What the target has thrown, until Go has got it. */
  #failure: { readonly error: unknown } | undefined;
  /** What went wrong when it was closed. */
  #late: { readonly error: unknown } | undefined;
  #busy = false;

  /** True once nothing more of Go gets there. */
  get over(): boolean {
    return this.ended || this.#failure !== undefined;
  }

  override ready(): void {
    if (this.#failure !== undefined) this.#told();
    else this.#run();
  }

  settled(failed: boolean): Promise<void> | undefined {
    this.tasks--;
    this.#run();
    const flushed = this.#target?.flush();
    flushed?.catch(() => {}); // asked for again when everything is written
    if (this.#busy || flushed !== undefined) return this.#arrive(failed);
    this.#release();
    const failure = this.#untold();
    return failed || failure === undefined ? undefined : Promise.reject(failure.error);
  }

  aborted(reason: unknown): void {
    this.tasks--;
    if (this.tasks === 0 && !this.over) this.#fail(reason);
  }

  async #arrive(failed: boolean): Promise<void> {
    await this.#running;
    try {
      await this.#target?.flush();
    } catch (error) {
      if (!this.over) this.#fail(error);
      else if (this.#failure === undefined) this.#late ??= { error }; // Go has dropped it meanwhile
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
        if (this.streams.tired) await new Promise<void>((resolve) => this.streams.rest(resolve));
        const count = this.streams.read(this.number, this.at, this.#memory.next());
        if (count === 0) return;
        if (count === bytesOver) return await this.#close();
        if (count === bytesLeft) return await this.#leave();
        this.#target ??= targetOf(this.of, this.at);
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
    this.finish();
    try {
      const target = this.#target ?? targetOf(this.of, this.at);
      this.#target = undefined; // which has nothing to flush any more
      await target.close();
    } catch (error) {
      this.#late = { error };
    }
  }

  // Nobody in Go has it any more, and nobody has closed it.
  async #leave(): Promise<void> {
    this.finish();
    try {
      await this.#target?.flush();
    } catch (error) {
      this.#late = { error };
    }
    this.#target?.release();
  }

  #fail(error: unknown): void {
    this.#failure = { error };
    this.streams.end(this.number, this.at, error);
    this.#target?.release();
  }

  #release(): void {
    if (this.tasks > 0 || this.over) return;
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
    if (this.ended) return true;
    this.streams.remove(this.number);
    this.ended = !this.streams.failureIsOpen(this.number);
    return this.ended;
  }

  protected override finish(): void {
    super.finish();
    this.#memory.rest();
  }
}
