import { BackgroundStream } from "./background-stream.ts";
import { bytesOver, type Streams } from "./streams.ts";

/** A reader of Go that a goroutine reads ahead from. */
export class ReaderStream extends BackgroundStream {
  /** The read that waits. Others go on when it has got its bytes. */
  #waiting: Promise<unknown> | undefined;
  #stopped = false;

  /** @param handle the reader's */
  constructor(streams: Streams, handle: number) {
    super(streams, "GoReader", "topher_open_reader", handle);
  }

  /** Fills the beginning of an array: the number of bytes, 0 at the end; a promise where they have to be awaited. */
  read(into: Uint8Array): number | Promise<number> {
    if (this.over) return 0;
    if (this.#waiting !== undefined) return this.#waiting.then(() => this.read(into));
    if (this.streams.tired) return this.#later(into, new Promise((resolve) => this.streams.rest(resolve)));
    const count = this.#now(into);
    return count > 0 || this.over ? count : this.#later(into, this.awake());
  }

  /** Ends it in Go: the reader is closed, where it can be. False where it has come to its end, which closes nothing. */
  stop(): boolean {
    if (this.over) return this.#stopped;
    this.#stopped = true;
    this.end();
    return true;
  }

  #later(into: Uint8Array, first: Promise<void>): Promise<number> {
    const read = this.#wait(into, first);
    const done = (): void => {
      if (this.#waiting === waiting) this.#waiting = undefined;
    };
    const waiting = (this.#waiting = read.then(done, done));
    return read;
  }

  async #wait(into: Uint8Array, first: Promise<void>): Promise<number> {
    for (let turn = first; ; turn = this.awake()) {
      await turn;
      const count = this.over ? 0 : this.#now(into);
      if (count > 0 || this.over) return count;
    }
  }

  // 0 where there is nothing yet, or nothing any more.
  #now(into: Uint8Array): number {
    try {
      const count = this.streams.read(this.number, `${this.name}.read`, into);
      if (count !== bytesOver) return count;
      this.finish();
      return 0;
    } catch (error) {
      this.finish();
      throw error;
    }
  }
}
