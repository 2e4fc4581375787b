import type { Ready } from "./inbox.ts";
import type { Streams } from "./streams.ts";

/** A reader or writer of Go that a goroutine reads ahead from, or writes behind to. */
export abstract class BackgroundStream implements Ready {
  readonly number: number;
  protected readonly streams: Streams;
  /** The class whose messages its own begin with. */
  protected readonly name: string;
  /** True once nothing moves through it any more. */
  protected over = false;
  #wake: (() => void) | undefined;

  /**
   * @param open the C function that opens it
   * @param handle that of the reader or writer
   */
  constructor(streams: Streams, name: string, open: "topher_open_reader" | "topher_open_writer", handle: number) {
    this.streams = streams;
    this.name = name;
    this.number = streams.add(this);
    try {
      streams.openBytes(this.number, name, open, handle);
    } catch (error) {
      streams.remove(this.number);
      throw error;
    }
  }

  ready(): void {
    this.#wake?.();
  }

  /** Ends it in Go, which closes the reader or writer where it can be. */
  protected end(): void {
    this.finish();
    this.streams.stop(this.number, this.name);
    this.ready();
  }

  /** Waits for a record, and keeps the process alive meanwhile. */
  protected awake(): Promise<void> {
    this.streams.hold();
    return new Promise((resolve) => {
      this.#wake = () => {
        this.#wake = undefined;
        this.streams.letGo();
        resolve();
      };
    });
  }

  protected finish(): void {
    this.over = true;
    this.streams.remove(this.number);
  }
}
