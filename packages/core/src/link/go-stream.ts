import { errorOf, type Coded } from "../errors.ts";
import { Handle, idOf, ownerOf, releasedError } from "./handle.ts";
import type { StreamOwner } from "./stream-owner.ts";
import type { Streams } from "./streams.ts";

/** What moves the bytes of a reader or writer in a goroutine. */
interface Background {
  readonly number: number;
  /** Ends it. True where Go has closed the reader or writer, or does so now. */
  stop(): boolean;
}

/** What readers and writers of Go have in common: they are closed, and they can be taken over by a stream. */
export abstract class GoStream<B extends Background> extends Handle {
  #closed = false;
  #background: B | undefined;

  /** The class's name, with which messages begin. */
  protected abstract get title(): string;

  /** The number of its handle. `method` is what is called, for the error where it was released or taken over. */
  protected live(method: string): number {
    if (this.#background !== undefined) this.#refuseLocked(method);
    return idOf(this) || this.#refuse(method);
  }

  protected get stream(): StreamOwner {
    return ownerOf(this) as StreamOwner;
  }

  /** Lets a goroutine take over from now on: nothing else is done with it any more. */
  protected background(method: string, open: (streams: Streams, handle: number) => B): B {
    if (this.#background !== undefined) return this.#background;
    const { streams } = ownerOf(this) as unknown as { readonly streams: Streams };
    const made = (this.#background = open(streams, idOf(this) || this.#refuse(method)));
    streams.own(this, made.number);
    return made;
  }

  /** Closes it, where its type has `Close`. A stream of it ends. */
  close(): void {
    const id = idOf(this) || this.#refuse("close");
    this.#closed = true;
    if (this.#background?.stop() !== true) this.stream.closeStream(id, `${this.title}.close`);
  }

  /** Closes it, unless that was done, and releases it. */
  override [Symbol.dispose](): void {
    if (Handle.isReleased(this)) return;
    try {
      if (!this.#closed) this.close();
    } finally {
      super[Symbol.dispose]();
    }
  }

  #refuse(method: string): never {
    throw releasedError(`${this.title}.${method}`);
  }

  #refuseLocked(method: string): never {
    throw lockedError(`${this.title}.${method}`);
  }
}

/** The error for a reader or writer that a goroutine has taken over. */
export function lockedError(name: string): Error & Coded {
  return errorOf("TOPHER_LOCKED", `${name}: a stream or an asynchronous loop has taken it over`);
}
