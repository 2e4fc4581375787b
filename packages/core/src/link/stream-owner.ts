import type { HandleOwner } from "./handle.ts";

/** What a reader or writer of Go asks of its library. `name` begins the message of what is refused. */
export interface StreamOwner extends HandleOwner {
  /** Reads at most so many bytes and gives them to `take`, which copies them; it is not called where there are none. */
  readStream<T>(
    id: number,
    most: number,
    name: string,
    take: (bytes: Uint8Array<ArrayBuffer>) => T,
  ): { readonly atEnd: boolean; readonly taken: T | undefined };
  /** Writes bytes or text, all of it. */
  writeStream(id: number, chunk: Uint8Array | string, name: string): void;
  closeStream(id: number, name: string): void;
}
