import { errorOf } from "../errors.ts";
import type { Ready } from "./inbox.ts";
import { bytesOver, type Streams } from "./streams.ts";

const name = "GoWriter";
const nothing = new Uint8Array();

/** A writer of Go that a goroutine writes behind to. One write at a time may wait for room. */
export class WriterStream implements Ready {
  readonly number: number;
  readonly #streams: Streams;
  #wake: (() => void) | undefined;
  #over = false;

  /** @param handle the writer's */
  constructor(streams: Streams, handle: number) {
    this.#streams = streams;
    this.number = streams.add(this);
    try {
      streams.openBytes(this.number, name, "topher_open_writer", handle);
    } catch (error) {
      streams.remove(this.number);
      throw error;
    }
  }

  ready(): void {
    this.#wake?.();
  }

  /** Gives bytes to Go; undefined where all of them were taken at once. */
  write(bytes: Uint8Array): Promise<void> | undefined {
    const taken = this.#give(bytes);
    return taken === bytes.length ? undefined : this.#rest(bytes.subarray(taken));
  }

  async #rest(bytes: Uint8Array): Promise<void> {
    for (let rest = bytes; rest.length > 0; rest = rest.subarray(this.#give(rest))) await this.#awake();
  }

  /** Ends it in Go, and waits until all is written and the writer is closed, where it can be. */
  close(): Promise<void> {
    return this.#end(null);
  }

  /** Ends it in Go without what was not written yet. */
  abort(reason: unknown): Promise<void> {
    return this.#end(reason);
  }

  /** Ends it in Go where nobody waits for it. However it ends, Go closes the writer. */
  stop(): boolean {
    if (this.#over) return true;
    this.#finish();
    this.#streams.stop(this.number, name);
    this.ready();
    return true;
  }

  async #end(reason: unknown): Promise<void> {
    if (this.#over) return;
    this.#streams.end(this.number, `${name}.close`, reason);
    try {
      while (!this.#over && this.#streams.write(this.number, `${name}.close`, nothing) !== bytesOver) {
        await this.#awake();
      }
    } finally {
      this.#finish();
    }
  }

  #give(bytes: Uint8Array): number {
    try {
      const taken = this.#over ? bytesOver : this.#streams.write(this.number, `${name}.write`, bytes);
      if (taken !== bytesOver) return taken;
    } catch (error) {
      this.#finish();
      throw error;
    }
    this.#finish();
    throw errorOf("TOPHER_CLOSED", `${name}.write: the writer was closed`);
  }

  #awake(): Promise<void> {
    this.#streams.hold();
    return new Promise((resolve) => {
      this.#wake = () => {
        this.#wake = undefined;
        this.#streams.letGo();
        resolve();
      };
    });
  }

  #finish(): void {
    this.#over = true;
    this.#streams.remove(this.number);
  }
}
