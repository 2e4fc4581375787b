import { GoStream } from "./go-stream.ts";

/**
 * An `io.Writer` of Go.
 *
 * @example
 * using file = createFile("data.txt"); // closed at the end of the block
 * file.write("text");
 */
export class GoWriter extends GoStream {
  protected override get title(): string {
    return "GoWriter";
  }

  /**
   * Writes bytes, or text as UTF-8.
   *
   * @throws `GoError` where Go's `Write` fails or writes less, `TOPHER_HANDLE_RELEASED`
   */
  write(chunk: Uint8Array | string): void {
    this.stream.writeStream(this.live("write"), chunk, "GoWriter.write");
  }
}
