import { ChunkMemory } from "./chunk-memory.ts";
import type { ReaderStream } from "./reader-stream.ts";
import { isPromise } from "./promises.ts";
import type { WriterStream } from "./writer-stream.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** The `ReadableStream` of bytes of the types that a program is compiled with: the one that `Blob` has. */
export type ByteReadable = typeof globalThis extends { Blob: { prototype: { stream(): infer S } } }
  ? S
  : AsyncIterable<Bytes>;

/** The `WritableStream` of the types that a program is compiled with. */
export type ByteWritable = typeof globalThis extends { WritableStream: { prototype: infer S } } ? S : object;

interface Controller {
  readonly byobRequest?: Request | null;
  enqueue(chunk: Bytes): void;
  close(): void;
}

interface Request {
  readonly view: Bytes | null;
  respond(length: number): void;
}

interface Strategy {
  readonly highWaterMark: number;
  size?(chunk: unknown): number;
}

// The web's streams exist in every runtime, but belong to no version of the language's own library.
const globals = globalThis as unknown as {
  readonly ReadableStream: new (source: object, strategy: Strategy) => ByteReadable;
  readonly WritableStream: new (sink: object, strategy: Strategy) => ByteWritable;
};

// The bytes that wait in JavaScript for a writer of Go: as many as the pieces in Go have.
const waiting = 64 * 1024;

/** Makes the `ReadableStream` of a reader of Go: one of bytes, where the runtime has such. */
export function readableOf(stream: ReaderStream, owner: object): ByteReadable {
  const strategy = { highWaterMark: 0 };
  try {
    return new globals.ReadableStream(new ByteSource(stream, owner), strategy);
  } catch {
    return new globals.ReadableStream(new ChunkSource(stream, owner), strategy);
  }
}

/** Gives what a reader of Go has. */
class ChunkSource {
  /** The reader, which is not collected before the stream. */
  readonly owner: object;
  readonly #stream: ReaderStream;
  readonly #memory = new ChunkMemory();

  constructor(stream: ReaderStream, owner: object) {
    this.#stream = stream;
    this.owner = owner;
  }

  pull(controller: Controller): void | Promise<void> {
    const request = controller.byobRequest ?? undefined;
    const count = this.#stream.read(request?.view ?? this.#memory.next());
    if (isPromise(count)) return count.then((awaited) => this.#give(controller, request, awaited));
    return this.#give(controller, request, count);
  }

  cancel(): void {
    this.#stream.stop();
  }

  #give(controller: Controller, request: Request | undefined, count: number): void {
    if (count === 0) controller.close();
    if (request !== undefined) request.respond(count);
    else if (count > 0) controller.enqueue(this.#memory.chunk(count));
  }
}

class ByteSource extends ChunkSource {
  readonly type = "bytes";
}

/** Makes the `WritableStream` of a writer of Go. `bytesOf` checks a chunk. */
export function writableOf(stream: WriterStream, owner: object, bytesOf: (chunk: unknown) => Bytes): ByteWritable {
  return new globals.WritableStream(new ByteSink(stream, owner, bytesOf), { highWaterMark: waiting, size: sizeOf });
}

/** Takes what a writer of Go gets. */
class ByteSink {
  /** The writer, which is not collected before the stream. */
  readonly owner: object;
  readonly #stream: WriterStream;
  readonly #bytesOf: (chunk: unknown) => Bytes;

  constructor(stream: WriterStream, owner: object, bytesOf: (chunk: unknown) => Bytes) {
    this.#stream = stream;
    this.owner = owner;
    this.#bytesOf = bytesOf;
  }

  write(chunk: unknown): Promise<void> | undefined {
    return this.#stream.write(this.#bytesOf(chunk));
  }

  close(): Promise<void> {
    return this.#ending(this.#stream.close());
  }

  abort(reason: unknown): Promise<void> {
    return this.#ending(this.#stream.abort(reason));
  }

  // The stream forgets this object once it closes, and nobody else may have the writer, which must not be collected before it is closed.
  async #ending(end: Promise<void>): Promise<void> {
    closing.add(this.owner);
    try {
      await end;
    } finally {
      closing.delete(this.owner);
    }
  }
}

const closing = new Set<object>();

// What is no chunk at all is refused when it is written.
function sizeOf(chunk: unknown): number {
  if (typeof chunk === "string") return chunk.length;
  return (chunk as Partial<Bytes> | null | undefined)?.byteLength ?? 1;
}
