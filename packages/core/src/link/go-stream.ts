import { Handle, idOf, ownerOf, releasedError } from "./handle.ts";
import type { StreamOwner } from "./stream-owner.ts";

/** What readers and writers of Go have in common: they are closed. */
export abstract class GoStream extends Handle {
  #closed = false;

  /** The class's name, with which messages begin. */
  protected abstract get title(): string;

  /** The number of its handle. `method` is what is called, for the error where it was released. */
  protected live(method: string): number {
    return idOf(this) || this.#refuse(method);
  }

  protected get stream(): StreamOwner {
    return ownerOf(this) as StreamOwner;
  }

  /** Closes it, where its type has `Close`. */
  close(): void {
    const id = this.live("close");
    this.#closed = true;
    this.stream.closeStream(id, `${this.title}.close`);
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
}
