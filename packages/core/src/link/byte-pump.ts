import { Refusal } from "../wire/refusal.ts";
import { sourceOf, type ByteSource } from "./byte-source.ts";
import { GivenBytes } from "./given-bytes.ts";
import { isPromise } from "./promises.ts";
import { bytesOver } from "./streams.ts";

const nothing = new Uint8Array();

/**
 * Gives the bytes of a source to a reader that a task was given. The source is touched when Go reads first; it is told to end where Go reads no more,
 * and what it throws is the error of Go's `Read`.
 */
export class BytePump extends GivenBytes {
  #source: ByteSource | undefined;
  /** What Go had no room for. */
  #rest: Uint8Array<ArrayBuffer> | undefined;
  #busy = false;

  /** True once Go gets nothing more of it. */
  get over(): boolean {
    return this.ended;
  }

  // A record tells when Go reads.
  override ready(): void {
    if (this.ended) return;
    if (this.streams.write(this.number, this.at, nothing) === bytesOver) this.#leave(undefined);
    else if (!this.#busy) void this.#run();
  }

  settled(): undefined {
    this.tasks--;
  }

  aborted(reason: unknown): void {
    this.tasks--;
    if (this.ended || this.tasks > 0) return;
    this.streams.end(this.number, this.at, reason);
    this.#leave(reason);
  }

  async #run(): Promise<void> {
    this.#busy = true;
    try {
      this.#source ??= sourceOf(this.of);
      while (!this.ended) {
        const chunk = this.#rest ?? (await this.#next(this.#source));
        if (this.ended) return;
        if (chunk === undefined) return this.#end();
        const taken = this.streams.write(this.number, this.at, chunk);
        if (taken === bytesOver) return this.#leave(undefined);
        this.#rest = taken < chunk.length ? chunk.subarray(taken) : undefined;
        if (this.#rest !== undefined) return; // a record follows
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#busy = false;
    }
  }

  #next(source: ByteSource): ReturnType<ByteSource["next"]> {
    if (!this.streams.tired) return source.next();
    return new Promise<void>((resolve) => this.streams.rest(resolve)).then(() => source.next());
  }

  #fail(error: unknown): void {
    if (this.ended) return;
    const refused = error instanceof Refusal;
    const reason = refused ? error.error(this.at) : error;
    this.finish();
    this.streams.end(this.number, this.at, reason);
    quietly(() => (refused ? this.#source?.cancel(reason) : this.#source?.end?.()));
  }

  #end(): void {
    this.finish();
    this.streams.end(this.number, this.at, null);
    quietly(() => this.#source?.end?.());
  }

  // A source that was never read is told to end as well, unless somebody else has locked it meanwhile.
  #leave(reason: unknown): void {
    this.finish();
    quietly(() => (this.#source ?? sourceOf(this.of)).cancel(reason));
  }

  protected override finish(): void {
    super.finish();
    this.#rest = undefined;
  }
}

// What goes wrong when a source is told to end changes nothing for anybody.
function quietly(run: () => unknown): void {
  try {
    const left = run();
    if (isPromise(left)) left.then(undefined, () => {});
  } catch {}
}
