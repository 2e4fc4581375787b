import { Refusal } from "../wire/refusal.ts";
import { sourceOf, type ByteSource } from "./byte-source.ts";
import type { Companion } from "./companion.ts";
import type { Ready } from "./inbox.ts";
import { isPromise } from "./promises.ts";
import { bytesOver, type Streams } from "./streams.ts";

const nothing = new Uint8Array();

/**
 * Gives the bytes of a source to a reader that a task was given. The source is touched when Go reads first; it is told to end where Go reads no more,
 * and what it throws is the error of Go's `Read`.
 */
export class BytePump implements Ready, Companion {
  readonly number: number;
  readonly #streams: Streams;
  readonly #of: object;
  /** Where it was given, with which messages begin. */
  readonly #at: string;
  #source: ByteSource | undefined;
  /** What Go had no room for. */
  #rest: Uint8Array<ArrayBuffer> | undefined;
  /** True once Go has got it; another call may give it again. */
  #given = false;
  /** The tasks that it was given to and that have not settled. */
  #tasks = 0;
  #busy = false;
  #over = false;

  constructor(streams: Streams, of: object, at: string) {
    this.#streams = streams;
    this.#of = of;
    this.#at = at;
    this.number = streams.add(this);
  }

  /** True once Go gets nothing more of it. */
  get over(): boolean {
    return this.#over;
  }

  ready(): void {
    if (this.#over) return;
    if (this.#streams.write(this.number, this.#at, nothing) === bytesOver) this.#leave(undefined);
    else if (!this.#busy) void this.#run();
  }

  // A record tells when Go reads.
  begin(): void {
    this.#given = true;
    this.#tasks++;
  }

  forget(): void {
    if (!this.#given) this.#finish();
  }

  settled(): undefined {
    this.#tasks--;
  }

  aborted(reason: unknown): void {
    this.#tasks--;
    if (this.#over || this.#tasks > 0) return;
    this.#streams.end(this.number, this.#at, reason);
    this.#leave(reason);
  }

  async #run(): Promise<void> {
    this.#busy = true;
    try {
      this.#source ??= sourceOf(this.#of);
      while (!this.#over) {
        const chunk = this.#rest ?? (await this.#next(this.#source));
        if (this.#over) return;
        if (chunk === undefined) return this.#end();
        const taken = this.#streams.write(this.number, this.#at, chunk);
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
    if (!this.#streams.tired) return source.next();
    return new Promise<void>((resolve) => this.#streams.rest(resolve)).then(() => source.next());
  }

  #fail(error: unknown): void {
    if (this.#over) return;
    const refused = error instanceof Refusal;
    const reason = refused ? error.error(this.#at) : error;
    this.#finish();
    this.#streams.end(this.number, this.#at, reason);
    quietly(() => (refused ? this.#source?.cancel(reason) : this.#source?.end?.()));
  }

  #end(): void {
    this.#finish();
    this.#streams.end(this.number, this.#at, null);
    quietly(() => this.#source?.end?.());
  }

  // A source that was never read is told to end as well, unless somebody else has locked it meanwhile.
  #leave(reason: unknown): void {
    this.#finish();
    quietly(() => (this.#source ?? sourceOf(this.#of)).cancel(reason));
  }

  #finish(): void {
    this.#over = true;
    this.#rest = undefined;
    this.#streams.remove(this.number);
  }
}

// What goes wrong when a source is told to end changes nothing for anybody.
function quietly(run: () => unknown): void {
  try {
    const left = run();
    if (isPromise(left)) left.then(undefined, () => {});
  } catch {}
}
