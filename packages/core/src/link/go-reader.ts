import { textOf } from "../memory.ts";
import { typedArrayLength } from "../view.ts";
import { AsyncSteps } from "./async-steps.ts";
import { ChunkMemory } from "./chunk-memory.ts";
import { bytesOf, checkBytes, joined, piece } from "./chunks.ts";
import { GoStream } from "./go-stream.ts";
import { ReaderStream } from "./reader-stream.ts";
import { readableOf, type ByteReadable } from "./web-streams.ts";

type Bytes = Uint8Array<ArrayBuffer>;

const over = { done: true, value: undefined } as const;

/**
 * An `io.Reader` of Go. Iterating over it gives its bytes in chunks. What is asynchronous, {@link readable} and `for await`, reads ahead in a goroutine, and
 * takes the reader over: nothing else reads from it afterwards.
 *
 * @example
 * using file = openFile("data.txt"); // closed at the end of the block
 * console.log(file.text());
 */
export class GoReader extends GoStream<ReaderStream> implements Iterable<Bytes>, AsyncIterable<Bytes> {
  #atEnd = false;
  #readable: ByteReadable | undefined;

  protected override get title(): string {
    return "GoReader";
  }

  /**
   * Reads what there is, and no more than 64 KiB, into the beginning of an array.
   *
   * @returns the number of bytes: 0 at the end
   * @throws `GoError` where Go's `Read` fails, `TOPHER_HANDLE_RELEASED`, `TOPHER_LOCKED`
   */
  read(into: Uint8Array): number {
    checkBytes(into, "parameter 1 (into)", "GoReader.read");
    const most = typedArrayLength.call(into);
    if (most === 0) return 0;
    return this.#read("read", most, (bytes) => {
      bytesOf(into).set(bytes);
      return bytes.length;
    });
  }

  /** Reads the rest. */
  bytes(): Uint8Array<ArrayBuffer> {
    return this.#rest("bytes");
  }

  /** Reads the rest as UTF-8; what is invalid becomes U+FFFD. */
  text(): string {
    return textOf(this.#rest("text"), "GoReader.text: what is left");
  }

  /** Reads chunk by chunk. What is left when the loop ends early can be read afterwards. */
  *[Symbol.iterator](): Generator<Uint8Array<ArrayBuffer>, undefined, undefined> {
    for (;;) {
      const chunk = this.#chunk("[Symbol.iterator]");
      if (chunk === 0) return undefined;
      yield chunk;
    }
  }

  /**
   * The rest as a `ReadableStream` of bytes, always the same one. Cancelling it closes the reader.
   *
   * @throws `TOPHER_HANDLE_RELEASED`
   */
  get readable(): ByteReadable {
    return (this.#readable ??= readableOf(this.#opened("readable"), this));
  }

  /** Reads chunk by chunk as they come. A loop that ends early closes the reader. */
  [Symbol.asyncIterator](): AsyncIterableIterator<Bytes, undefined, unknown> {
    return new Chunks(this.#opened("[Symbol.asyncIterator]"), this);
  }

  #opened(method: string): ReaderStream {
    return this.background(method, (streams, handle) => new ReaderStream(streams, handle));
  }

  #rest(method: string): Bytes {
    const chunks: Bytes[] = [];
    let length = 0;
    for (let chunk = this.#chunk(method); chunk !== 0; chunk = this.#chunk(method)) {
      chunks.push(chunk);
      length += chunk.length;
    }
    return joined(chunks, length);
  }

  #chunk(method: string): Bytes | 0 {
    return this.#read(method, piece, (bytes) => bytes.slice());
  }

  // Go gives at least one byte, or the end.
  #read<T>(method: string, most: number, take: (bytes: Uint8Array<ArrayBuffer>) => T): T | 0 {
    const id = this.live(method);
    if (this.#atEnd) return 0;
    const { atEnd, taken } = this.stream.readStream(id, Math.min(most, piece), `GoReader.${method}`, take);
    this.#atEnd = atEnd;
    return taken ?? 0;
  }
}

/** The chunks of a reader, as they come. */
class Chunks extends AsyncSteps implements AsyncIterableIterator<Bytes, undefined, unknown> {
  readonly #stream: ReaderStream;
  readonly #memory = new ChunkMemory();
  /** The reader, whose stream ends when it is collected. */
  readonly owner: object;
  /** The steps that were asked for at once come one after the other. */
  #last: Promise<unknown> | undefined;

  constructor(stream: ReaderStream, owner: object) {
    super();
    this.#stream = stream;
    this.owner = owner;
  }

  next(): Promise<IteratorResult<Bytes, undefined>> {
    const step = this.#last === undefined ? this.#next() : this.#last.then(() => this.#next());
    const last = (this.#last = step
      .catch(() => {})
      .then(() => {
        if (this.#last === last) this.#last = undefined;
      }));
    return step;
  }

  /** Closes the reader. */
  return(value?: unknown): Promise<IteratorResult<Bytes, undefined>> {
    this.#stream.stop();
    return Promise.resolve({ done: true, value: value as undefined });
  }

  async #next(): Promise<IteratorResult<Bytes, undefined>> {
    const count = await this.#stream.read(this.#memory.next());
    return count === 0 ? over : { done: false, value: this.#memory.chunk(count) };
  }
}
