import { encode } from "../memory.ts";
import { bytesOf, checkBytes } from "./chunks.ts";
import { GoStream } from "./go-stream.ts";
import { writableOf, type ByteWritable } from "./web-streams.ts";
import { WriterStream } from "./writer-stream.ts";

/**
 * An `io.Writer` of Go.
 *
 * @example
 * using file = createFile("data.txt"); // closed at the end of the block
 * file.write("text");
 */
export class GoWriter extends GoStream<WriterStream> {
  #writable: ByteWritable | undefined;

  protected override get title(): string {
    return "GoWriter";
  }

  /**
   * Writes bytes, or text as UTF-8.
   *
   * @throws `GoError` where Go's `Write` fails or writes less, `TOPHER_HANDLE_RELEASED`, `TOPHER_LOCKED`
   */
  write(chunk: Uint8Array | string): void {
    this.stream.writeStream(this.live("write"), chunk, "GoWriter.write");
  }

  /**
   * The writer as a `WritableStream` of bytes and text, always the same one. A goroutine writes what it gets; closing it waits for that, and closes the
   * writer. Nothing else writes to it afterwards.
   *
   * @throws `TOPHER_HANDLE_RELEASED`
   */
  get writable(): ByteWritable {
    if (this.#writable !== undefined) return this.#writable;
    const stream = this.background("writable", (streams, handle) => new WriterStream(streams, handle));
    return (this.#writable = writableOf(stream, this, bytesIn));
  }
}

function bytesIn(chunk: unknown): Uint8Array<ArrayBuffer> {
  if (typeof chunk === "string") return encode(chunk);
  checkBytes(chunk as Uint8Array, "a chunk", "GoWriter.writable");
  return bytesOf(chunk as Uint8Array);
}
