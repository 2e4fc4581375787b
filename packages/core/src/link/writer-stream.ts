import { errorOf } from "../errors.ts";
import { BackgroundStream } from "./background-stream.ts";
import { bytesOver, type Streams } from "./streams.ts";

const nothing = new Uint8Array();

/** A writer of Go that a goroutine writes behind to. One write at a time may wait for room. */
export class WriterStream extends BackgroundStream {
  /** @param handle the writer's */
  constructor(streams: Streams, handle: number) {
    super(streams, "GoWriter", "topher_open_writer", handle);
  }

  /** Gives bytes to Go; undefined where all of them were taken at once. */
  write(bytes: Uint8Array): Promise<void> | undefined {
    const taken = this.#give(bytes);
    return taken === bytes.length ? undefined : this.#rest(bytes.subarray(taken));
  }

  async #rest(bytes: Uint8Array): Promise<void> {
    for (let rest = bytes; rest.length > 0; rest = rest.subarray(this.#give(rest))) await this.awake();
  }

  /** Ends it in Go, and waits until all is written and the writer is closed, where it can be. */
  close(): Promise<void> {
    return this.#closed(null);
  }

  /** Ends it in Go without what was not written yet. */
  abort(reason: unknown): Promise<void> {
    return this.#closed(reason);
  }

  /** Ends it in Go where nobody waits for it. However it ends, Go closes the writer. */
  stop(): boolean {
    if (!this.over) this.end();
    return true;
  }

  async #closed(reason: unknown): Promise<void> {
    if (this.over) return;
    const name = `${this.name}.close`;
    this.streams.end(this.number, name, reason);
    try {
      while (!this.over && this.streams.write(this.number, name, nothing) !== bytesOver) await this.awake();
    } finally {
      this.finish();
    }
  }

  #give(bytes: Uint8Array): number {
    const name = `${this.name}.write`;
    try {
      const taken = this.over ? bytesOver : this.streams.write(this.number, name, bytes);
      if (taken !== bytesOver) return taken;
    } catch (error) {
      this.finish();
      throw error;
    }
    this.finish();
    throw errorOf("TOPHER_CLOSED", `${name}: the writer was closed`);
  }
}
